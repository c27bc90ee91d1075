"""Who an actor is, what it says and wants, and whom it is with."""

from __future__ import annotations

from bot.cards.as_of import as_of, evidence_note
from bot.cards.claims import Citations
from bot.cards.relations import SIGNS, forms_of, strength_of
from bot.core.card import Block, Card, Heading, Item, Option, Paragraph, Route, Strong
from bot.core.pack import Actor, Claim, Pack
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
    is_side = actor_id in pack.header.sides
    stand, others = _ties(pack, actor)
    told = (
        *_claims("What it is and says", actor.claims, cites),
        *_claims("What it wants", actor.interests, cites),
    )
    blocks: list[Block] = [Paragraph((Strong(KINDS[actor.kind]), _aliases(actor)))]
    # A side has so many ties that what it says itself comes first.
    blocks += (*told, *stand, *others) if is_side else (*stand, *told, *others)
    blocks.append(evidence_note(pack))
    return Card(
        title=actor.name,
        blocks=tuple(blocks),
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


def _claims(heading: str, claims: tuple[Claim, ...], cites: Citations) -> list[Block]:
    return [Heading(heading), *map(cites.item, claims)] if claims else []


def _ties(pack: Pack, actor: Actor) -> tuple[list[Block], list[Block]]:
    """Its ties to the conflict, and those to the other actors."""
    ties = ties_of(pack, actor.id, as_of(pack, None).day)
    backing = [tie for tie in ties if is_backing(pack, tie.alliance)]
    others = [tie for tie in ties if not is_backing(pack, tie.alliance)]
    is_side = actor.id in pack.header.sides
    stand = "Who stands where towards it" if is_side else "Where it stands in the conflict"
    return (
        _tie_list(pack, actor, stand, backing),
        _tie_list(pack, actor, "Its other ties" if backing else "Its ties", others),
    )


def _tie_list(pack: Pack, actor: Actor, heading: str, ties: list[Tie]) -> list[Block]:
    items: list[Block] = [_tie(pack, actor, tie) for tie in ties]
    return [Heading(heading), *items] if items else []


def _tie(pack: Pack, actor: Actor, tie: Tie) -> Item:
    other = pack.actors[tie.other(actor.id)]
    forms = f": {forms_of(tie.phase)}" if tie.phase.forms else ""
    words = f" — {SIGNS[tie.phase.sign]}, {strength_of(tie.phase)}{forms}"
    return Item((Strong(other.name), words), option=tie_option(pack, tie, seen_from=actor.id))


def tie_option(pack: Pack, tie: Tie, seen_from: str, on: str = "") -> Option:
    """The way from a tie in a list to the card that tells it in full."""
    alliance, other = tie.alliance, pack.actors[tie.other(seen_from)]
    is_why = is_backing(pack, alliance)
    kind, label = ("why", f"Why: {other.name}") if is_why else ("alliance", other.name)
    hint = tie.phase.note or f"{SIGNS[tie.phase.sign]}, {strength_of(tie.phase)}"
    return Option(label, Route(kind, (alliance.start, alliance.to, on)), hint)
