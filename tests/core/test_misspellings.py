"""Slips of the finger in every name of the real pack lead to the right actor."""

from __future__ import annotations

import random
import string

import pytest

from bot.core.pack import Pack
from bot.core.search import find_actor, normalise

SLIPS_PER_NAME = 4
LEAST_RIGHT = 0.95


def slip(word: str, chance: random.Random) -> str:
    """*word* with a letter more, less or other, or two of them swapped."""
    place = chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase)
    match chance.randrange(4):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + letter + word[place:]
        case 2:
            return word[:place] + letter + word[place + 1 :]
        case _:
            return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def misspelt_names(pack: Pack, slips: int, least: int) -> list[tuple[str, str]]:
    """Names of the pack of at least *least* letters after so many slips, with their actor."""
    chance = random.Random(20231123)
    found = []
    for actor in pack.actors.values():
        for name in {normalise(each) for each in actor.names()}:
            for _ in range(SLIPS_PER_NAME if len(name) >= least else 0):
                typed = name
                for _ in range(slips):
                    typed = slip(typed, chance)
                found.append((typed, actor.id))
    return found


@pytest.mark.parametrize(("slips", "least"), [(1, 4), (2, 5)])
def test_the_first_answer_is_the_right_one(real_pack: Pack, slips: int, least: int):
    typed = misspelt_names(real_pack, slips, least)

    first = [(find_actor(real_pack, name), actor_id) for name, actor_id in typed]
    right = [
        actor_id
        for match, actor_id in first
        if [actor.id for actor in (*match.actors, *match.near)][:1] == [actor_id]
    ]

    assert len(typed) > 1000
    assert len(right) / len(typed) >= LEAST_RIGHT


def test_no_slip_is_taken_for_another_actor_without_saying_so(real_pack: Pack):
    for name, actor_id in misspelt_names(real_pack, slips=1, least=5):
        match = find_actor(real_pack, name)

        wrong = [actor.id for actor in match.actors if actor.id != actor_id]
        assert not wrong or not match.exact or len(match.actors) > 1 or name in real_pack.actors
