"""The relation of any two actors."""

from __future__ import annotations

from bot.cards.as_of import AsOf, as_of, our_reading
from bot.cards.claims import Citations
from bot.cards.relations import SIGNS, phase_line
from bot.core.card import Block, Card, Heading, Item, Option, Paragraph, Route, Strong
from bot.core.edtf import Edtf
from bot.core.pack import Actor, Alliance, Pack, Phase
from bot.core.queries import SIGNS as EVERY_SIGN
from bot.core.queries import in_common, is_backing, phase_on, relations_of


def alliance_card(pack: Pack, one_id: str, other_id: str, on: Edtf | None = None) -> Card:
    """The phases between two actors, what happened, and whom both are with or against."""
    one, other = pack.actors[one_id], pack.actors[other_id]
    when = as_of(pack, on)
    cites = Citations(pack, when)
    alliance = pack.between(one_id, other_id)
    blocks = _none(one, other) if alliance is None else _story(pack, alliance, when, cites)
    return Card(
        title=f"{one.name} and {other.name}",
        blocks=(*blocks, *_shared(pack, one, other, when), cites.note()),
        buttons=_buttons(pack, alliance, one, other, when),
        options=() if alliance else _what_there_is(pack, one),
        route=Route("alliance", (one_id, other_id, when.arg)),
        kind="relation",
        actors=(one_id, other_id),
        sources=cites.sources,
        contested=cites.contested,
    )


def _none(one: Actor, other: Actor) -> list[Block]:
    text = f"This pack records no relation between {one.mention} and {other.mention}."
    return [Paragraph((text, " That does not mean there is none."))]


def _story(pack: Pack, alliance: Alliance, when: AsOf, cites: Citations) -> list[Block]:
    current = phase_on(alliance, when.day)
    sign = SIGNS[current.sign] if current else "no tie in this pack"
    blocks: list[Block] = [Paragraph((f"{when.phrase}: ", Strong(sign), "."))]
    if alliance.puzzle:
        blocks.append(our_reading(pack, alliance.puzzle, when))
    blocks += over_time(alliance, current, when, cites)
    blocks += cites.section("What happened", alliance.record)
    if not is_backing(pack, alliance):
        blocks += cites.section("What binds them", alliance.reasons)
        blocks += cites.section("What divides them", alliance.limits)
    return blocks


def over_time(
    alliance: Alliance, current: Phase | None, when: AsOf, cites: Citations
) -> list[Block]:
    """Every phase, whatever day is asked for, with the one of that day marked."""
    mark = " (then)" if when.asked else " (now)"
    return [
        Heading("Over time, in our reading"),
        *(
            Item((*phase_line(phase, mark if phase is current else ""), *cites.evidence(phase)))
            for phase in alliance.phases
        ),
    ]


def _shared(pack: Pack, one: Actor, other: Actor, when: AsOf) -> list[Block]:
    labels = {"aligned": "Both aligned with", "adversarial": "Both at odds with"}
    blocks: list[Block] = []
    for sign in EVERY_SIGN:
        names = [
            pack.actors[actor].name for actor in in_common(pack, one.id, other.id, sign, when.day)
        ]
        if sign in labels and names:
            blocks.append(Paragraph((Strong(f"{labels[sign]}: "), ", ".join(names) + ".")))
    return blocks


def _buttons(
    pack: Pack, alliance: Alliance | None, one: Actor, other: Actor, when: AsOf
) -> tuple[Option, ...]:
    actors = tuple(Option(actor.name, Route("actor", (actor.id,))) for actor in (one, other))
    if alliance is None:
        return actors
    sources = Option("Sources", Route("sources", (alliance.id,)))
    if not is_backing(pack, alliance):
        return (*actors, sources)
    why = Route("why", (alliance.start, alliance.to, when.arg))
    return (Option("Why", why), *actors, sources)


def _what_there_is(pack: Pack, one: Actor) -> tuple[Option, ...]:
    """The relations of the first actor, to go on from where there is none of the two."""
    others = [next(iter(alliance.ends - {one.id})) for alliance in relations_of(pack, one.id)]
    return tuple(
        Option(f"{one.name} and {pack.actors[other].name}", Route("alliance", (one.id, other, "")))
        for other in others
    )
