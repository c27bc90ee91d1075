"""`bedfellows run` on Matrix alone, as a process to be killed: its leases last seconds.

Arguments: homeserver, user, password, folder, and `on` if it encrypts.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from bot.app import App
from bot.delivery import outbox, scheduler
from bot.settings import read_settings

LEASE = timedelta(seconds=3)


def main(url: str, user: str, password: str, folder: str, encryption: str) -> None:
    outbox.LEASE, outbox.SEND_SECONDS = LEASE, 2
    outbox.POLL_SECONDS = scheduler.POLL_SECONDS = 0.05
    settings = {
        "MATRIX_HOMESERVER": url,
        "MATRIX_USER": user,
        "MATRIX_PASSWORD": password,
        "MATRIX_ENCRYPTION": encryption,
        "BEDFELLOWS_DATA": folder,
        "BEDFELLOWS_DATABASE": f"sqlite:{folder}/bot.db",
    }
    asyncio.run(App(read_settings(settings)).run())


if __name__ == "__main__":
    main(*sys.argv[1:])
