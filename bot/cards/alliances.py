"""Who backed whom on a day."""

from __future__ import annotations

from bot.cards.actor import tie_option
from bot.cards.as_of import AsOf, as_of
from bot.cards.claims import Citations
from bot.cards.dates import day_in_words, in_words
from bot.cards.relations import firmness
from bot.core.card import Block, Card, Heading, Item, Note, Option, Paragraph, Route, Strong
from bot.core.edtf import Edtf
from bot.core.pack import Pack, Sign
from bot.core.queries import Tie, backers

OURS = Note(("Who stands where, and how firmly, is our reading of what each card cites.",))
GROUPS: dict[Sign, str] = {
    "aligned": "Backing {}",
    "mixed": "Mixed towards {}",
    "adversarial": "At odds with {}",
}


def alliances_card(pack: Pack, side: str | None = None, on: Edtf | None = None) -> Card:
    """Every backer of one side, or of both, by how clearly it stands there."""
    when = as_of(pack, on)
    cites = Citations(pack, when)
    sides = (side,) if side else pack.header.sides
    ties = {each: backers(pack, each, when.day) for each in sides}
    blocks = [block for each in sides for block in _side(pack, each, ties[each], when, cites)]
    nothing = Paragraph((f"{when.phrase}: this pack records no backer.",))
    return Card(
        title=f"Who backs whom — {_when(when)}",
        blocks=(*(blocks or [nothing]), OURS, cites.note()),
        buttons=(
            Option("What surprises", Route("paradoxes", (when.arg,))),
            Option("Sources", Route("sources", ("",))),
        ),
        route=Route("alliances", (side or "", when.arg)),
        kind="alliances",
        actors=_actors(ties),
        sources=cites.sources,
    )


def _when(when: AsOf) -> str:
    if when.asked is None:
        return "now"
    return f"by {day_in_words(when.day)}" if when.is_beyond else in_words(when.asked)


def _side(pack: Pack, side: str, ties: list[Tie], when: AsOf, cites: Citations) -> list[Block]:
    blocks: list[Block] = []
    for sign, heading in GROUPS.items():
        items = [_item(pack, tie, when, cites) for tie in ties if tie.phase.sign == sign]
        blocks += [Heading(heading.format(pack.actors[side].mention)), *items] if items else []
    return blocks


def _item(pack: Pack, tie: Tie, when: AsOf, cites: Citations) -> Item:
    backer = pack.actors[tie.alliance.start]
    line = (Strong(backer.name), f" — {firmness(tie.phase)}", *cites.evidence(tie.phase))
    return Item(line, option=tie_option(pack, tie, when.arg))


def _actors(ties: dict[str, list[Tie]]) -> tuple[str, ...]:
    found = [tie.alliance.start for each in ties.values() for tie in each]
    return tuple(dict.fromkeys((*ties, *found)))
