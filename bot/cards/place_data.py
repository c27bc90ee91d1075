"""Deleting all that is kept of a server or a room, by its own moderators."""

from __future__ import annotations

from bot.cards.notice import KINDS
from bot.cards.privacy import COPIES
from bot.core.card import Card, Item, Note, Option, Paragraph, Route
from bot.core.identity import Place, platform_of
from bot.core.settings_inputs import PANEL

EVERYTHING = "server-data"
ASK, EXPORT, CONFIRMED = (
    Route(EVERYTHING, ("ask",)),
    Route(EVERYTHING, ("export",)),
    Route(EVERYTHING, ("delete",)),
)
BUTTON = Option("Delete everything…", ASK)
NOT_ALLOWED = {
    "discord": "Only members with Manage Server can export or delete everything of this server.",
    "matrix": "Only members whose power level lets them change the room can export or delete "
    "everything of it.",
}
GOES = (
    "all settings, and who changed them: the daily explainer is off after that",
    "what was posted here, and which explainers came already: they may come again",
    "all reports of errors, and what was decided about them",
    "all polls with their results; open ones end without one",
    "what waits to be sent",
)


def ask_card(place: Place) -> Card:
    """What goes, with the button that does it."""
    return Card(
        title=f"Delete everything of this {_kind(place)}?",
        blocks=(
            *(Item((each,)) for each in GOES),
            Paragraph(
                (
                    "That cannot be taken back. Messages that are out already stay; delete them "
                    "as you would any others.",
                )
            ),
        ),
        buttons=(
            Option("Delete everything", CONFIRMED, is_main=True),
            Option("Export it first", EXPORT),
            Option("Back to the settings", Route(PANEL)),
        ),
        route=ASK,
        private=True,
        whole=True,
    )


def export_card(place: Place) -> Card:
    return Card(
        title=f"What I keep of this {_kind(place)}",
        blocks=(
            Paragraph(
                (
                    "The file has all of it but the votes of secret polls. It names people; "
                    "treat it with care. Times are in UTC.",
                )
            ),
        ),
        private=True,
    )


def deleted_card(place: Place) -> Card:
    return Card(
        title=f"Everything of this {_kind(place)} was deleted.",
        blocks=(
            Paragraph(("I know nothing of it any more, and post nothing.",)),
            Note(COPIES),
        ),
        buttons=(Option("Settings", Route(PANEL)),),
        private=True,
        whole=True,
    )


def _kind(place: Place) -> str:
    return KINDS[platform_of(place)]
