"""Who an actor is, what it says and wants, and whom it is with."""

from __future__ import annotations

from bot.cards.claims import Citations
from bot.cards.relations import standing
from bot.cards.subjects import name_of, route_to
from bot.core.card import Block, Card, Heading, Item, Option, Paragraph, Route, Strong
from bot.core.pack import Actor, Pack
from bot.core.queries import Tie, is_backing, ties_of

KINDS = {
    "state": "State",
    "former-state": "Former entity",
    "organisation": "Organisation",
    "armed-group": "Armed group",
}
SHOWN_ALIASES = 6


def actor_card(pack: Pack, actor_id: str) -> Card:
    actor, cites = pack.actors[actor_id], Citations(pack)
    # A side has so many ties that what it says itself comes first.
    sections = (_told, _stand) if actor_id in pack.header.sides else (_stand, _told)
    blocks: list[Block] = [Paragraph((Strong(KINDS[actor.kind]), _aliases(actor)))]
    for section in (*sections, _other_ties):
        blocks += section(pack, actor, cites)
    return Card(
        title=actor.name,
        blocks=(*blocks, cites.note()),
        buttons=(
            Option("Timeline", Route("timeline", (actor_id, "", "", ""))),
            Option("Sources", Route("sources", (actor_id,))),
        ),
        route=Route("actor", (actor_id,)),
        kind="actor",
        actors=(actor_id,),
        sources=cites.sources,
        contested=cites.contested,
    )


def _aliases(actor: Actor) -> str:
    names = [name for name in actor.names()[1:] if name != actor.name][:SHOWN_ALIASES]
    return f" · also: {', '.join(names)}" if names else ""


def _told(_pack: Pack, actor: Actor, cites: Citations) -> list[Block]:
    return [
        *cites.section("Position", actor.claims),
        *cites.section("Interests", actor.interests),
    ]


def _stand(pack: Pack, actor: Actor, cites: Citations) -> list[Block]:
    is_side = actor.id in pack.header.sides
    heading = "Who stands where, in our reading" if is_side else "In the conflict, in our reading"
    return _tie_list(pack, actor, heading, _ties(pack, actor, to_the_conflict=True), cites)


def _other_ties(pack: Pack, actor: Actor, cites: Citations) -> list[Block]:
    ties = _ties(pack, actor, to_the_conflict=False)
    return _tie_list(pack, actor, "Other ties, in our reading", ties, cites)


def _ties(pack: Pack, actor: Actor, *, to_the_conflict: bool) -> list[Tie]:
    every = ties_of(pack, actor.id, pack.day)
    return [tie for tie in every if is_backing(pack, tie.alliance) is to_the_conflict]


def _tie_list(
    pack: Pack, actor: Actor, heading: str, ties: list[Tie], cites: Citations
) -> list[Block]:
    items: list[Block] = [_tie(pack, actor, tie, cites) for tie in ties]
    return [Heading(heading), *items] if items else []


def _tie(pack: Pack, actor: Actor, tie: Tie, cites: Citations) -> Item:
    other = pack.actors[tie.other(actor.id)]
    line = (Strong(other.name), f" — {standing(tie.phase)}", *cites.evidence(tie.phase))
    return Item(line, option=tie_option(pack, tie))


def tie_option(pack: Pack, tie: Tie, on: str = "") -> Option:
    """The way from a tie in a list to the card that tells it in full."""
    hint = tie.phase.note or standing(tie.phase)
    return Option(name_of(pack, tie.alliance), route_to(pack, tie.alliance, on), hint)
