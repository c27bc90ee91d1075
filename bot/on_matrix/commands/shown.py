"""The cards that stand in a room, read from the room itself, so that no memory of them is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.on_matrix.homeserver import Event, Homeserver
from bot.on_matrix.incoming import thread_of
from bot.on_matrix.trace import Trace, trace_in

MOST_EVENTS = 300  # that are looked through for a card


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card in the message *event*, which stands in the *thread* under that event, if any."""

    trace: Trace
    event: str
    thread: str | None


class ShownCards:
    """Both methods raise Rejected and TryLater."""

    def __init__(self, server: Homeserver) -> None:
        self._server = server

    async def at(self, room: str, event_id: str) -> ShownCard | None:
        """The card in that message; None if there is none of ours."""
        event = await self._server.event(room, event_id)
        return self._card(event) if event else None

    async def latest(
        self, room: str, thread: str | None, since: datetime, wanted: Callable[[Trace], bool]
    ) -> ShownCard | None:
        """The last card in *thread*, or outside of all, that is as *wanted*."""
        looked_at = 0
        async for event in self._server.recent(room, since):
            card = self._card(event)
            if card and card.thread == thread and wanted(card.trace):
                return card
            looked_at += 1
            if looked_at == MOST_EVENTS:
                break
        return None

    def _card(self, event: Event) -> ShownCard | None:
        """Only what we said ourselves: anybody can send a message that claims to be a card."""
        content = event.get("content")
        if event.get("sender") != self._server.user_id or not isinstance(content, dict):
            return None
        trace = trace_in(content)
        return ShownCard(trace, str(event["event_id"]), thread_of(content)) if trace else None
