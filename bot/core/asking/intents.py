"""From a spelt question to the card that answers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.core.asking import forms
from bot.core.asking.periods import Period
from bot.core.asking.spelling import Spelling, stakes, without_scene
from bot.core.asking.topics import is_own_name
from bot.core.card import Route
from bot.core.search import normalise

Answer = tuple[Route, ...]  # one; several where the reader has to choose; none


@dataclass(frozen=True, slots=True)
class Intent:
    """What is asked, in any of its forms, and the reader that makes a card's route of it.

    *has_scene* says whether the question stays the same without "in this war", "over Karabakh".
    """

    form: re.Pattern[str]
    read: Callable[[Spelling], Answer]
    has_scene: bool


def answer(spelling: Spelling) -> Answer:
    """The card that the question asks for, or those of which it may mean any."""
    bare = without_scene(spelling)
    for intent in (ON_A_DAY,) if spelling.is_yearless else INTENTS:
        for each in (spelling, bare) if intent.has_scene else (spelling,):
            if intent.form.fullmatch(each.senses) and (found := intent.read(each)):
                return found
    return ()


def _backing(spelling: Spelling) -> Answer:
    one, other, *third = spelling.actors
    return _pair(spelling, one, other) if _opposed(spelling, other, third) else ()


def _backed(spelling: Spelling) -> Answer:
    one, other, *third = spelling.actors
    return _pair(spelling, other, one) if _opposed(spelling, one, third) else ()


def _backing_unsaid(spelling: Spelling) -> Answer:
    return _pair(spelling, *spelling.actors) if _are_two(spelling) else ()


def _by_case(spelling: Spelling) -> Answer:
    """Who backs whom where word order does not tell: the subject is not inflected."""
    (first, second), (one, other) = spelling.mentions, spelling.actors
    if set("oeKr&") & set(spelling.senses):
        return _relation_of(spelling, one, other)
    if first.oblique and not second.oblique:
        return _pair(spelling, other, one)
    return _pair(spelling, one, other)


def _each_backing(spelling: Spelling) -> Answer:
    *backers, side = spelling.actors
    if side in backers:
        return ()
    return tuple(route for one in backers for route in _pair(spelling, one, side))


def _backing_each(spelling: Spelling) -> Answer:
    backer, *named = spelling.actors
    sides = named or spelling.pack.header.sides
    return tuple(route for side in sides for route in _pair(spelling, backer, side))


def _pair(spelling: Spelling, one: str, other: str) -> Answer:
    """Why the one backs the other if the other is a side, else the relation of the two."""
    sides = spelling.pack.header.sides
    if other in sides and one not in sides:
        return (Route("why", (one, other, spelling.on)),)
    return _relation_of(spelling, one, other)


def _opposed(spelling: Spelling, side: str, others: Sequence[str]) -> bool:
    """Whether the *others*, if any, are the other side: "and not Azerbaijan"."""
    return not others or {side, *others} == set(spelling.pack.header.sides)


def _relation(spelling: Spelling) -> Answer:
    one, other = spelling.actors
    return _relation_of(spelling, one, other)


def _relation_unsaid(spelling: Spelling) -> Answer:
    return _relation(spelling) if _are_two(spelling) else ()


def _are_two(spelling: Spelling) -> bool:
    """Whether two names in a row are two actors: "French Armenians" are none."""
    first = spelling.mentions[0]
    peoples = map(normalise, first.actor.demonyms) if first.actor else ()
    return spelling.is_telegraphic and first.name not in peoples


def _stance_to(spelling: Spelling) -> Answer:
    """Towards what the sides quarrel about, the actor's own card says where it stands."""
    return () if spelling.actors[1] in stakes(spelling.pack) else _relation(spelling)


def _conflict(spelling: Spelling) -> Answer:
    one, other = spelling.pack.header.sides
    return _relation_of(spelling, one, other)


def _relation_of(spelling: Spelling, one: str, other: str) -> Answer:
    return (Route("alliance", (one, other, spelling.on)),) if one != other else ()


def _towards(spelling: Spelling) -> Answer:
    side, *others = spelling.actors
    if not _opposed(spelling, side, others):
        return ()
    if side in spelling.pack.header.sides:
        return (Route("alliances", (side, spelling.on)),)
    return _who(spelling)


