"""A bot in a process of its own, to be killed: it echoes commands.

Arguments: homeserver, user, password, folder, and `on` if it encrypts.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.clock import utc_now
from bot.matrix_settings import MatrixSettings
from bot.on_matrix.client import MatrixBot
from bot.on_matrix.incoming import Incoming
from bot.services.departures import Departures
from bot.storage.connect import open_database


async def main(url: str, user: str, password: str, folder: Path, *, encryption: bool) -> None:
    settings = MatrixSettings(url, user, password=password, encryption=encryption)
    async with open_database(f"sqlite:{folder}/bot.db") as database:
        bot = MatrixBot(settings, folder, database, Departures(database, utc_now), utc_now)

        async def echo(incoming: Incoming) -> None:
            if incoming.body.startswith("!"):
                content = {"msgtype": "m.notice", "body": f"re {incoming.body}"}
                await bot.homeserver.send(incoming.room_id, content, incoming.key)

        await bot.run(echo)


if __name__ == "__main__":
    url, user, password, folder, encryption = sys.argv[1:]
    asyncio.run(main(url, user, password, Path(folder), encryption=encryption == "on"))
