"""The votes of Discord's own polls, of which some are not final for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.core.poll import PollState
from bot.core.post import Reason
from bot.delivery.sender import Rejected, TryLater
from bot.on_discord.poll_counts import final_counts
from tests.on_discord.delivering import deliver
from tests.on_discord.polling import close, on_wire, open_poll, the_poll
from tests.on_discord.world import World, texts

ANSWERS = [{"answer_id": number} for number in (4, 7, 9)]


def poll(*counts: tuple[int, int], is_final: bool = True) -> dict[str, Any]:
    listed = [{"id": answer, "count": count} for answer, count in counts]
    return {"answers": ANSWERS, "results": {"is_finalized": is_final, "answer_counts": listed}}


def test_they_go_by_the_answers_and_not_by_their_numbers():
    assert final_counts(poll((9, 5), (4, 2))) == "[2, 0, 5]"


@pytest.mark.parametrize(
    "unfinished",
    [poll((4, 2), is_final=False), {"answers": ANSWERS}, {"answers": ANSWERS, "results": None}],
)
def test_what_is_not_final_is_asked_for_again(unfinished: dict[str, Any]):
    with pytest.raises(TryLater) as raised:
        final_counts(unfinished)

    assert raised.value.trouble.reason is Reason.NOT_COUNTED
    assert raised.value.after == timedelta(seconds=5)
    assert not raised.value.in_doubt


def test_a_message_without_a_poll_has_none():
    with pytest.raises(Rejected) as raised:
        final_counts(None)

    assert raised.value.trouble.reason is Reason.PART_REMOVED


async def test_no_result_comes_before_discord_has_counted(
    small: World, monkeypatch: pytest.MonkeyPatch
):
    message = await open_poll(small)
    await small.ada.vote(message, answer=1)
    fetch = small.env.bot.http.get_message

    async def still_counting(*where: int) -> Any:
        told = await fetch(*where)
        told["poll"]["results"] = poll((1, 99), is_final=False)["results"]
        return told

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(small.env.bot.http, "get_message", still_counting)
        await close(small, small.mira)
        before = small.channel.last_message
        small.clock.advance(timedelta(days=6))
        await deliver(small)
        state = (await the_poll(small)).state
        later = small.channel.last_message
    small.clock.advance(timedelta(hours=1))
    await deliver(small)

    assert state is PollState.CLOSING
    assert before.id == later.id == message.id
    assert "Yes** — 1 vote, 100 %" in texts(on_wire(small.channel.last_message))
