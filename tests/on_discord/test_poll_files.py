"""What a poll leaves as a file, sent to who asked for it alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.on_discord.openapi import check_callbacks, needs_description
from tests.on_discord.polling import QUESTION, SECRET, close, open_poll
from tests.on_discord.world import World, texts, title


async def export(world: World, who: Any, **options: Any) -> Any:
    return await who.slash(world.channel, "poll export", poll=QUESTION, **options)


async def content(message: Any) -> str:
    (attached,) = message.attachments
    return (await attached.read()).decode("utf-8-sig")


async def test_the_totals_come_as_a_file_to_the_asker_alone(small: World):
    message = await open_poll(small)
    await small.ada.vote(message, answer=1)
    await close(small, small.mira)

    told = await export(small, small.mira)

    assert told.ephemeral
    assert QUESTION in texts(told.response)
    lines = (await content(told.response)).splitlines()
    assert lines[1].startswith(f"{QUESTION},Yes,1,100")
    assert len(lines) == 4


async def test_there_are_no_totals_before_the_end(small: World):
    await open_poll(small, **SECRET)

    told = await export(small, small.mira)

    assert "nothing to export" in title(told.response)


@pytest.mark.parametrize("is_closed", [True, False])
async def test_voters_are_read_from_discord_for_a_moderator(small: World, is_closed: bool):
    message = await open_poll(small)
    await small.ada.vote(message, answer=2)
    await small.ben.vote(message, answer=1)
    if is_closed:
        await close(small, small.mira)

    told = await export(small, small.mira, voters=True)

    (file,) = told.followups or [told.response]
    assert file.ephemeral
    assert (await content(file)).splitlines() == [
        "answer,person,name",
        f"Yes,{small.ben.id},ben",
        f"No,{small.ada.id},ada",
    ]
    stored = [
        str(row)
        for table in ("poll", "vote", "outbox")
        for row in await small.database.fetch_all(f"SELECT * FROM {table}")
    ]
    assert not any(str(small.ada.id) in row for row in stored)


async def test_voters_are_for_moderators(small: World):
    await open_poll(small)

    told = await export(small, small.ada, voters=True)

    assert "Only moderators" in title(told.response)


async def test_of_a_secret_poll_nobody_can_have_them(small: World):
    await open_poll(small, **SECRET)

    for who in (small.mira, small.ada):
        told = await export(small, who, voters=True)
        assert title(told.response).startswith("Who voted how in a secret poll is told to nobody")


async def test_a_deleted_message_took_the_names_with_it(small: World):
    message = await open_poll(small)
    small.env.backend.delete_message(small.channel.id, message.id)

    told = await export(small, small.mira, voters=True)

    (said,) = told.followups or [told.response]
    assert said.ephemeral
    assert "was deleted" in texts(said)


@needs_description
async def test_both_files_are_sent_as_discord_wants_them(small: World):
    message = await open_poll(small)
    await small.ada.vote(message, answer=2)
    await close(small, small.mira)
    await export(small, small.mira)
    await export(small, small.mira, voters=True)

    assert check_callbacks(small) == 5
