"""`ask`, `why` and `show`: the look-ups, as text or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

import click

from bot.cards import lookups
from bot.cards.explainer import explainer_card
from bot.cards.plain import body, to_text
from bot.cards.question import answer_card
from bot.cards.timeline import event_card
from bot.clock import utc_now
from bot.command_line.settings import pack_in_use
from bot.core.card import Card
from bot.core.pack import Pack
from bot.errors import BadInput

Answer = Callable[..., Card]
on = click.option("--on", default="", metavar="DATE", help="As of this date, such as 2020-10.")


def answering(answer: Answer) -> Callable[..., None]:
    """A command that prints the card *answer* makes of the pack, the day and its arguments."""

    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @wraps(answer)
    def command(as_json: bool, **arguments: Any) -> None:
        card = answer(pack_in_use(), utc_now().date(), **arguments)
        click.echo(json.dumps(as_data(card), ensure_ascii=False) if as_json else to_text(card))

    return command


def as_data(card: Card) -> dict[str, Any]:
    """What `--json` prints; a public interface."""
    return {
        "kind": card.kind,
        "actors": list(card.actors),
        "title": card.title,
        "text": body(card),
        "sources": [
            {
                "title": source.title,
                "url": source.url,
                "published": str(source.published) if source.published else None,
            }
            for source in card.sources
        ],
        "contested": card.contested,
    }


@click.command()
@click.argument("question")
@answering
def ask(pack: Pack, day: date, question: str) -> Card:
    """Answer a QUESTION in plain words."""
    return answer_card(pack, question, day)


@click.command()
@click.argument("actor")
@click.argument("backs")
@on
@answering
def why(pack: Pack, day: date, actor: str, backs: str, on: str) -> Card:
    """Why ACTOR backs one of the sides (BACKS), and where that stops."""
    return lookups.why(pack, actor, backs, on, day)


@click.group()
def show() -> None:
    """Show an actor, a relation, the alliances, the paradoxes, events."""


@show.command("actor")
@click.argument("name")
@answering
def show_actor(pack: Pack, _day: date, name: str) -> Card:
    """Who NAME is."""
    return lookups.actor(pack, name)


@show.command("alliance")
@click.argument("one")
@click.argument("other")
@on
@answering
def show_alliance(pack: Pack, day: date, one: str, other: str, on: str) -> Card:
    """The relation of any two actors."""
    return lookups.alliance(pack, one, other, on, day)


@show.command("alliances")
@click.argument("side", default="")
@on
@answering
def show_alliances(pack: Pack, day: date, side: str, on: str) -> Card:
    """Who backs whom."""
    return lookups.alliances(pack, side, on, day)


@show.command("paradoxes")
@on
@answering
def show_paradoxes(pack: Pack, day: date, on: str) -> Card:
    """The most surprising alliances."""
    return lookups.paradoxes(pack, on, day)


@show.command("timeline")
@click.argument("actor", default="")
@click.option("--from", "since", default="", metavar="DATE")
@click.option("--to", "until", default="", metavar="DATE")
@click.option("--kind", default="", help="Such as war, ceasefire, treaty.")
@answering
def show_timeline(pack: Pack, day: date, actor: str, since: str, until: str, kind: str) -> Card:
    """What happened."""
    return lookups.timeline(pack, actor, since, until, kind, day)


@show.command("onthisday")
@click.argument("date_", metavar="[DATE]", default="")
@answering
def show_on_this_day(pack: Pack, day: date, date_: str) -> Card:
    """Anniversaries on a day of the year."""
    return lookups.on_this_day(pack, date_, day)


@show.command("sources")
@click.argument("about", default="")
@answering
def show_sources(pack: Pack, _day: date, about: str) -> Card:
    """The bibliography."""
    return lookups.sources(pack, about)


@show.command("event")
@click.argument("id_", metavar="ID")
@answering
def show_event(pack: Pack, _day: date, id_: str) -> Card:
    """One event."""
    if id_ not in pack.events:
        raise BadInput(f"There is no event “{id_}”; see: bedfellows show timeline")
    return event_card(pack, id_)


@show.command("explainer")
@click.argument("id_", metavar="ID")
@answering
def show_explainer(pack: Pack, _day: date, id_: str) -> Card:
    """One card of the daily deck."""
    if id_ not in pack.explainers:
        raise BadInput(f"There is no explainer “{id_}”; see: bedfellows export")
    return explainer_card(pack, id_)
