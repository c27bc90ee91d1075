"""What a pack must satisfy beyond the types of its fields; each rule yields its problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from bot.core.edtf import Edtf
from bot.core.pack import Actor, Claim, Explainer, Phase, Poll, Record
from bot.core.reading.draft import Draft
from bot.core.reading.limits import claims_fit, posts_fit, texts_fit
from bot.core.reading.problems import Problem
from bot.core.reading.references import references_resolve
from bot.core.search import normalise

Rule = Callable[[Draft], Iterator[Problem]]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A route fits Discord's custom id of 100 characters: one id and a page, or two actors, a range of
# dates and a page, or an actor, two ranges, a kind of event and a page.
MAX_ID = 48
MAX_ACTOR_ID = 24
CLAIMS_OF_AN_EXPLAINER = range(3, 8)
OPTIONS_OF_A_POLL = range(2, 6)


def broken_rules(draft: Draft) -> Iterator[Problem]:
    """Every problem that any rule finds."""
    for rule in RULES:
        yield from rule(draft)


def ids_are_public_names(draft: Draft) -> Iterator[Problem]:
    header = (draft.header,) if draft.header else ()
    named = (*header, *draft.sources, *draft.subjects(), *draft.claims())
    for record in named:
        limit = MAX_ACTOR_ID if isinstance(record, Actor) else MAX_ID
        if not ID.fullmatch(record.id) or len(record.id) > limit:
            message = f"`{record.id}` is no id; write-it-like-this, at most {limit} characters"
            yield draft.places.problem(record, "id", message)


def ids_are_unique(draft: Draft) -> Iterator[Problem]:
    for records in (draft.sources, draft.subjects(), tuple(draft.claims())):
        seen: set[str] = set()
        for record in records:
            if record.id in seen:
                message = f"the id `{record.id}` is taken; choose another"
                yield draft.places.problem(record, "id", message)
            seen.add(record.id)


def claims_are_sourced(draft: Draft) -> Iterator[Problem]:
    for claim in draft.claims():
        if not claim.cites and claim.status != "contested":
            yield draft.places.problem(claim, "cites", "this claim has no source; cite one")
        for position in claim.positions:
            if not position.cites:
                message = f"the position of {position.holder} has no source; cite one"
                yield draft.places.problem(position, "cites", message)
        yield from _twice(draft, claim, "cites", claim.cites)


def contested_shows_both_sides(draft: Draft) -> Iterator[Problem]:
    for claim in draft.claims():
        holders = {normalise(position.holder) for position in claim.positions}
        if claim.status == "contested" and len(holders) < 2:
            message = "a contested claim needs the positions of two holders; add the other side's"
            yield draft.places.problem(claim, "status", message)
        if claim.status != "contested" and claim.positions:
            message = f"an {claim.status} claim has no positions; make it contested or drop them"
            yield draft.places.problem(claim, "positions", message)


def phases_follow_each_other(draft: Draft) -> Iterator[Problem]:
    for alliance in draft.alliances:
        if not alliance.phases:
            yield draft.places.problem(alliance, "phases", "an alliance needs a phase; add one")
        for index, (earlier, later) in enumerate(pairwise(alliance.phases), start=1):
            if message := _clash(earlier, later):
                yield draft.places.problem(alliance, "phases", message, index)


def sides_are_two(draft: Draft) -> Iterator[Problem]:
    if draft.header and len(set(draft.sides)) < 2:
        message = "a conflict has two different sides; change one"
        yield draft.places.problem(draft.header, "sides", message)


def relations_are_single(draft: Draft) -> Iterator[Problem]:
    seen: dict[frozenset[str], str] = {}
    for alliance in draft.alliances:
        if alliance.start == alliance.to:
            message = "a relation needs two actors; change `from` or `to`"
            yield draft.places.problem(alliance, "to", message)
        first = seen.setdefault(alliance.ends, alliance.id)
        if first != alliance.id:
            message = f"`{first}` tells the relation of these two already; merge them"
            yield draft.places.problem(alliance, "from", message)


def names_are_unambiguous(draft: Draft) -> Iterator[Problem]:
    owners = {normalise(actor.id): actor.id for actor in draft.actors}
    for actor in draft.actors:
        for key, names in (("name", actor.names()[:1]), ("aliases", actor.names()[1:]),
                           ("demonyms", actor.demonyms)):  # fmt: skip
            for index, name in enumerate(names):
                if message := _claimed(owners, name, actor):
                    yield draft.places.problem(actor, key, message, index)


def sources_can_be_opened(draft: Draft) -> Iterator[Problem]:
    for source in draft.sources:
        if not _is_web_address(source.url):
            message = f"`{source.url}` is no address; it must start with http:// or https://"
            yield draft.places.problem(source, "url", message)
        if source.reliability == "party" and source.party is None:
            message = "a source of a party needs `party`, the actor whose voice it is"
            yield draft.places.problem(source, "reliability", message)


def events_tell_something(draft: Draft) -> Iterator[Problem]:
    for event in draft.events:
        if not event.claims:
            message = "an event needs a claim that cites what is told of it; add one"
            yield draft.places.problem(event, "claims", message)


def nothing_is_younger_than_the_pack(draft: Draft) -> Iterator[Problem]:
    """Nothing began after the pack's newest evidence, and no event ended after it."""
    if draft.header is None:
        return
    newest = draft.header.as_of
    began: list[tuple[Record, str, Edtf | None]] = [
        (record, "when", record.when) for record in draft.claims()
    ]
    began += [(source, "published", source.published) for source in draft.sources]
    for record, key, when in began:
        if when and when.first_start > newest.last_end:
            yield draft.places.problem(record, key, _too_young(when, newest))
    for event in draft.events:
        if event.when.told > newest.last_end:
            yield draft.places.problem(event, "when", _too_young(event.when, newest))


