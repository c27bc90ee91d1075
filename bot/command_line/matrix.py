"""`matrix-login` gives the bot its login on Matrix, once; `demo-matrix` needs none."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from bot.command_line.running import until_stopped
from bot.command_line.settings import DOTENV, settings_in_use
from bot.environment import secret
from bot.errors import ConfigurationError
from bot.matrix_settings import PREFIX
from bot.settings import environment_with, make_state_folder, read_settings

NO_NIO = "Matrix needs matrix-nio: pip install 'bedfellows[matrix]'"
NOBODY_TO_ASK = (
    "There is nobody to ask: set MATRIX_HOMESERVER, MATRIX_USER and MATRIX_PASSWORD, or run this "
    "on a terminal."
)
DONE = """\
Logged in as {user}, device {device}. The login is kept in
  {file}
which only its owner may read. Now put this into the environment, or into a file .env:
  MATRIX_HOMESERVER={address}
  MATRIX_USER={user}
then start the bot (bedfellows run) and invite {user} into a room."""

NO_SYNAPSE = "There is no Synapse at {python}; in a checkout, make demo-matrix installs it."


@click.command()
@click.option(
    "--synapse",
    default=".venv-synapse/bin/python",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The Python that has Synapse, the homeserver.",
)
def demo_matrix(synapse: Path) -> None:
    """Try the bot on Matrix, in a chat on this terminal, with no account."""
    if not synapse.exists():
        raise ConfigurationError(NO_SYNAPSE.format(python=synapse))
    settings = settings_in_use()
    try:
        from bot.demo.matrix.show import run_demo
    except ModuleNotFoundError as error:
        if error.name != "nio":
            raise
        raise ConfigurationError(NO_NIO) from None
    until_stopped(run_demo(settings, synapse.absolute()))


@click.command()
@click.option(
    "--replace-keys",
    is_flag=True,
    help="Make new signing keys; people are warned that the bot's identity has changed.",
)
def matrix_login(replace_keys: bool) -> None:
    """Log in to Matrix and keep the login. Stop the bot before.

    What the environment does not say is asked for.
    """
    try:
        from bot.on_matrix.client import FOLDER
        from bot.on_matrix.new_login import make_login
    except ModuleNotFoundError as error:
        if error.name != "nio":
            raise
        raise ConfigurationError(NO_NIO) from None
    environment = environment_with(DOTENV)
    # What is half set for Matrix is what this is about.
    apart = {name: text for name, text in environment.items() if not name.startswith(PREFIX)}
    settings = read_settings(apart)
    make_state_folder(settings)
    homeserver, user, password = _answers(environment)
    folder = settings.state_folder / FOLDER
    made = asyncio.run(make_login(homeserver, user, password, folder, replace_keys=replace_keys))
    login = made.login
    click.echo(
        DONE.format(
            user=login.user_id, device=login.device_id, file=made.file, address=made.address
        )
    )


def _answers(environment: dict[str, str]) -> tuple[str, str, str]:
    problems: list[str] = []
    password = secret("MATRIX_PASSWORD", environment, problems)
    given = (environment.get("MATRIX_HOMESERVER"), environment.get("MATRIX_USER"), password)
    if problems:
        raise ConfigurationError("\n".join(problems))
    if not all(given) and not sys.stdin.isatty():
        raise ConfigurationError(NOBODY_TO_ASK)
    homeserver, user, password = given
    return (
        homeserver or click.prompt("Homeserver"),
        user or click.prompt("User, such as @bedfellows:example.org"),
        password or click.prompt("Password", hide_input=True),
    )
