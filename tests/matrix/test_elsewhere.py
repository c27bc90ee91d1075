"""Rights in one room count in another only for who is there at that moment."""

from __future__ import annotations

import pytest

from bot.on_matrix.commands.settings import NOT_THERE
from tests.matrix.conftest import NewPerson
from tests.matrix.person import Person
from tests.matrix.polling import AnsweringBots
from tests.matrix.talking import Talk, body, furnished


@pytest.fixture
async def council(answering: AnsweringBots, ada: Person, new_person: NewPerson) -> Talk:
    """A room that Ada made, as do all whose rooms are of version 12, with power for ever."""
    await answering.start()
    return await furnished(answering, ada, new_person("mira"), version="12")


async def test_who_left_a_room_has_nothing_written_to_it(
    council: Talk, answering: AnsweringBots, ada: Person
):
    room = await furnished(answering, ada)
    await ada.leave(council.id)
    answer = await room.told(ada, f"!settings moderators {council.id}")

    assert NOT_THERE in body(answer)


async def test_who_moderates_another_room_may_be_told_there(
    council: Talk, answering: AnsweringBots, ada: Person
):
    room = await furnished(answering, ada)
    await answering.stop()
    await answering.start()
    answer = await room.told(ada, f"!settings moderators {council.id}")

    assert NOT_THERE not in body(answer)
    assert council.id in body(answer)
