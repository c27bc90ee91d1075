"""`bedfellows`, or `python -m bot`: the command line."""

from __future__ import annotations

import sys

import click

from bot.command_line.answers import ask, show, why
from bot.command_line.packs import check, export
from bot.command_line.running import demo, run, sync_commands
from bot.command_line.schedule import schedule
from bot.errors import BotError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bedfellows")
def cli() -> None:
    """A bot that answers why one actor backs another, from a sourced pack of facts."""


for command in (run, demo, check, ask, why, show, export, schedule, sync_commands):
    cli.add_command(command)


def main() -> None:
    """Exit with 0 if all is well, 1 for bad input with a sentence about it, 2 for wrong usage."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except BotError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
