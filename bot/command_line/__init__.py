"""What `bedfellows` can be told to do on a terminal."""
