"""A card of the daily deck, as it is looked up and as it is posted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.cards.claims import Citations
from bot.cards.dates import day_in_words
from bot.cards.subjects import option_for, subject_of
from bot.core.card import Block, Card, Emphasis, Heading, Line, Option, Paragraph, Route, Strong
from bot.core.deck import anniversary_of
from bot.core.pack import Explainer, Pack
from bot.core.queries import actors_about, years_since

REPORT = "report"  # the kind of route by which a posted explainer is known as such


def explainer_card(pack: Pack, explainer_id: str) -> Card:
    """The question, its puzzle, the cited claims in reading order, and what to discuss."""
    return _card(pack, pack.explainers[explainer_id], discuss=True)


def daily_card(pack: Pack, explainer_id: str, day: date, *, discuss: bool) -> Card:
    """The explainer as it is posted for *day*.

    Without *discuss* the question is left to a thread. The button for reports is always there.
    """
    explainer = pack.explainers[explainer_id]
    card = _card(pack, explainer, discuss=discuss)
    report = Option("Report an error", Route(REPORT, (explainer_id, day.isoformat())))
    return replace(
        card,
        blocks=(Paragraph(_head(pack, explainer, day)), *card.blocks),
        buttons=(*card.buttons, report),
    )


def discussion_card(pack: Pack, explainer_id: str) -> Card:
    """The question that opens the thread under a daily explainer."""
    explainer = pack.explainers[explainer_id]
    return Card(
        title="To discuss",
        blocks=(Paragraph((explainer.discuss,)),),
        buttons=(_sources(explainer),),
        kind="why",
        actors=actors_about(pack, explainer.about),
    )


def _card(pack: Pack, explainer: Explainer, *, discuss: bool) -> Card:
    cites = Citations(pack)
    claims: list[Block] = [cites.item(pack.claims[name]) for name in explainer.claim_ids()]
    return Card(
        title=explainer.question,
        blocks=(
            Paragraph((Emphasis(f"Our reading: {explainer.lead}"),)),
            *claims,
            *((Heading("To discuss"), Paragraph((explainer.discuss,))) if discuss else ()),
            cites.note(),
        ),
        buttons=(*_about(pack, explainer), _sources(explainer)),
        route=Route("explainer", (explainer.id,)),
        whole=True,
        kind="why",
        actors=actors_about(pack, explainer.about),
        sources=cites.sources,
        contested=cites.contested,
    )


def _head(pack: Pack, explainer: Explainer, day: date) -> Line:
    """Kept short, since it takes room from what the explainer itself may hold."""
    event = anniversary_of(pack, explainer, day)
    told = f" On this day in {day.year - years_since(event, day)}." if event else ""
    return Strong(f"Daily explainer, {day_in_words(day)}."), told


def _sources(explainer: Explainer) -> Option:
    return Option("Sources", Route("sources", (explainer.id,)))


def _about(pack: Pack, explainer: Explainer) -> tuple[Option, ...]:
    subject = subject_of(pack, explainer.about)
    return (option_for(pack, subject),) if subject else ()
