"""A first set-up, in rooms whose ids are made in different ways."""

from __future__ import annotations

import pytest

from bot.on_matrix.identity import place
from bot.storage.settings_store import settings_of
from tests.matrix.person import Person
from tests.matrix.polling import AnsweringBots
from tests.matrix.talking import body, furnished


@pytest.mark.parametrize("version", ["11", "12"])
async def test_the_room_that_waited_for_its_zone_is_set_with_it(
    answering: AnsweringBots, ada: Person, version: str
):
    await answering.start()
    room = await furnished(answering, ada, version=version)
    which = await room.told(ada, "!settings on 9:00 america")
    answer = await room.press(ada, which, "2️⃣")

    assert "Saved." in body(answer)
    settings = await settings_of(answering.database, place(room.id))
    assert (settings.channel, settings.zone) == (room.id, "America/Chicago")


async def test_a_new_prefix_is_used_at_once(answering: AnsweringBots, ada: Person):
    await answering.start()
    room = await furnished(answering, ada)
    answer = body(await room.told(ada, "!settings prefix ?"))

    assert "?settings time 9:00" in answer
    assert "!settings" not in answer
