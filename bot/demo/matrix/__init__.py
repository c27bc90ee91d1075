"""The bot on a Matrix homeserver of this computer's own, in a chat on the terminal."""
