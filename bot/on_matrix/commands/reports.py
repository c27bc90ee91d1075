"""Reports of errors: sent in reply to a card, decided about where moderators are shown them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.cards import report as words
from bot.cards.open import OPENERS
from bot.cards.report_subject import subject_of_button
from bot.core.card import Card, Route
from bot.core.identity import Asker, local_id
from bot.core.report import UNREADABLE, Subject, read_subject
from bot.errors import BadInput
from bot.on_matrix.commands.request import Command, Opener, Request
from bot.on_matrix.commands.shown import ShownCards
from bot.on_matrix.homeserver import Homeserver
from bot.on_matrix.typed import is_report
from bot.services.reports import Reports

ADDRESS = re.compile(r"https?://\S+")


class ReportCommands:
    def __init__(self, reports: Reports, server: Homeserver, shown: ShownCards) -> None:
        self._reports = reports
        self._server = server
        self._shown = shown

    def commands(self) -> list[Command]:
        return [
            Command(
                "report",
                "In reply to a card: tell the moderators what is wrong with it.",
                self.report,
                usage="WHAT IS WRONG [LINK]",
            )
        ]

    def openers(self) -> Mapping[str, Opener]:
        return {words.DECIDE: self._decide}

    async def report(self, request: Request) -> Card:
        """Report what the text says about the card that was replied to."""
        subject = await self._subject(request)
        wrong, source = _parted(request.text)
        answers = {words.WRONG: (wrong,), words.SOURCE: (source,)}
        return await self._reports.submit(request.asker, subject, answers)

    async def _subject(self, request: Request) -> Subject:
        """Without a reply, it is the card under which the thread hangs that this was said in."""
        incoming = request.incoming
        event = incoming.replies_to or incoming.thread
        card = await self._shown.at(incoming.room_id, event) if event else None
        if card is None:
            raise BadInput(words.REPLY_TO_A_CARD)
        for route in card.trace.offers:
            if is_report(route):
                return subject_of_button(route)
        shown = card.trace.route
        if shown and shown.kind in OPENERS:
            return Subject(shown.at(0))
        form = await self._reports.form_for_card(request.asker, card.trace.offers)
        return read_subject(form.submits.args)

    async def _decide(self, request: Request, route: Route) -> Card:
        match route.args:
            case (report, verdict) if verdict in words.VERDICTS:
                asker = await self._moderator(request, report)
                decision = await self._reports.decide(asker, report, words.VERDICTS[verdict])
                return decision.too_late or decision.card
            case _:
                raise BadInput(UNREADABLE)

    async def _moderator(self, request: Request, report: str) -> Asker:
        """The asker as what they are in the room that was reported in, wherever they decide."""
        place = await self._reports.place_of(report)
        sender = request.incoming.sender
        manages = await self._server.is_moderator(local_id(place), sender)
        return replace(request.asker, place=place, manages=manages)


def _parted(text: str) -> tuple[str, str]:
    """What is wrong, and the address at the end of it; an address in the middle is left there."""
    *before, last = text.split() or [""]
    if ADDRESS.fullmatch(last) and before:
        return text.strip().removesuffix(last).strip(), last
    return text.strip(), ""
