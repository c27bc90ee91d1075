"""Plain questions: their words, the names and dates in them, and what they ask."""
