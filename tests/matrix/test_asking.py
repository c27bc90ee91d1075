"""What the bot asks of its homeserver, in plain rooms and in encrypted ones."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.on_matrix import back_fill
from tests.matrix.bots import Bots
from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED, Person, until
from tests.matrix.sealed import sealed
from tests.matrix.test_answering import answers, joined


@pytest.mark.parametrize("version", ["11", "12"])
async def test_who_moderates_is_known(bots: Bots, ada: Person, new_person: NewPerson, version: str):
    bot = await bots.start()
    mira, eve = new_person("mira"), new_person("eve")
    room = await joined(bots, ada, version=version)
    levels = await ada.ask("GET", f"/rooms/{room}/state/m.room.power_levels")
    levels["users"] = levels.get("users", {}) | {mira.user_id: 50}
    await ada.set_state(room, "m.room.power_levels", levels)
    known = bot.homeserver.rooms.get(room)
    assert known is not None

    async def told() -> bool:
        return known.is_moderated_by(mira.user_id)

    await until(told)
    assert known.is_moderated_by(ada.user_id)
    assert not known.is_moderated_by(eve.user_id)
    assert not known.is_moderated_by(bot.homeserver.user_id)
    await bots.stop()
    again = (await bots.start()).homeserver.rooms.get(room)
    assert again is not None
    assert again.is_moderated_by(ada.user_id)


async def test_a_muted_bot_is_known_to_be_mute(bots: Bots, ada: Person):
    bot = await bots.start()
    room = await joined(bots, ada)
    known = bot.homeserver.rooms.get(room)
    assert known is not None
    assert known.lets_send(bot.homeserver.user_id, "m.room.message")
    levels = await ada.ask("GET", f"/rooms/{room}/state/m.room.power_levels")
    await ada.set_state(room, "m.room.power_levels", levels | {"events_default": 50})

    async def mute() -> bool:
        return not known.lets_send(bot.homeserver.user_id, "m.room.message")

    await until(mute)


async def read_back(bots: Bots, room: str, root: str, asked: str) -> None:
    assert bots.bot is not None
    server = bots.bot.homeserver
    event = await server.event(room, asked)
    assert event is not None
    assert event["content"]["body"] == "!second"
    bodies = [each["content"].get("body") for each in await server.related(room, root)]
    assert sorted(bodies) == ["!first", "!second", "re !first", "re !second"]
    recent = [event async for event in server.recent(room, bots.clock() - timedelta(hours=1))]
    assert recent[0]["content"]["body"] == "re !second"
    assert await server.event(room, "$none") is None


async def test_events_can_be_read_again(bots: Bots, ada: Person):
    await bots.start()
    room = await joined(bots, ada)
    root = await ada.say(room, "root")
    relation = {"m.relates_to": {"rel_type": "m.thread", "event_id": root}}
    await ada.say(room, "!first", **relation)
    asked = await ada.say(room, "!second", **relation)

    async def both() -> bool:
        return len(await answers(bots, ada, room)) == 2

    await until(both)
    await read_back(bots, room, root, asked)


async def test_sealed_events_can_be_read_again(
    bots: Bots, new_person: NewPerson, tmp_path_factory: pytest.TempPathFactory
):
    bots.more = {"encryption": True}
    await bots.start()
    async with sealed(new_person("eve"), tmp_path_factory.mktemp("eve")) as eve:
        await eve.sync()
        room = await eve.plain.new_room(bots.account.user_id, initial_state=[ENCRYPTED])
        await eve.knows(room, bots.account.user_id)
        root = await eve.say(room, "root")
        relation = {"m.relates_to": {"rel_type": "m.thread", "event_id": root}}
        await eve.say(room, "!first", **relation)
        asked = await eve.say(room, "!second", **relation)

        async def both() -> bool:
            said = await eve.said_by(room, bots.account.user_id)
            return len([text for text in said if text.startswith("re ")]) == 2

        await until(both)
        await read_back(bots, room, root, asked)


@pytest.mark.parametrize("encryption", [False, True])
async def test_a_person_is_written_to_in_one_room(bots: Bots, ada: Person, encryption: bool):
    bots.more = {"encryption": encryption}
    bot = await bots.start()
    first = await bot.homeserver.direct_room(ada.user_id)
    second = await bot.homeserver.direct_room(ada.user_id)
    await bot.homeserver.send(first, {"msgtype": "m.text", "body": "for you"}, "k")
    await ada.join(first)

    assert first == second
    ours = [event for event in await ada.events(first) if event["type"].startswith("m.room.")]
    assert sum(event["type"] in ("m.room.message", "m.room.encrypted") for event in ours) == 1
    kinds = [event["type"] for event in await ada.events(first)]
    assert ("m.room.encrypted" in kinds) is encryption
    assert ("m.room.message" in kinds) is not encryption


async def test_a_room_they_left_is_not_used_again(bots: Bots, ada: Person):
    bot = await bots.start()
    first = await bot.homeserver.direct_room(ada.user_id)
    await ada.join(first)
    await ada.leave(first)

    assert await bot.homeserver.direct_room(ada.user_id) != first


async def test_back_filling_ends_somewhere(
    bots: Bots, ada: Person, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(back_fill, "PAGE", 5)
    monkeypatch.setattr(back_fill, "MOST_PAGES", 2)
    await bots.start()
    room = await joined(bots, ada)
    await bots.stop()
    for number in range(70):
        await ada.say(room, f"!ask {number}")
    await bots.start()
    await ada.say(room, "!last")

    async def last() -> bool:
        return "re !last" in await answers(bots, ada, room)

    await until(last)
    answered = await answers(bots, ada, room)
    assert answered[:-1] == [f"re !ask {number}" for number in range(10, 70)]
