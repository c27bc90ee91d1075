"""The two processes measured: `python -m benchmarks.bots ours|floor PORT`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

import discord.http


def ours() -> None:
    """The bot as `bedfellows run` runs it."""
    from bot.__main__ import main

    # Kept between runs, as a real bot's data folder is: the first start of all reads the pack.
    folder = Path(tempfile.gettempdir()) / "bedfellows-benchmark"
    os.environ |= {
        "DISCORD_TOKEN": "bench",
        "BEDFELLOWS_DATA": str(folder),
        "BEDFELLOWS_LOG": "ERROR",
    }
    sys.argv[1:] = ["run"]
    main()


def floor() -> None:
    """The least bot that asks for the same intents and answers the same command."""
    import discord
    from discord.ext import commands

    bot = commands.AutoShardedBot(
        command_prefix=(),
        help_command=None,
        intents=discord.Intents(guilds=True),
        member_cache_flags=discord.MemberCacheFlags.none(),
        max_messages=None,
    )

    @bot.tree.command()
    async def why(interaction: discord.Interaction, actor: str, backs: str) -> None:
        """Answer with a line."""
        await interaction.response.send_message(f"{actor} backs {backs}")

    asyncio.run(bot.start("bench"))


if __name__ == "__main__":
    discord.http.Route.BASE = f"http://127.0.0.1:{sys.argv[2]}/api/v10"
    {"ours": ours, "floor": floor}[sys.argv[1]]()
