"""The backings that surprise most, and why they do."""

from __future__ import annotations

from bot.cards.as_of import AsOf, as_of, evidence_note
from bot.cards.claims import Citations
from bot.cards.dates import day_in_words
from bot.core.balance import Clash, Paradox, frustration, paradoxes, signed_graph
from bot.core.card import Block, Card, Heading, Item, Line, Link, Note, Option, Paragraph, Route
from bot.core.edtf import Edtf
from bot.core.pack import Claim, Pack

METHOD = "https://arxiv.org/abs/1712.04628"
TENSIONS = {
    "foe-beside": "{other} is on the same side, and the two are at odds.",
    "friend-opposite": "{other} is on the other side, and the two are aligned.",
    "backs-both": "It is aligned with {other}, the other side, too.",
}


def paradoxes_card(pack: Pack, on: Edtf | None = None) -> Card:
    """Every backing on a day by how many of the backer's own ties point the other way."""
    when, cites = as_of(pack, on), Citations(pack)
    ranked = paradoxes(pack, when.day)
    odd = [paradox for paradox in ranked if paradox.score]
    blocks: list[Block] = [Paragraph((_intro(len(odd), len(ranked), when),))]
    for place, paradox in enumerate(odd, start=1):
        blocks += _paradox(pack, place, paradox, when, cites)
    blocks += [*_plain(pack, ranked), *_measure(pack, when), evidence_note(pack, when)]
    return Card(
        title="The most surprising alliances",
        blocks=tuple(blocks),
        buttons=(Option("Who backs whom", Route("alliances", ("", when.arg))),),
        route=Route("paradoxes", (when.arg,)),
        kind="paradoxes",
        actors=tuple(paradox.backing.alliance.start for paradox in odd),
        sources=cites.sources,
        contested=cites.contested,
    )


def _intro(odd: int, every: int, when: AsOf) -> str:
    if not odd:
        return f"{when.phrase}: none of {every} backings clashes with the backer's other ties."
    return (
        f"{when.phrase}: {odd} of {every} backings surprise under the friend-of-a-friend rule, "
        "because the backer's own ties point the other way. The more clashes, the higher."
    )


def _paradox(pack: Pack, place: int, paradox: Paradox, when: AsOf, cites: Citations) -> list[Block]:
    alliance = paradox.backing.alliance
    backer, side = pack.actors[alliance.start].name, pack.actors[alliance.to].name
    clashes = "1 clash" if paradox.score == 1 else f"{paradox.score} clashes"
    items: list[Block] = [_clash(pack, clash, when, cites) for clash in paradox.clashes]
    why = Option(f"Why: {backer} and {side}", Route("why", (alliance.start, alliance.to, when.arg)))
    first = items[0]
    assert isinstance(first, Item)
    items[0] = Item(first.line, first.children, why)
    return [Heading(f"{place}. {backer} backs {side} — {clashes}"), *items]


def _clash(pack: Pack, clash: Clash, when: AsOf, cites: Citations) -> Item:
    line: Line = (TENSIONS[clash.tension].format(other=pack.actors[clash.other].name),)
    latest = _latest(clash.tie.alliance.record, when)
    if latest is None:
        return Item(line)
    evidence = cites.item(latest)
    return Item(line, (evidence.line, *evidence.children))


def _latest(record: tuple[Claim, ...], when: AsOf) -> Claim | None:
    """The last thing known to have happened between two by the day asked for."""
    return next((claim for claim in reversed(record) if claim.when and when.knows(claim)), None)


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
        f"On {day_in_words(when.day)} {len(graph.signs)} ties were clearly aligned or at odds; "
        f"at least {least} would have to change for all to fit the rule "
    )
    caution = (
        "The rule says that a friend's friend is a friend. Whether states move towards it is "
        "disputed, so read “surprising”, not “irrational”. Mixed ties count as none."
    )
    return [Paragraph((text, Link("(the frustration index)", METHOD), ".")), Note((caution,))]
