"""The bot as a process of its own, on a stand-in for Discord and with a clock that is ahead.

`python -m tests.delivery.bot_process PORT DATABASE FOLDER SECONDS`, all as text.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from bot.app import App
from bot.clock import utc_now
from bot.settings import read_settings
from tests.stand_in.pointing import point_discord_py_at


def main(port: str, database: str, folder: str, ahead: str) -> None:
    point_discord_py_at(int(port))
    settings = read_settings(
        {
            "DISCORD_TOKEN": "token",
            "BEDFELLOWS_DATABASE": database,
            "BEDFELLOWS_DATA": str(Path(folder)),
        }
    )
    app = App(settings, clock=lambda: utc_now() + timedelta(seconds=float(ahead)))
    with suppress(asyncio.CancelledError):  # by SIGTERM
        asyncio.run(app.run())


if __name__ == "__main__":
    main(*sys.argv[1:])
