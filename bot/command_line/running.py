"""`run`, `demo` and `sync-commands`: what keeps going or talks to a platform.

The platforms' libraries take half a second to import, so only these commands do, when they run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import click

from bot.command_line.settings import settings_in_use
from bot.errors import ConfigurationError

NO_SIMCORD = "The demo needs simcord: pip install 'bedfellows[demo]', or make demo in a checkout."


@click.command()
def run() -> None:
    """Run the bot on every platform that is set up."""
    from bot.app import run as run_bot

    _until_stopped(run_bot(settings_in_use()))


@click.command()
@click.option("--port", default=8765, show_default=True, help="On the loopback address; 0 for any.")
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def demo(port: int, no_browser: bool) -> None:
    """Try the bot in a browser page, with no account and no token."""
    try:
        from bot.demo import run_demo
    except ModuleNotFoundError:
        raise ConfigurationError(NO_SIMCORD) from None
    _until_stopped(run_demo(settings_in_use(), port, open_browser=not no_browser))


@click.command("sync-commands")
def sync_commands() -> None:
    """Tell Discord of the commands now, even if it was told before."""
    from bot.app import register_commands

    click.echo(f"Told Discord of {asyncio.run(register_commands(settings_in_use()))} commands.")


def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run *work*; to be told to stop is a good end."""
    with suppress(asyncio.CancelledError):
        asyncio.run(work)
