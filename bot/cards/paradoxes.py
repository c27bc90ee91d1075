"""The backings that surprise most, and why they do."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.as_of import AsOf, as_of
from bot.cards.claims import Citations
from bot.cards.dates import day_in_words
from bot.cards.relations import SIGNS, backs, be, starting
from bot.core.balance import Clash, Paradox, frustration, paradoxes, signed_graph, unbalanced_triads
from bot.core.card import (
    Block,
    Card,
    Heading,
    Item,
    Line,
    Link,
    Note,
    Option,
    Paragraph,
    Route,
    Strong,
)
from bot.core.edtf import Edtf
from bot.core.pack import Claim, Pack, Sign
from bot.core.queries import Tie, backers

METHOD = "https://arxiv.org/abs/1712.04628"
NOW = {
    "foe-beside": "{other} {be} on the same side, and the two are at odds.",
    "friend-opposite": "{other} {be} on the other side, and the two are aligned.",
    "backs-both": "It is aligned with {other}, the other side, too.",
}
THEN = {
    "foe-beside": "{other} {be} on the same side, and the two were at odds.",
    "friend-opposite": "{other} {be} on the other side, and the two were aligned.",
    "backs-both": "It was aligned with {other}, the other side, too.",
}


def paradoxes_card(pack: Pack, on: Edtf | None = None) -> Card:
    """Every backing on a day by how many of the backer's own ties point the other way."""
    when = as_of(pack, on)
    cites = Citations(pack, when)
    ranked = paradoxes(pack, when.day)
    odd = [paradox for paradox in ranked if paradox.score]
    blocks: list[Block] = [Paragraph((_intro(len(odd), len(ranked), when),))]
    for place, paradox in enumerate(odd, start=1):
        blocks += _paradox(pack, place, paradox, when, cites)
    blocks += [
        *_between(pack, odd, when),
        *_plain(pack, ranked),
        *_measure(pack, when),
        cites.note(),
    ]
    return Card(
        title="The most surprising alliances",
        blocks=tuple(blocks),
        buttons=(Option("Who backs whom", Route("alliances", ("", when.arg))),),
        route=Route("paradoxes", (when.arg,)),
        kind="paradoxes",
        actors=tuple(dict.fromkeys(paradox.backing.alliance.start for paradox in odd)),
        sources=cites.sources,
        contested=cites.contested,
    )


def _intro(odd: int, every: int, when: AsOf) -> str:
    if not every:
        return f"{when.phrase}: this pack records no backer."
    if not odd:
        return f"{when.phrase}: none of {every} backings clashes with the backer's other ties."
    return (
        f"{when.phrase}: {odd} of {every} backings surprise under the friend-of-a-friend rule, "
        "because the backer's own ties point the other way. The more clashes, the higher."
    )


def _paradox(pack: Pack, place: int, paradox: Paradox, when: AsOf, cites: Citations) -> list[Block]:
    alliance = paradox.backing.alliance
    backer, side = pack.actors[alliance.start], pack.actors[alliance.to]
    counted = "1 clash" if paradox.score == 1 else f"{paradox.score} clashes"
    verb = backs(backer, past=when.asked is not None)
    heading = f"{place}. {starting(backer)} {verb} {side.mention} — {counted}"
    why = Option(
        f"Why: {backer.name} and {side.name}",
        Route("why", (alliance.start, alliance.to, when.arg)),
    )
    first, *others = (_clash(pack, clash, when, cites) for clash in paradox.clashes)
    return [Heading(heading), replace(first, option=why), *others]


def _clash(pack: Pack, clash: Clash, when: AsOf, cites: Citations) -> Item:
    other, is_past = pack.actors[clash.other], when.asked is not None
    words = (THEN if is_past else NOW)[clash.tension]
    line: Line = (words.format(other=starting(other), be=be(other, past=is_past)),)
    shown = [cites.item(claim) for claim in _evidence(pack, clash.tie, when)[:1]]
    # With all that belongs to the claim: its status, and both sides of a contested one.
    return Item(line, tuple(each for item in shown for each in (item.line, *item.children)))


def _evidence(pack: Pack, tie: Tie, when: AsOf) -> list[Claim]:
    """What shows the sign of a tie, of all that was known by then."""
    named = (pack.claims[claim_id] for claim_id in tie.phase.evidence)
    return [claim for claim in named if when.knows(claim)]


def _between(pack: Pack, odd: list[Paradox], when: AsOf) -> list[Block]:
    """The other actors aligned with one side and mixed towards the other."""
    told = {paradox.backing.alliance.start for paradox in odd}
    one, other = pack.header.sides
    towards_one, towards_other = _signs(pack, one, when), _signs(pack, other, when)
    items: list[Block] = [
        Item(
            (
                Strong(pack.actors[actor].name),
                f" — {SIGNS[sign]}: {pack.actors[one].name}; "
                f"{SIGNS[towards_other[actor]]}: {pack.actors[other].name}",
            )
        )
        for actor, sign in towards_one.items()
        if actor not in told and {sign, towards_other.get(actor)} == {"aligned", "mixed"}
    ]
    return [Heading("Aligned with one side, mixed towards the other"), *items] if items else []


def _signs(pack: Pack, side: str, when: AsOf) -> dict[str, Sign]:
    return {tie.alliance.start: tie.phase.sign for tie in backers(pack, side, when.day)}


def _plain(pack: Pack, ranked: list[Paradox]) -> list[Block]:
    names = [
        f"{pack.actors[alliance.start].name} with {pack.actors[alliance.to].name}"
        for paradox in ranked
        if not paradox.score
        for alliance in [paradox.backing.alliance]
    ]
    return [Paragraph((f"Without a clash: {', '.join(names)}.",))] if names else []


def _measure(pack: Pack, when: AsOf) -> list[Block]:
    graph = signed_graph(pack, when.day)
    least = frustration(graph)
    text = (
        f"Of the {len(graph.signs)} ties that were clearly aligned or at odds on "
        f"{day_in_words(when.day)}, at least {least} would have to change for all to fit the rule "
    )
    triads = len(unbalanced_triads(graph))
    broken = (
        f"{triads} circles of three actors break it."
        if triads != 1
        else "One circle of three actors breaks it."
    )
    caution = (
        "The rule says that a friend's friend is a friend. Whether states move towards it is "
        "disputed, so read “surprising”, not “irrational”. Mixed ties count as none."
    )
    measure: Line = (text, Link("(the frustration index)", METHOD), f". {broken}")
    return [Paragraph(measure), Note((caution,))]
