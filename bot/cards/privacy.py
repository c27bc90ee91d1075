"""What is kept about a person or a server, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.card import Block, Card, Command, Item, Line, Note, Option, Paragraph, Route, Strong
from bot.core.personal_data import RECORDS, SENT, Holding, Kept

PRIVACY = "privacy"
SHOW, DELETE, CONFIRMED = (
    Route(PRIVACY, ("show",)),
    Route(PRIVACY, ("delete",)),
    Route(PRIVACY, ("delete", "confirmed")),
)
YOURS = "What I keep about you"
NOTHING: Line = ("Nothing.",)
NEVER: Line = (
    "I do not keep your name, your messages or what you looked up. When a secret poll closes, "
    "nothing is left that links you to your vote.",
)
POSTED: Line = (
    "What I have posted already stays where it is, such as a report of yours in a channel of the "
    "moderators. Ask them to delete it.",
)
COPIES: Line = ("Whoever runs this bot may have backups made before; those are theirs to delete.",)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one thing of a kind and of *many*, why it is kept, and when it is *erased*.

    *many* and *erased* are told how many there are.
    """

    one: str
    many: str
    why: str
    one_erased: str
    erased: str


WORDS: Mapping[Kept, Words] = {
    Kept.SETTINGS: Words(
        "One change of settings that you made.",
        "{} changes of settings that you made.",
        f"Moderators there see who set what. Your name goes after {RECORDS.days} days; "
        "the last change there keeps it until the next.",
        "One change of settings no longer names you.",
        "{} changes of settings no longer name you.",
    ),
    Kept.PAUSE: Words(
        "One schedule that you paused.",
        "{} schedules that you paused.",
        "Moderators there see who paused it. It goes when the schedule runs again.",
        "One paused schedule no longer names you; it stays paused.",
        "{} paused schedules no longer name you; they stay paused.",
    ),
    Kept.REPORT: Words(
        "One report of an error that you sent.",
        "{} reports of errors that you sent.",
        "Moderators there see who reported what, and nobody can send too many. It goes "
        f"{RECORDS.days} days after it was decided about.",
        "One report no longer names you. What you wrote in it stays.",
        "{} reports no longer name you. What you wrote in them stays.",
    ),
    Kept.DECISION: Words(
        "One report that you decided about.",
        "{} reports that you decided about.",
        f"Moderators there see who decided. It goes {RECORDS.days} days after that.",
        "One decision about a report no longer names you.",
        "{} decisions about reports no longer name you.",
    ),
    Kept.POLL: Words(
        "One poll that you opened.",
        "{} polls that you opened.",
        "You can close it early, and nobody can open too many. It goes "
        f"{RECORDS.days} days after it closed.",
        "One poll no longer names you; only moderators can close it early now.",
        "{} polls no longer name you; only moderators can close them early now.",
    ),
    Kept.VOTE: Words(
        "Your vote in one secret poll that is open.",
        "Your votes in {} secret polls that are open.",
        "You can change it until the poll closes. Then it is counted and deleted.",
        "Your vote in one open secret poll was withdrawn.",
        "Your votes in {} open secret polls were withdrawn.",
    ),
    Kept.NOTICE: Words(
        "One direct message to you, sent or waiting.",
        "{} direct messages to you, sent or waiting.",
        "It tells you that something went wrong with a daily explainer you set up, or with a poll "
        f"of yours. It goes {SENT.days} days after it was sent.",
        "One direct message to you was deleted from my records, and is not sent if it was waiting.",
        "{} direct messages to you were deleted from my records; none that waited is sent.",
    ),
}


def shown_card(holdings: Sequence[Holding]) -> Card:
    items: list[Block] = [_item(holding) for holding in holdings]
    takes: tuple[Block, ...] = (Note(("All of it as a file: ", Command("privacy export"))),)
    return Card(
        title=YOURS,
        blocks=(
            *(items or [Paragraph(NOTHING)]),
            Note(NEVER),
            *(takes if items else ()),
        ),
        buttons=(Option("Delete it…", DELETE),) if items else (),
        route=SHOW,
        private=True,
        whole=True,
    )


def export_card() -> Card:
    return Card(
        title=YOURS,
        blocks=(Paragraph(("The file has all of it. Times are in UTC.",)),),
        private=True,
    )


def ask_card(holdings: Sequence[Holding]) -> Card:
    """What would be deleted, with the button that does it."""
    if not holdings:
        return shown_card(holdings)
    return Card(
        title="Delete what I keep about you?",
        blocks=(
            *(Item((_counted(WORDS[each.kind], len(each.rows)),)) for each in holdings),
            Paragraph(
                (
                    "Your name is taken out of all records, and your votes in open secret polls "
                    "are withdrawn. That cannot be taken back.",
                )
            ),
        ),
        buttons=(Option("Delete", CONFIRMED, is_main=True), Option("Keep it", SHOW)),
        route=DELETE,
        private=True,
        whole=True,
    )


def erased_card(erased: Mapping[Kept, int]) -> Card:
    """*erased* is how much there was of each kind."""
    nothing: tuple[Block, ...] = (Paragraph(("There was nothing to delete.",)),)
    done = tuple(
        Item((WORDS[kind].one_erased if count == 1 else WORDS[kind].erased.format(count),))
        for kind, count in erased.items()
    )
    return Card(
        title="Deleted",
        blocks=(*(done or nothing), Note(POSTED), Note(COPIES)),
        route=CONFIRMED,
        private=True,
        whole=True,
    )


def _item(holding: Holding) -> Item:
    words = WORDS[holding.kind]
    return Item((Strong(_counted(words, len(holding.rows))),), ((words.why,),))


def _counted(words: Words, count: int) -> str:
    return words.one if count == 1 else words.many.format(count)
