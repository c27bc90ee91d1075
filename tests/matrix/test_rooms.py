"""Which rooms the bot enters, what it says there, which it leaves, and where it follows."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.core.place_settings import PlaceSettings
from bot.on_matrix.identity import place
from bot.storage.settings_store import Stored, save, settings_of
from tests.matrix.bots import Bots
from tests.matrix.conftest import NewPerson
from tests.matrix.person import Person, until
from tests.matrix.proxy import running_proxy
from tests.matrix.synapse import Synapse
from tests.matrix.test_answering import joined


async def membership_is(person: Person, room: str, user: str, wanted: str) -> None:
    async def is_so() -> bool:
        return await person.membership(room, user) == wanted

    await until(is_so)


async def test_it_says_hello_once(bots: Bots, ada: Person):
    await bots.start()
    room = await joined(bots, ada)
    await bots.stop()
    await bots.start()
    second = await joined(bots, ada)

    (hello,) = await ada.said_by(room, bots.account.user_id)
    assert "!help" in hello
    assert len(await ada.said_by(second, bots.account.user_id)) == 1


async def test_an_invitation_while_it_was_away_is_taken(bots: Bots, ada: Person):
    await bots.start()
    await bots.stop()
    room = await ada.new_room(bots.account.user_id)
    await bots.start()

    await until(lambda: ada.said_by(room, bots.account.user_id))


@pytest.mark.parametrize(
    ("listed", "wanted"),
    [("user", "join"), ("room", "join"), ("localhost", "join"), ("example.org", "leave")],
)
async def test_only_who_is_listed_may_invite(bots: Bots, ada: Person, listed: str, wanted: str):
    me, room = bots.account.user_id, await ada.new_room()
    names = {"user": ada.user_id, "room": room}
    bots.more = {"invites": frozenset({names.get(listed, listed)})}
    await bots.start()
    await ada.invite(room, me)

    await membership_is(ada, room, me, wanted)


async def test_so_many_an_hour_and_the_rest_later(bots: Bots, ada: Person):
    bots.more = {"invites_per_hour": 2}
    await bots.start()
    me = bots.account.user_id
    rooms = [await ada.new_room(me) for _ in range(3)]

    async def joined_rooms() -> list[str]:
        return [room for room in rooms if await ada.membership(room, me) == "join"]

    async def two() -> bool:
        return len(await joined_rooms()) == 2

    await until(two)
    extra = await ada.new_room(me)
    bots.clock.ahead += timedelta(hours=1, seconds=1)
    last = await ada.new_room(me)
    await membership_is(ada, extra, me, "join")

    assert await ada.membership(last, me) in ("join", "invite")
    assert bots.pauses == []


async def test_it_leaves_a_room_that_became_empty(bots: Bots, ada: Person):
    bot = await bots.start()
    room = await joined(bots, ada)
    await ada.leave(room)

    async def gone() -> bool:
        return bot.homeserver.rooms.get(room) is None

    await until(gone)


async def test_it_stays_while_somebody_is_left(bots: Bots, ada: Person, new_person: NewPerson):
    bot = await bots.start()
    mira = new_person("mira")
    room = await joined(bots, ada)
    await ada.invite(room, mira.user_id)
    await mira.join(room)
    await ada.leave(room)
    await mira.say(room, "!still there")

    async def answered() -> bool:
        return len(await mira.said_by(room, bots.account.user_id)) == 2

    await until(answered)
    assert bot.homeserver.rooms.get(room) is not None


async def test_being_removed_is_noted_and_taken_back(bots: Bots, ada: Person):
    await bots.start()
    me, room = bots.account.user_id, await joined(bots, ada)
    await ada.ask("POST", f"/rooms/{room}/kick", {"user_id": me})

    async def departed() -> bool:
        return bool(await bots.database.fetch_all("SELECT place FROM departure"))

    await until(departed)
    await ada.invite(room, me)

    async def returned() -> bool:
        return not await departed()

    await until(returned)


async def test_an_invitation_taken_back_is_no_departure(bots: Bots, ada: Person):
    bots.more = {"invites": frozenset({"example.org"})}
    await bots.start()
    me, room = bots.account.user_id, await ada.new_room()
    await ada.invite(room, me)
    await membership_is(ada, room, me, "leave")
    await bots.stop()
    bots.more = {}
    await bots.start()
    other = await joined(bots, ada)
    await ada.ask("POST", f"/rooms/{other}/kick", {"user_id": me})

    async def departed() -> list[str]:
        rows = await bots.database.fetch_all("SELECT place FROM departure")
        return [row["place"] for row in rows]

    assert await until(departed) == [place(other)]


async def test_a_slow_invitation_holds_up_no_other(bots: Bots, synapse: Synapse, ada: Person):
    slow = asyncio.Event()
    async with running_proxy(synapse.url) as proxy:
        bots.url = proxy.url
        await bots.start()
        me, stuck = bots.account.user_id, await ada.new_room()
        proxy.hold = lambda request: slow if stuck in request.path else None
        await ada.invite(stuck, me)

        async def asked() -> bool:
            return proxy.asked[stuck] > 0

        await until(asked)
        await joined(bots, ada)
        assert await ada.membership(stuck, me) == "invite"
        slow.set()
        await membership_is(ada, stuck, me, "join")
        await bots.stop()


async def upgraded(ada: Person, room: str) -> str:
    answer = await ada.ask("POST", f"/rooms/{room}/upgrade", {"new_version": "12"})
    return answer["replacement_room"]


async def set_up(bots: Bots, room: str) -> None:
    settings = PlaceSettings(channel=room, zone="Europe/Berlin", prefix="?")
    async with bots.database.transaction() as connection:
        stored = Stored(PlaceSettings(), 0)
        await save(connection, place(room), stored, settings, "matrix:@ada", bots.clock())


async def test_settings_follow_a_room_to_its_replacement(bots: Bots, ada: Person):
    await bots.start()
    me, room = bots.account.user_id, await joined(bots, ada, version="11")
    await set_up(bots, room)
    replacement = await upgraded(ada, room)
    await ada.invite(replacement, me)
    said = await until(lambda: ada.said_by(replacement, me))

    assert "settings came along" in said[0]
    assert "?help" in said[0]
    moved = await settings_of(bots.database, place(replacement))
    assert (moved.channel, moved.zone) == (replacement, "Europe/Berlin")
    assert not (await settings_of(bots.database, place(room))).is_on
    await membership_is(ada, room, me, "leave")


async def test_a_public_replacement_needs_no_invitation(bots: Bots, ada: Person):
    await bots.start()
    me = bots.account.user_id
    room = await joined(bots, ada, version="11", preset="public_chat")
    await set_up(bots, room)
    replacement = await upgraded(ada, room)

    await until(lambda: ada.said_by(replacement, me))
    assert (await settings_of(bots.database, place(replacement))).channel == replacement


async def test_a_room_that_only_says_it_replaces_another_gets_nothing(
    bots: Bots, ada: Person, new_person: NewPerson
):
    await bots.start()
    me, room = bots.account.user_id, await joined(bots, ada)
    await set_up(bots, room)
    thief = new_person("thief")
    false = await thief.new_room(me, creation_content={"predecessor": {"room_id": room}})
    await until(lambda: thief.said_by(false, me))

    assert await settings_of(bots.database, place(false)) == PlaceSettings()
    assert (await settings_of(bots.database, place(room))).channel == room
    assert await ada.membership(room, me) == "join"
