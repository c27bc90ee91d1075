"""Everything that knows Matrix; nothing outside this package may import nio."""
