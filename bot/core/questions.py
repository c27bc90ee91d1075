"""A question in anyone's own words: the card that answers it, or why none does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.asking.intents import answer
from bot.core.asking.matching import fits, meant, related, retold, without_slips
from bot.core.asking.spelling import spell
from bot.core.asking.titles import Title, shelf, spelt_out
from bot.core.asking.topics import topic_of
from bot.core.asking.words import Word, split
from bot.core.card import Option, Route
from bot.core.mentions import every_mention, first_of_each, names_uncovered
from bot.core.pack import Actor, Pack
from bot.core.queries import related_pairs

MAX_NEAR, MAX_RELATED = 5, 3
LONGEST = 60  # words; more is no question, and is read for its names only


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question was understood to ask.

    With a *route* that card answers it, and nothing else is set. Without, *actors* are those it
    names and *uncovered* the names that the pack knows and does not cover. Where it *is_choice*,
    each of *near* answers it and the reader has to say which one is meant; else they are what may
    have been meant.
    """

    route: Route | None = None
    near: tuple[Option, ...] = ()
    is_choice: bool = False
    actors: tuple[Actor, ...] = ()
    uncovered: tuple[str, ...] = ()


def read_question(pack: Pack, text: str, today: date) -> Reading:
    """Find the card that answers *text*; there is none while a word of it is unaccounted for.

    Tried in this order: a title spelt out, an explainer in other words, a form of question about
    actors and dates, an event in other words.
    """
    words = split(text)
    if title := spelt_out(pack, text, words):
        return Reading(title.opens)
    if len(words) > LONGEST:
        return _unanswered(pack, words, ())
    topic = topic_of(pack, without_slips(pack, words))
    found = fits(pack, topic)
    titles = meant(topic, found)
    explainers = tuple(title.opens for title in titles if not title.is_event)
    events = tuple(title.opens for title in titles if title.is_event)
    routes = explainers or answer(spell(pack, text, today)) or events
    if len(routes) == 1:
        return Reading(routes[0])
    if routes:
        wider = [title.opens for title in retold(topic, found)]
        return Reading(near=_options(pack, (*routes, *wider)), is_choice=True)
    return _unanswered(pack, words, related(topic, found))


def prepare(pack: Pack) -> None:
    """Build what questions are read with, so that the first one need not wait for it."""
    shelf(pack)


def _unanswered(pack: Pack, words: Sequence[Word], titles: Sequence[Title]) -> Reading:
    found = every_mention(pack, words)
    actors = tuple(mention.actor for mention in first_of_each(found) if mention.actor)
    strange = tuple(names_uncovered(pack, found))
    routes = [title.opens for title in titles[:MAX_RELATED] if not strange]
    return Reading(
        near=_options(pack, (*routes, *_about(pack, actors))), actors=actors, uncovered=strange
    )


def _about(pack: Pack, actors: Sequence[Actor]) -> Iterator[Route]:
    """The relations of the actors that the pack has, then the actors."""
    for one, other in related_pairs(pack, actors):
        yield Route("alliance", (one.id, other.id, ""))
    yield from (Route("actor", (actor.id,)) for actor in actors)


def _options(pack: Pack, routes: Iterable[Route]) -> tuple[Option, ...]:
    return tuple(_option(pack, route) for route in list(dict.fromkeys(routes))[:MAX_NEAR])


def _option(pack: Pack, route: Route) -> Option:
    if route.kind == "event":
        event = pack.events[route.args[0]]
        return Option(event.title, route, event.when.text)
    if route.kind == "explainer":
        return Option(pack.explainers[route.args[0]].question, route)
    names = [pack.actors[name].name for name in route.args if name in pack.actors]
    return Option(" – ".join(names), route)
