"""One event that fails keeps no other from being answered, and none is answered twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater
from bot.on_matrix.incoming import Incoming
from tests.matrix.bots import Bots
from tests.matrix.person import Person, until
from tests.matrix.test_answering import answers, joined


async def state_of(bots: Bots, event_id: str) -> str | None:
    sql = "SELECT state FROM matrix_inbox WHERE event_id = $1"
    row = await bots.database.fetch_one(sql, event_id)
    return row["state"] if row else None


async def test_what_fails_is_parked_and_the_rest_is_answered(
    bots: Bots, ada: Person, caplog: pytest.LogCaptureFixture
):
    def fail(incoming: Incoming) -> None:
        if incoming.body == "!bad":
            raise ValueError(incoming.body)

    bots.failing = fail
    await bots.start()
    room = await joined(bots, ada)
    bad = await ada.say(room, "!bad")
    await ada.say(room, "!good")
    await until(lambda: answers(bots, ada, room))

    async def parked() -> bool:
        bots.clock.ahead += timedelta(minutes=1)
        return await state_of(bots, bad) == "parked"

    await until(parked, every=0.2)
    assert await answers(bots, ada, room) == ["re !good"]
    assert Counter(incoming.body for incoming in bots.heard)["!bad"] == 5
    assert [line for line in caplog.messages if line.startswith(f"gave up {bad} (reference ")]


async def test_what_has_to_wait_is_tried_until_it_works(bots: Bots, ada: Person):
    waits = [True] * 8

    def wait(_: Incoming) -> None:
        if waits:
            waits.pop()
            raise TryLater(Trouble(Reason.RATE_LIMITED), in_doubt=False)

    bots.failing = wait
    await bots.start()
    room = await joined(bots, ada)
    await ada.say(room, "!patient")

    async def answered() -> list[str]:
        bots.clock.ahead += timedelta(seconds=3)
        return await answers(bots, ada, room)

    assert await until(answered, every=0.2) == ["re !patient"]


async def test_what_is_refused_is_not_tried_again(bots: Bots, ada: Person):
    def refuse(_: Incoming) -> None:
        raise Rejected(Trouble(Reason.NO_PERMISSION))

    bots.failing = refuse
    await bots.start()
    room = await joined(bots, ada)
    refused = await ada.say(room, "!why")

    async def done() -> bool:
        return await state_of(bots, refused) == "done"

    await until(done)
    assert [incoming.body for incoming in bots.heard] == ["!why"]


async def test_an_answer_that_was_not_noted_is_not_sent_twice(bots: Bots, ada: Person):
    """As when the process dies between the two."""
    await bots.start()
    room = await joined(bots, ada)
    asked = await ada.say(room, "!once")
    await until(lambda: answers(bots, ada, room))
    await bots.stop()
    heard = bots.heard[-1]
    forget = "UPDATE matrix_inbox SET state = 'new', ended_at = NULL, content = $2"
    content = (
        f'{{"type": "m.room.message", "event_id": "{asked}", "sender": "{ada.user_id}",'
        f' "origin_server_ts": {int(heard.sent.timestamp() * 1000)},'
        ' "content": {"msgtype": "m.text", "body": "!once"}}'
    )
    await bots.database.execute(f"{forget} WHERE event_id = $1", asked, content)
    await bots.start()

    async def again() -> bool:
        return len(bots.heard) >= 2 and await state_of(bots, asked) == "done"

    await until(again)
    assert await answers(bots, ada, room) == ["re !once"]


async def test_a_failing_room_does_not_hold_up_another(bots: Bots, ada: Person):
    held: set[str] = set()

    def hold(incoming: Incoming) -> None:
        if incoming.room_id in held:
            raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)

    bots.failing = hold
    await bots.start()
    stuck, free = await joined(bots, ada), await joined(bots, ada)
    held.add(stuck)
    for _ in range(5):
        await ada.say(stuck, "!stuck")
    await ada.say(free, "!free")

    assert await until(lambda: answers(bots, ada, free)) == ["re !free"]
    assert await answers(bots, ada, stuck) == []


async def test_what_waits_too_long_is_dropped(bots: Bots, ada: Person):
    def wait(_: Incoming) -> None:
        raise TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)

    bots.failing = wait
    await bots.start()
    room = await joined(bots, ada)
    stale = await ada.say(room, "!stale")
    await until(lambda: heard_of(bots))
    bots.clock.ahead += timedelta(hours=1, minutes=1)

    async def done() -> bool:
        return await state_of(bots, stale) == "done"

    await until(done)
    assert await answers(bots, ada, room) == []


async def heard_of(bots: Bots) -> bool:
    return bool(bots.heard)


async def test_what_ended_a_week_ago_is_forgotten(bots: Bots, ada: Person):
    await bots.start()
    room = await joined(bots, ada)
    old = await ada.say(room, "!old")
    await until(lambda: answers(bots, ada, room))
    bots.clock.ahead += timedelta(days=7, hours=2)

    async def gone() -> bool:
        return await state_of(bots, old) is None

    await until(gone)
