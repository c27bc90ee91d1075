"""A platform that remembers what it was sent and fails as it is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.identity import Place
from bot.core.outgoing import CountPoll, EndPoll, PollMessage, ThreadStart
from bot.delivery.sender import CardEdit, CardMessage, ForumPost, Message, Target

Behaviour = Callable[[Target, Message], Exception | None]


@dataclass(frozen=True)
class Sent:
    id: str
    target: Target
    message: Message
    key: str

    @property
    def kind(self) -> str:
        match self.message:
            case ThreadStart():
                return "thread"
            case PollMessage():
                return "poll"
            case EndPoll():
                return "end"
            case CountPoll():
                return "count"
            case ForumPost():
                return "forum"
            case CardEdit():
                return "edit"
            case CardMessage(mark=mark):
                return mark.kind if mark else "letter"


@dataclass
class FakeSender:
    """*before* may fail instead of sending, *after* although it sent.

    *counts* are the votes in every poll of its own.
    """

    sent: list[Sent] = field(default_factory=list)
    searched: list[Target] = field(default_factory=list)
    counts: tuple[int, ...] = (2, 1, 0)
    names: dict[Place, str] = field(default_factory=dict)
    before: Behaviour = lambda _target, _message: None
    after: Behaviour = lambda _target, _message: None

    async def ready(self) -> None:
        return

    async def name_of(self, place: Place) -> str | None:
        return self.names.get(place)

    async def send(self, target: Target, message: Message, key: str) -> str:
        if error := self.before(target, message):
            raise error
        number = self._answer(message)
        self.sent.append(Sent(number, target, message, key))
        if error := self.after(target, message):
            raise error
        return number

    async def find(self, target: Target, message: Message, since: datetime) -> str | None:  # noqa: ARG002
        if isinstance(message, CardEdit | EndPoll | CountPoll):
            return None
        self.searched.append(target)
        found = [each for each in self.sent if each.target == target and _is_it(each, message)]
        return found[0].id if found else None

    def _answer(self, message: Message) -> str:
        match message:
            case ThreadStart() | EndPoll() | CardEdit():
                return message.message
            case CountPoll():
                return json.dumps(self.counts)
            case _:
                return str(len(self.sent) + 100)


def _is_it(sent: Sent, message: Message) -> bool:
    if isinstance(sent.message, CardMessage) and isinstance(message, CardMessage):
        return sent.message.mark == message.mark
    return sent.message == message
