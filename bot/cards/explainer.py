"""A card of the daily deck."""

from __future__ import annotations

from bot.cards.claims import Citations
from bot.cards.subjects import option_for, subject_of
from bot.core.card import Block, Card, Emphasis, Heading, Option, Paragraph, Route
from bot.core.pack import Actor, Alliance, Event, Explainer, Pack


def explainer_card(pack: Pack, explainer_id: str) -> Card:
    """The question, its puzzle, the cited claims in reading order, and what to discuss."""
    explainer, cites = pack.explainers[explainer_id], Citations(pack)
    claims: list[Block] = [cites.item(pack.claims[name]) for name in explainer.claim_ids()]
    return Card(
        title=explainer.question,
        blocks=(
            Paragraph((Emphasis(f"Our reading: {explainer.lead}"),)),
            *claims,
            Heading("To discuss"),
            Paragraph((explainer.discuss,)),
            cites.note(),
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
    subject = subject_of(pack, explainer.about)
    return (option_for(pack, subject),) if subject else ()


def _actors(pack: Pack, explainer: Explainer) -> tuple[str, ...]:
    match subject_of(pack, explainer.about):
        case Actor(id=actor):
            return (actor,)
        case Alliance(start=start, to=to):
            return (start, to)
        case Event(actors=actors):
            return actors
        case _:
            return ()