def _too_young(when: Edtf, newest: Edtf) -> str:
    return f"{when} is after the pack's `as_of` ({newest}); move `as_of` on"


def explainers_make_a_card(draft: Draft) -> Iterator[Problem]:
    limits = {claim.id for alliance in draft.alliances for claim in alliance.limits}
    statuses = {claim.id: claim.status for claim in draft.claims()}
    limits |= {name for name, status in statuses.items() if status == "contested"}
    alliances_are_read = len(draft.ids.get("alliances", ())) <= len(draft.alliances)
    for explainer in draft.explainers:
        told = explainer.claim_ids()
        if len(told) not in CLAIMS_OF_AN_EXPLAINER:
            message = f"an explainer has three to seven claims, this one {len(told)}"
            yield draft.places.problem(explainer, "claims", message)
        is_read = statuses.keys() >= set(told) and alliances_are_read
        if is_read and not explainer.counterpoints and not limits.intersection(told):
            message = "no claim here limits the answer; add a limit or name it in `counterpoints`"
            yield draft.places.problem(explainer, "claims", message)
        yield from _twice(draft, explainer, "claims", told)
        if explainer.poll:
            yield from _poll(draft, explainer.poll)


RULES: tuple[Rule, ...] = (
    ids_are_public_names,
    ids_are_unique,
    references_resolve,
    claims_are_sourced,
    contested_shows_both_sides,
    phases_follow_each_other,
    sides_are_two,
    relations_are_single,
    names_are_unambiguous,
    sources_can_be_opened,
    events_tell_something,
    nothing_is_younger_than_the_pack,
    explainers_make_a_card,
    texts_fit,
    claims_fit,
    posts_fit,
)


def _twice(
    draft: Draft, record: Claim | Explainer, key: str, ids: tuple[str, ...]
) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            message = f"`{name}` stands here twice; keep one"
            yield draft.places.problem(record, key, message, index)


def _clash(earlier: Phase, later: Phase) -> str:
    """What is wrong with the order of two phases; they may share the unit in which they meet."""
    if later.when.first_start < earlier.when.first_start:
        return f"the phase {later.when} begins before {earlier.when}; put them in order"
    if later.when.first_start < earlier.when.first_end:
        return f"{earlier.when} and {later.when} overlap; end the first where the next begins"
    return ""


def _claimed(owners: dict[str, str], name: str, actor: Actor) -> str:
    """What is wrong with a name of *actor*; if nothing is, the name is its own from now on."""
    key = normalise(name)
    if not key:
        return f"`{name}` has no letter or digit to find it by; write it out"
    owner = owners.setdefault(key, actor.id)
    if owner != actor.id:
        return f"`{name}` already names `{owner}`; a name leads to one actor"
    return ""


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and url.split() == [url]


def _poll(draft: Draft, poll: Poll) -> Iterator[Problem]:
    if len(poll.options) not in OPTIONS_OF_A_POLL:
        message = f"a poll has two to five options, this one {len(poll.options)}"
        yield draft.places.problem(poll, "options", message)
    if len({normalise(option) or option for option in poll.options}) < len(poll.options):
        yield draft.places.problem(poll, "options", "two options say the same; change one")
