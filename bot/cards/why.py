"""Why one actor backs a side, where that stops, and what surprises about it."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.alliance import alliance_card, over_time
from bot.cards.as_of import AsOf, as_of, our_reading
from bot.cards.claims import Citations
from bot.cards.dates import in_words
from bot.cards.relations import SIGNS, backs, did_or_does, forms_of, strength_of
from bot.core.card import Block, Card, Option, Paragraph, Route, Strong
from bot.core.edtf import Edtf
from bot.core.pack import Actor, Alliance, Pack, Phase
from bot.core.queries import is_backing, phase_on

HEADINGS = ("Reasons", "Limits and counter-evidence")
OPEN_HEADINGS = ("What speaks for it", "What speaks against it")


def why_card(pack: Pack, backer_id: str, side_id: str, on: Edtf | None = None) -> Card:
    """The answer to "why does *backer* back *side*", which may be that it does not."""
    alliance = pack.between(backer_id, side_id)
    if alliance is None:
        return alliance_card(pack, backer_id, side_id, on)
    if not is_backing(pack, alliance) or alliance.to != side_id:
        return _no_backing(pack, backer_id, side_id, on)
    when = as_of(pack, on)
    cites = Citations(pack, when)
    phase = phase_on(alliance, when.day)
    backer, side = pack.actors[backer_id], pack.actors[side_id]
    blocks: list[Block] = [Paragraph(_verdict(backer, side, alliance, phase, when))]
    if alliance.puzzle:
        blocks.append(our_reading(pack, alliance.puzzle, when))
    is_backing_now = phase is not None and phase.sign == "aligned"
    pro, contra = HEADINGS if is_backing_now else OPEN_HEADINGS
    blocks += cites.section(pro, alliance.reasons)
    blocks += cites.section(contra, alliance.limits)
    blocks += [*over_time(alliance, phase, when, cites), cites.note()]
    return Card(
        title=_title(backer, side, phase, when),
        blocks=tuple(blocks),
        buttons=_buttons(alliance, backer, side, when),
        route=Route("why", (backer_id, side_id, when.arg)),
        kind="why",
        actors=(backer_id, side_id),
        sources=cites.sources,
        contested=cites.contested,
    )


def _no_backing(pack: Pack, backer_id: str, side_id: str, on: Edtf | None) -> Card:
    """What lies between the two instead, after a word on what backing means here."""
    sides = " or ".join(pack.actors[side].mention for side in pack.header.sides)
    first = Paragraph((f"To back means to back {sides}; this is what lies between these two.",))
    card = alliance_card(pack, backer_id, side_id, on)
    route = Route("why", (backer_id, side_id, as_of(pack, on).arg))
    return replace(card, blocks=(first, *card.blocks), route=route)


def _title(backer: Actor, side: Actor, phase: Phase | None, when: AsOf) -> str:
    question = (
        f"{did_or_does(backer, past=when.asked is not None)} {backer.mention} back {side.mention}?"
    )
    if phase and phase.sign == "aligned":
        return f"Why {question}"
    return question[0].upper() + question[1:]


def _verdict(
    backer: Actor, side: Actor, alliance: Alliance, phase: Phase | None, when: AsOf
) -> tuple[str | Strong, ...]:
    """Says first whether it backs the side at all, since the question takes it for granted."""
    if phase is None:
        return (f"{when.phrase}: this pack records no tie between the two. ", _recorded(alliance))
    forms = f" ({forms_of(phase)})" if phase.forms else ""
    if phase.sign == "aligned":
        return (
            f"{when.phrase}: ",
            Strong(f"{backer.mention} {backs(backer, past=when.asked is not None)} {side.mention}"),
            f". The tie: {strength_of(phase)}{forms}.",
        )
    clearly = "not clearly" if phase.sign == "mixed" else "no"
    return (f"{when.phrase}: ", Strong(clearly), f". The tie: {SIGNS[phase.sign]}{forms}.")


def _recorded(alliance: Alliance) -> str:
    return f"What it records: {'; '.join(in_words(phase.when) for phase in alliance.phases)}."


def _buttons(alliance: Alliance, backer: Actor, side: Actor, when: AsOf) -> tuple[Option, ...]:
    return (
        Option(backer.name, Route("actor", (backer.id,))),
        Option(side.name, Route("actor", (side.id,))),
        Option("What happened between them", Route("alliance", (backer.id, side.id, when.arg))),
        Option("Timeline", Route("timeline", (backer.id, "", "", ""))),
        Option("Sources", Route("sources", (alliance.id,))),
    )
