"""The bot as a process that is to be killed.

Its clock is as many seconds ahead as a file says, its leases bear the id of its process, and it
looks for work more often than the real one.

`python -m tests.delivery.mortal_bot PORT DATABASE FOLDER CLOCK`, CLOCK being that file.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from datetime import datetime
from pathlib import Path
from uuid import UUID

from bot.app import App
from bot.delivery import outbox, scheduler
from bot.settings import read_settings
from tests.delivery.shared_clock import time_by
from tests.stand_in.pointing import point_discord_py_at

POLL_SECONDS = 0.02


def lease_of(process: int) -> str:
    return UUID(int=process).hex


def main(port: str, database: str, folder: str, file: str) -> None:
    logging.basicConfig(level=logging.INFO)
    point_discord_py_at(int(port))
    outbox.uuid4 = lambda: UUID(int=os.getpid())
    outbox.POLL_SECONDS = scheduler.POLL_SECONDS = POLL_SECONDS

    def clock() -> datetime:
        return time_by(Path(file))

    asyncio.run(App(read_settings(environment(database, folder)), clock).run())


def environment(database: str, folder: str) -> dict[str, str]:
    return {
        "DISCORD_TOKEN": "token",
        "BEDFELLOWS_DATABASE": database,
        "BEDFELLOWS_DATA": folder,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
