"""Encrypted rooms: asked and answered in them, never in the clear, and no key lost silently."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from nio import ShareGroupSessionResponse
from nio.client.async_client import AsyncClient

from bot.delivery.sender import Rejected
from bot.errors import ConfigurationError
from bot.on_matrix.key_store import PICKLE_KEY
from tests.matrix.bots import Bots
from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED, Person, until
from tests.matrix.sealed import SealedPerson, sealed


@pytest.fixture
def sealing(bots: Bots) -> Bots:
    bots.more = {"encryption": True}
    return bots


@pytest.fixture
async def eve(
    new_person: NewPerson, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SealedPerson]:
    async with sealed(new_person("eve"), tmp_path_factory.mktemp("eve")) as person:
        await person.sync()
        yield person


async def sealed_room(bots: Bots, eve: SealedPerson, **more: object) -> str:
    me = bots.account.user_id
    room = await eve.plain.new_room(me, initial_state=[ENCRYPTED], **more)
    await eve.knows(room, me)
    await until(lambda: eve.said_by(room, me))
    return room


async def answers(bots: Bots, eve: SealedPerson, room: str) -> list[str]:
    said = await eve.said_by(room, bots.account.user_id)
    return [text for text in said if text.startswith("re ")]


@pytest.mark.parametrize("version", ["11", "12"])
async def test_a_sealed_command_gets_a_sealed_answer(
    sealing: Bots, eve: SealedPerson, version: str
):
    await sealing.start()
    room = await sealed_room(sealing, eve, version=version)
    await eve.say(room, "!why russia armenia")

    assert await until(lambda: answers(sealing, eve, room)) == ["re !why russia armenia"]
    sent = await eve.plain.events(room)
    ours = [event["type"] for event in sent if event["sender"] == sealing.account.user_id]
    assert set(ours) == {"m.room.member", "m.room.encrypted"}


async def test_an_answer_in_a_sealed_thread_stays_in_it(sealing: Bots, eve: SealedPerson):
    await sealing.start()
    room = await sealed_room(sealing, eve)
    root = await eve.say(room, "look")
    relation = {"rel_type": "m.thread", "event_id": root}
    await eve.say(room, "!why", **{"m.relates_to": relation})
    await until(lambda: answers(sealing, eve, room))

    assert sealing.heard[-1].thread == root
    answer = (await eve.plain.events(room))[-1]
    assert answer["content"]["m.relates_to"]["event_id"] == root


async def test_a_restart_keeps_the_keys(sealing: Bots, eve: SealedPerson):
    await sealing.start()
    room = await sealed_room(sealing, eve)
    await sealing.stop()
    for number in range(30):
        await eve.say(room, f"!ask {number}")
    await sealing.start()

    async def complete() -> bool:
        return len(await answers(sealing, eve, room)) >= 30

    await until(complete, every=0.2)
    assert await answers(sealing, eve, room) == [f"re !ask {number}" for number in range(30)]
    rows = await sealing.database.fetch_all("SELECT content FROM matrix_inbox")
    assert {row["content"] for row in rows} == {None}


async def test_a_key_that_comes_late_opens_what_waited(sealing: Bots, eve: SealedPerson):
    await sealing.start()
    room = await sealed_room(sealing, eve)
    release = hold_keys_back(eve.client)
    await eve.say(room, "!late")

    async def waits() -> bool:
        sql = "SELECT event_id FROM matrix_inbox WHERE state = 'undecrypted'"
        return bool(await sealing.database.fetch_all(sql))

    await until(waits)
    await release()

    assert await until(lambda: answers(sealing, eve, room)) == ["re !late"]


def hold_keys_back(client: AsyncClient) -> Callable[[], Awaitable[None]]:
    """Keep the keys of rooms from going out until what this returns is called."""
    held: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    send = client._send

    async def hold(kind: type, *args: Any, **more: Any) -> Any:
        if kind is not ShareGroupSessionResponse:
            return await send(kind, *args, **more)
        held.append((args, more))
        return ShareGroupSessionResponse(*more["response_data"])

    async def release() -> None:
        for args, more in held:
            await send(ShareGroupSessionResponse, *args, **more)

    client._send = hold
    return release


async def test_without_encryption_it_does_not_enter_a_sealed_room(bots: Bots, ada: Person):
    await bots.start()
    me = bots.account.user_id
    room = await ada.new_room(me, initial_state=[ENCRYPTED])

    async def declined() -> bool:
        return await ada.membership(room, me) == "leave"

    await until(declined)


async def test_without_encryption_nothing_is_said_in_the_clear(bots: Bots, ada: Person):
    bot = await bots.start()
    me = bots.account.user_id
    room = await ada.new_room(me)
    await until(lambda: ada.said_by(room, me))
    await ada.set_state(room, "m.room.encryption", ENCRYPTED["content"])

    async def told() -> bool:
        known = bot.homeserver.rooms.get(room)
        return known is not None and known.is_encrypted

    await until(told)
    with pytest.raises(Rejected):
        await bot.homeserver.send(room, {"msgtype": "m.notice", "body": "clear"}, "k")
    assert "clear" not in await ada.said_by(room, me)


async def test_a_sealed_room_stays_one_whatever_its_state_says(bots: Bots, ada: Person):
    await bots.start()
    me = bots.account.user_id
    room = await ada.new_room(me)
    await until(lambda: ada.said_by(room, me))
    for content in (ENCRYPTED["content"], {}):
        await ada.set_state(room, "m.room.encryption", content)
    await bots.stop()
    bot = await bots.start()

    with pytest.raises(Rejected):
        await bot.homeserver.send(room, {"msgtype": "m.notice", "body": "clear"}, "k")


async def test_what_is_sealed_is_no_state(sealing: Bots, eve: SealedPerson):
    """It says that the bot comes in only now, so that nothing before it were for the bot."""
    await sealing.start()
    me, room = sealing.account.user_id, await sealed_room(sealing, eve)
    await sealing.stop()
    await eve.say(room, "!before")
    entry = {"type": "m.room.member", "state_key": me, "content": {"membership": "join"}}
    assert eve.client.olm is not None
    forged = eve.client.olm.group_encrypt(room, entry)
    await eve.plain.send(room, "m.room.encrypted", forged)
    await eve.say(room, "!after")
    await sealing.start()

    async def both() -> bool:
        return len(await answers(sealing, eve, room)) == 2

    await until(both)
    assert not any(incoming.joined for incoming in sealing.heard)


async def test_the_device_is_signed_by_the_keys_of_the_account(sealing: Bots, ada: Person):
    bot = await sealing.start()
    me, device = sealing.account.user_id, str(bot.homeserver.logged_in().device_id)
    said = await ada.ask("POST", "/keys/query", {"device_keys": {me: []}})

    (signing_key,) = said["self_signing_keys"][me]["keys"]
    (master_key,) = said["master_keys"][me]["keys"]
    assert signing_key in said["device_keys"][me][device]["signatures"][me]
    assert master_key in said["self_signing_keys"][me]["signatures"][me]


async def test_signing_is_done_once(sealing: Bots, ada: Person):
    await sealing.start()
    body = {"device_keys": {sealing.account.user_id: []}}
    before = await ada.ask("POST", "/keys/query", body)
    await sealing.stop()
    await sealing.start()

    assert await ada.ask("POST", "/keys/query", body) == before


async def test_keys_of_another_program_are_left_alone(sealing: Bots, tmp_path: Path):
    await sealing.start()
    await sealing.stop()
    sealing.folder = tmp_path / "elsewhere"

    with pytest.raises(ConfigurationError, match="signing keys already"):
        await sealing.start()


@pytest.mark.parametrize("lost", ["keys", PICKLE_KEY])
async def test_a_lost_store_stops_the_start(sealing: Bots, lost: str):
    await sealing.start()
    await sealing.stop()
    path = sealing.folder / "matrix" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    with pytest.raises(ConfigurationError, match=r"are lost.*matrix-login"):
        await sealing.start()


async def test_an_exchanged_key_of_the_store_stops_the_start(sealing: Bots):
    await sealing.start()
    await sealing.stop()
    (sealing.folder / "matrix" / PICKLE_KEY).write_text("another")

    with pytest.raises(ConfigurationError, match="cannot be opened"):
        await sealing.start()


async def test_what_is_kept_is_private(sealing: Bots):
    await sealing.start()
    folder = sealing.folder / "matrix"

    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert modes == {
        "login.json": 0o600,
        "pickle.key": 0o600,
        "signing.json": 0o600,
        "keys": 0o700,
    }
