"""A card of the daily deck."""

from __future__ import annotations

from bot.cards.as_of import evidence_note
from bot.cards.claims import Citations
from bot.core.card import Block, Card, Emphasis, Heading, Option, Paragraph, Route
from bot.core.pack import Explainer, Pack


def explainer_card(pack: Pack, explainer_id: str) -> Card:
    """The question, its puzzle, the cited claims in reading order, and what to discuss."""
    explainer, cites = pack.explainers[explainer_id], Citations(pack)
    claims: list[Block] = [cites.item(pack.claims[name]) for name in explainer.claim_ids()]
    return Card(
        title=explainer.question,
        blocks=(
            Paragraph((Emphasis(explainer.lead),)),
            *claims,
            Heading("To discuss"),
            Paragraph((explainer.discuss,)),
            evidence_note(pack),
        ),
        buttons=(*_about(pack, explainer), Option("Sources", Route("sources", (explainer_id,)))),
        route=Route("explainer", (explainer_id,)),
        whole=True,
        kind="why",
        actors=_actors(pack, explainer),
        sources=cites.sources,
        contested=cites.contested,
    )


def _about(pack: Pack, explainer: Explainer) -> tuple[Option, ...]:
    subject = explainer.about
    if alliance := pack.alliances.get(subject):
        names = (pack.actors[actor].name for actor in (alliance.start, alliance.to))
        route = Route("alliance", (alliance.start, alliance.to, ""))
        return (Option(" and ".join(names), route),)
    if subject in pack.actors:
        return (Option(pack.actors[subject].name, Route("actor", (subject,))),)
    if subject in pack.events:
        return (Option("The event", Route("event", (subject,))),)
    return ()


def _actors(pack: Pack, explainer: Explainer) -> tuple[str, ...]:
    subject = explainer.about
    if alliance := pack.alliances.get(subject):
        return (alliance.start, alliance.to)
    if event := pack.events.get(subject):
        return event.actors
    return (subject,) if subject in pack.actors else ()
