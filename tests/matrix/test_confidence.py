"""What is for one person alone never stands where somebody else could read it."""

from __future__ import annotations

import pytest

from tests.matrix.conftest import NewPerson
from tests.matrix.person import Person
from tests.matrix.polling import AnsweringBots
from tests.matrix.talking import Talk, body, furnished


@pytest.fixture(autouse=True, params=[False, True], ids=["lazily", "of all"])
def told_of_members(request: pytest.FixtureRequest, answering: AnsweringBots) -> None:
    """With encryption the homeserver tells of all members, without only of who spoke."""
    answering.more = {"encryption": request.param}


async def restarted(bots: AnsweringBots) -> None:
    await bots.stop()
    await bots.start()


async def told_elsewhere(room: Talk, who: Person) -> bool:
    """Whether an answer for *who* alone goes into another room."""
    answer = await room.told(who, "!privacy show")
    return "nobody else reads it" in body(answer)


async def test_a_restart_takes_no_room_for_a_private_chat(
    answering: AnsweringBots, ada: Person, new_person: NewPerson
):
    """After it the homeserver tells of few members, and counts them only when one comes or goes."""
    await answering.start()
    room = await furnished(answering, ada, new_person("mira"), new_person("noor"))
    await restarted(answering)

    assert await told_elsewhere(room, ada)
    before = await room.said()
    await room.say(ada, "good morning")
    assert await room.quiet(ada) == before


async def test_a_private_chat_is_one_after_a_restart(answering: AnsweringBots, ada: Person):
    await answering.start()
    private = await furnished(answering, ada)
    await restarted(answering)

    assert "I can" in body(await private.told(ada, "help"))
    assert not await told_elsewhere(private, ada)


@pytest.mark.parametrize("restart", [False, True])
async def test_who_was_invited_may_come_and_read(
    answering: AnsweringBots, ada: Person, new_person: NewPerson, restart: bool
):
    """Ada does not see that the room was prepared for a third one."""
    await answering.start()
    mallory, other = new_person("mallory"), new_person("other")
    room = await furnished(answering, mallory, ada)
    await mallory.invite(room.id, other.user_id)
    await mallory.leave(room.id)
    room.host = ada
    if restart:
        await restarted(answering)

    assert await told_elsewhere(room, ada)
