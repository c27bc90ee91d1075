"""Who backed whom on a day."""

from __future__ import annotations

from bot.cards.actor import tie_option
from bot.cards.as_of import AsOf, as_of, evidence_note
from bot.cards.dates import day_in_words, in_words
from bot.cards.relations import forms_of, strength_of
from bot.core.card import Block, Card, Heading, Item, Option, Paragraph, Route, Strong
from bot.core.edtf import Edtf
from bot.core.pack import Pack, Sign
from bot.core.queries import Tie, backers

GROUPS: dict[Sign, str] = {
    "aligned": "Backing {}",
    "mixed": "Mixed towards {}",
    "adversarial": "At odds with {}",
}


def alliances_card(pack: Pack, side: str | None = None, on: Edtf | None = None) -> Card:
    """Every backer of one side, or of both, by how clearly it stands there."""
    when = as_of(pack, on)
    sides = (side,) if side else pack.header.sides
    ties = {each: backers(pack, each, when.day) for each in sides}
    blocks = [block for each in sides for block in _side(pack, each, ties[each], when)]
    nothing = Paragraph((f"{when.phrase}: this pack records no backer.",))
    return Card(
        title=f"Who backs whom — {_when(when)}",
        blocks=(*(blocks or [nothing]), evidence_note(pack, when)),
        buttons=(
            Option("What is odd about it", Route("paradoxes", (when.arg,))),
            Option("Sources", Route("sources", ("",))),
        ),
        route=Route("alliances", (side or "", when.arg)),
        kind="alliances",
        actors=_actors(ties),
    )


def _when(when: AsOf) -> str:
    if when.asked is None:
        return "now"
    return f"by {day_in_words(when.day)}" if when.is_beyond else in_words(when.asked)


def _side(pack: Pack, side: str, ties: list[Tie], when: AsOf) -> list[Block]:
    blocks: list[Block] = []
    for sign, heading in GROUPS.items():
        items = [_item(pack, tie, side, when) for tie in ties if tie.phase.sign == sign]
        blocks += [Heading(heading.format(pack.actors[side].mention)), *items] if items else []
    return blocks


def _item(pack: Pack, tie: Tie, side: str, when: AsOf) -> Item:
    backer = pack.actors[tie.alliance.start]
    forms = f": {forms_of(tie.phase)}" if tie.phase.forms else ""
    line = (Strong(backer.name), f" — {strength_of(tie.phase)}{forms}")
    option = tie_option(pack, tie, seen_from=side, on=when.arg)
    label = f"{backer.name} and {pack.actors[side].name}"
    return Item(line, option=Option(label, option.opens, option.hint))


def _actors(ties: dict[str, list[Tie]]) -> tuple[str, ...]:
    found = [tie.alliance.start for each in ties.values() for tie in each]
    return tuple(dict.fromkeys((*ties, *found)))
