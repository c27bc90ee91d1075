"""Commands are answered once, whatever the room and whatever happened meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.matrix.bots import Bots
from tests.matrix.person import Person, until


async def joined(bots: Bots, person: Person, **more: object) -> str:
    """A room with the bot in it, which has said hello there."""
    me = bots.account.user_id
    room = await person.new_room(me, **more)
    await until(lambda: person.said_by(room, me))
    return room


async def answers(bots: Bots, person: Person, room: str) -> list[str]:
    said = await person.said_by(room, bots.account.user_id)
    return [text for text in said if text.startswith("re ")]


@pytest.mark.parametrize("version", ["11", "12"])
async def test_a_command_is_answered(bots: Bots, ada: Person, version: str):
    await bots.start()
    room = await joined(bots, ada, version=version)
    await ada.say(room, "!why russia armenia")

    assert await until(lambda: answers(bots, ada, room)) == ["re !why russia armenia"]


async def test_an_answer_goes_into_the_thread_it_was_asked_in(bots: Bots, ada: Person):
    await bots.start()
    room = await joined(bots, ada)
    root = await ada.say(room, "look")
    relation = {"rel_type": "m.thread", "event_id": root}
    await ada.say(room, "!why", **{"m.relates_to": relation})
    await until(lambda: answers(bots, ada, room))

    answer = (await ada.events(room))[-1]
    assert answer["content"]["m.relates_to"] == relation | {
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": root},
    }


async def test_what_was_asked_while_it_was_away_is_answered_once_each(bots: Bots, ada: Person):
    await bots.start()
    room = await joined(bots, ada)
    await bots.stop()
    asked = [f"!ask {number}" for number in range(60)]
    for text in asked:
        await ada.say(room, text)
    await bots.start()

    async def complete() -> bool:
        return len(await answers(bots, ada, room)) >= 60

    await until(complete, every=0.2)
    assert await answers(bots, ada, room) == [f"re {text}" for text in asked]


async def test_what_was_asked_too_long_ago_is_not_answered(bots: Bots, ada: Person):
    await bots.start()
    room = await joined(bots, ada)
    await bots.stop()
    for number in range(60):
        await ada.say(room, f"!old {number}")
    bots.clock.ahead += timedelta(hours=1, minutes=1)
    await bots.start()
    bots.clock.ahead = timedelta()
    await ada.say(room, "!new")

    assert await until(lambda: answers(bots, ada, room)) == ["re !new"]
    rows = await bots.database.fetch_all("SELECT state, content FROM matrix_inbox")
    assert {row["state"] for row in rows} <= {"done", "new"}


async def test_nothing_said_before_it_ever_ran_is_answered(bots: Bots, ada: Person):
    room = await ada.new_room(bots.account.user_id)
    await bots.account.join(room)
    await ada.say(room, "!history")
    await bots.start()
    await ada.say(room, "!now")

    assert await until(lambda: answers(bots, ada, room)) == ["re !now"]


async def test_nothing_said_before_it_came_in_is_answered(bots: Bots, ada: Person):
    await bots.start()
    room = await ada.new_room()
    await ada.say(room, "!before")
    await ada.invite(room, bots.account.user_id)
    await until(lambda: ada.said_by(room, bots.account.user_id))
    await ada.say(room, "!after")

    assert await until(lambda: answers(bots, ada, room)) == ["re !after"]


async def test_a_restart_answers_nothing_again(bots: Bots, ada: Person):
    await bots.start()
    room = await joined(bots, ada)
    await ada.say(room, "!one")
    await until(lambda: answers(bots, ada, room))
    await bots.stop()
    await bots.start()
    await ada.say(room, "!two")

    async def second() -> bool:
        return "re !two" in await answers(bots, ada, room)

    await until(second)
    assert await answers(bots, ada, room) == ["re !one", "re !two"]
