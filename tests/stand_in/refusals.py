"""The errors Discord answers with, by what they say.

See https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """*code* is Discord's own, within the HTTP *status*."""

    status: int
    code: int
    message: str


class Refused(Exception):
    """What was asked for is not done."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = Refusal(404, 10004, "Unknown Guild")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
NOT_FOUND = Refusal(404, 0, "404: Not Found")
TAG_REQUIRED = Refusal(400, 40067, "A tag is required to create a forum post in this channel")
ALREADY_ANSWERED = Refusal(400, 40060, "Interaction has already been acknowledged.")
MISSING_ACCESS = Refusal(403, 50001, "Missing Access")
NOT_THE_AUTHOR = Refusal(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = Refusal(400, 50006, "Cannot send an empty message")
DIRECT_MESSAGES_CLOSED = Refusal(403, 50007, "Cannot send messages to this user")
MISSING_PERMISSIONS = Refusal(403, 50013, "Missing Permissions")
WRONG_CHANNEL_TYPE = Refusal(400, 50024, "Cannot execute action on this channel type")
THREAD_ARCHIVED = Refusal(400, 50083, "Thread is archived")
THREAD_EXISTS = Refusal(400, 160004, "A thread has already been created for this message")
TOO_MANY_THREADS = Refusal(400, 160006, "Maximum number of active threads reached")
POLL_EXPIRED = Refusal(400, 520001, "Poll expired")


def invalid_form(why: str) -> Refusal:
    return Refusal(400, 50035, f"Invalid Form Body: {why}")
