"""Slash commands that people give, and what the bot answers."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.stand_in import payloads, refusals
from tests.stand_in.clock import Clock
from tests.stand_in.places import ALL_PERMISSIONS, APPLICATION, BOT, Channel, Message, Person
from tests.stand_in.refusals import Refused

JSON = dict[str, Any]
SUB_COMMAND, SUB_COMMAND_GROUP = 1, 2
OPTION_TYPES: dict[type, int] = {str: 3, int: 4, bool: 5, float: 10}


class Answer(NamedTuple):
    """The body of the callback, and how long after the command it came."""

    body: JSON
    seconds: float


@dataclass(slots=True)
class Interaction:
    """*later* are the bodies of follow-ups and edits, in the order they came."""

    id: int
    channel: Channel
    begun: float
    answer: asyncio.Future[Answer]
    later: list[JSON] = field(default_factory=list)

    @property
    def token(self) -> str:
        return f"interaction-{self.id}"


class Interactions:
    """All that were begun, by id and by token."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.all: dict[int, Interaction] = {}

    def begin(self, channel: Channel) -> Interaction:
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        begun = Interaction(self._clock.next_id(), channel, time.monotonic(), answer)
        self.all[begun.id] = begun
        return begun

    def answered(self, identifier: int, body: JSON) -> JSON:
        """Note the callback and return what Discord says to it."""
        interaction = self._known(identifier)
        if interaction.answer.done():
            raise Refused(refusals.ALREADY_ANSWERED)
        interaction.answer.set_result(Answer(body, time.monotonic() - interaction.begun))
        told = {"id": str(identifier), "type": 2, "response_message_id": str(identifier + 1)}
        return {"interaction": told}

    def followed_up(self, token: str, body: JSON) -> JSON:
        """Note a follow-up or an edit and return the message it made."""
        interaction = self._known(int(token.removeprefix("interaction-")))
        interaction.later.append(body)
        return payloads.message(self._message(interaction, body))

    def original(self, token: str) -> JSON:
        """The message of the callback."""
        interaction = self._known(int(token.removeprefix("interaction-")))
        body = interaction.answer.result().body.get("data") or {}
        return payloads.message(self._message(interaction, body))

    def _known(self, identifier: int) -> Interaction:
        if identifier not in self.all:
            raise Refused(refusals.UNKNOWN_INTERACTION)
        return self.all[identifier]

    def _message(self, interaction: Interaction, body: JSON) -> Message:
        components, content = body.get("components") or [], body.get("content") or ""
        identifier = self._clock.next_id()
        return Message(identifier, interaction.channel, BOT, content, components)


def command(interaction: Interaction, name: str, person: Person, options: JSON) -> JSON:
    """The event of a slash command; *name* has its sub-commands behind it: ``"schedule set"``."""
    guild = interaction.channel.guild
    assert guild is not None
    given = [
        {"name": key, "type": OPTION_TYPES[type(value)], "value": value}
        for key, value in options.items()
    ]
    return {
        "id": str(interaction.id),
        "application_id": str(APPLICATION),
        "type": 2,
        "token": interaction.token,
        "version": 1,
        "guild_id": str(guild.id),
        "channel_id": str(interaction.channel.id),
        "channel": payloads.channel(interaction.channel) | {"permissions": str(ALL_PERMISSIONS)},
        "member": payloads.member(person, ALL_PERMISSIONS),
        "app_permissions": str(ALL_PERMISSIONS & ~interaction.channel.denied),
        "locale": "en-US",
        "guild_locale": guild.locale,
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(guild.id)},
        "context": 0,
        "attachment_size_limit": 10_485_760,
        "data": {"id": "5", "type": 1} | _nested(name.split(), given),
    }


def _nested(names: list[str], given: list[JSON]) -> JSON:
    head, *rest = names
    if not rest:
        return {"name": head, "options": given}
    kind = SUB_COMMAND if len(rest) == 1 else SUB_COMMAND_GROUP
    return {"name": head, "options": [{"type": kind} | _nested(rest, given)]}
