"""What can keep the bot from its database, each in one sentence.

What fails at the start names the file; what fails later may be read by a member, and names nothing
of the machine. No sentence repeats any part of a URL, which may hold a password.
"""

from __future__ import annotations

from bot.errors import BotError, ConfigurationError


class StorageError(BotError):
    """The database, or a backup of it, cannot be used as asked; nothing was changed."""


class DatabaseUnusable(StorageError, ConfigurationError):
    """The database cannot be opened as configured."""


class DatabaseTooNew(DatabaseUnusable):
    """A newer version of the program has changed the tables."""

    def __init__(self, what: str, step: int, known: int) -> None:
        super().__init__(
            f"{what} was written by a newer version of Bedfellows (its tables are at step {step}, "
            f"this program knows {known}); run that version, or restore an older backup."
        )


class DatabaseFailed(StorageError):
    """A sound statement could not be carried out; its transaction was rolled back."""


class DiskFull(DatabaseFailed):
    def __init__(self) -> None:
        super().__init__(
            "The disk that holds the bot's database is full, so nothing was saved; "
            "whoever runs the bot has to free some space."
        )


class DatabaseLocked(DatabaseFailed):
    def __init__(self) -> None:
        super().__init__(
            "Another program keeps the bot's database locked, so nothing was saved; "
            "try again in a moment."
        )


class DatabaseUnreachable(DatabaseFailed):
    def __init__(self) -> None:
        super().__init__(
            "The bot's database does not answer, so it is not certain that this was saved; "
            "try again in a moment."
        )


class DatabaseDamaged(DatabaseFailed):
    def __init__(self) -> None:
        super().__init__(
            "The bot's database cannot be read or written, so nothing was saved; "
            "whoever runs the bot finds the reason in its log."
        )


class BackupRefused(StorageError):
    """A copy was not made or not put in place."""
