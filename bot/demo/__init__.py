"""The real bot in a browser page: a simulated Discord on loopback, no account and no token."""
