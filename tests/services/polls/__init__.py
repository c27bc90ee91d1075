"""Polls, as those who open them, vote in them and close them get on with them."""
