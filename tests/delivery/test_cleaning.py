"""What is done once a day, whatever fails."""

from __future__ import annotations

import asyncio

import pytest

from bot.delivery import scheduler
from bot.delivery.scheduler import keep_clean


async def test_each_day_everything_is_done_although_something_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    done: list[str] = []
    third_day = asyncio.Event()
    monkeypatch.setattr(scheduler, "DAY_SECONDS", 0)

    async def failing() -> int:
        raise OSError("the disk is gone")

    async def working() -> int:
        done.append("worked")
        if len(done) == 3:
            third_day.set()
        return 1

    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        cleaning = tasks.create_task(keep_clean((failing, working)))
        await third_day.wait()
        cleaning.cancel()

    assert "a daily cleaning failed" in caplog.text
    assert len(done) >= 3