def _both(spelling: Spelling) -> Answer:
    is_all = set(spelling.actors) == set(spelling.pack.header.sides)
    return _everyone(spelling) if is_all else ()


def _everyone(spelling: Spelling) -> Answer:
    return (Route("alliances", ("", spelling.on)),)


def _stands(spelling: Spelling) -> Answer:
    """Whom an actor backs; or, in an oblique case, who backs it. Its card knows no date."""
    if spelling.mentions[0].oblique:
        return _towards(spelling)
    if spelling.on and spelling.actors[0] not in spelling.pack.header.sides:
        return _everyone(spelling)
    return _who(spelling)


def _who(spelling: Spelling) -> Answer:
    return () if spelling.on else (Route("actor", (spelling.actors[0],)),)


def _identity(spelling: Spelling) -> Answer:
    if spelling.period and not spelling.period.is_now:
        return _happened_there(spelling)
    return () if spelling.has_helper else _who(spelling)


def _happened_there(spelling: Spelling) -> Answer:
    """What happened in a capital is not all that happened to its country."""
    is_own = all(is_own_name(spelling.pack, mention) for mention in spelling.mentions)
    return _happened(spelling) if is_own else ()


def _date_only(spelling: Spelling) -> Answer:
    return _happened(spelling) if spelling.period else ()


def _of_kind(spelling: Spelling) -> Answer:
    """Events of a kind are those of this conflict: "the war in Ukraine" is none of them."""
    sides, actors = set(spelling.pack.header.sides), set(spelling.actors)
    if actors == sides:
        no_actor = tuple(letter for letter in spelling.letters if not letter.actor)
        return _happened(replace(spelling, letters=no_actor))
    return _happened(spelling) if actors <= sides | stakes(spelling.pack) else ()


def _happened(spelling: Spelling) -> Answer:
    period = spelling.period or Period()
    actor = next(iter(spelling.actors), "")
    return (Route("timeline", (actor, period.since, period.until, spelling.kind)),)


def _on_a_day(spelling: Spelling) -> Answer:
    period = spelling.period or Period()
    return (Route("onthisday", (period.month_and_day,)),)


def _today(spelling: Spelling) -> Answer:
    return (Route("onthisday", (f"{spelling.today:%m-%d}",)),)


def _paradoxes(spelling: Spelling) -> Answer:
    return (Route("paradoxes", (spelling.on,)),)


def _intent(
    patterns: Sequence[str], read: Callable[[Spelling], Answer], *, has_scene: bool = False
) -> Intent:
    return Intent(re.compile("|".join(f"(?:{each})" for each in patterns)), read, has_scene)


ON_A_DAY = _intent(forms.DAY_OF_THE_YEAR, _on_a_day)
INTENTS = (  # the first that fits and answers counts
    _intent(forms.IDENTITY, _identity),
    _intent(forms.BY_CASE, _by_case, has_scene=True),
    _intent(forms.BACKING, _backing, has_scene=True),
    _intent(forms.BACKING_UNSAID, _backing_unsaid),
    _intent(forms.RELATION_UNSAID, _relation_unsaid),
    _intent(forms.BACKED, _backed, has_scene=True),
    _intent(forms.EACH_BACKING, _each_backing, has_scene=True),
    _intent(forms.BACKING_EACH, _backing_each, has_scene=True),
    _intent(forms.RELATION, _relation, has_scene=True),
    _intent(forms.STANCE_TO, _stance_to, has_scene=True),
    _intent(forms.CONFLICT, _conflict),
    _intent(forms.TOWARDS, _towards, has_scene=True),
    _intent(forms.BOTH, _both, has_scene=True),
    _intent(forms.EVERYONE, _everyone, has_scene=True),
    _intent(forms.STANDS, _stands, has_scene=True),
    _intent(forms.STANCE, _who, has_scene=True),
    _intent(forms.HAPPENED, _happened_there),
    _intent(forms.DATE_ONLY, _date_only),
    _intent(forms.OF_KIND, _of_kind),
    _intent(forms.TODAY, _today),
    _intent(forms.PARADOXES, _paradoxes, has_scene=True),
)
