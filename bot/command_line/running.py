"""`run`, `demo` and `sync-commands`: what keeps going or talks to a platform."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from bot.command_line.settings import settings_and_their_problems, settings_in_use
from bot.errors import BotError, ConfigurationError, refuse

NO_SIMCORD = "The demo needs simcord: pip install 'bedfellows[demo]', or make demo in a checkout."


@click.command()
def run() -> None:
    """Run the bot on every platform that is set up."""
    settings, problems = settings_and_their_problems()
    with loading():
        from bot.app import App, refused_database

        try:
            app = App(settings)
        except BotError as error:
            problems.append(str(error))
    if problems:
        refuse([*problems, *asyncio.run(refused_database(settings))])
    until_stopped(app.run())


@click.command()
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="On the loopback address; 0 for any.",
)
@click.option("--no-browser", is_flag=True, help="Print the address and open nothing.")
def demo(port: int, no_browser: bool) -> None:
    """Try the bot in a browser page, with no account and no token."""
    try:
        from bot.demo.page import run_demo
    except ModuleNotFoundError as error:
        if error.name != "simcord":
            raise
        raise ConfigurationError(NO_SIMCORD) from None
    until_stopped(run_demo(settings_in_use(), port, open_browser=not no_browser))


@click.command()
def sync_commands() -> None:
    """Tell Discord of the commands now, even if it was told before."""
    from bot.app import App

    count = asyncio.run(App(settings_in_use()).register_commands())
    click.echo(f"Told Discord of {count} commands.")


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays for the life of the process, and keep the garbage collector off it.

    It would walk the modules and the pack over and over and find nothing to free.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """Run *work*; to be told to stop is a good end."""
    with suppress(asyncio.CancelledError):
        asyncio.run(work)
