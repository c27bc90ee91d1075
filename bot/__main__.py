"""`bedfellows`, or `python -m bot`: the command line."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from bot.errors import BotError

# Commands by the module of `bot.command_line` that holds them, in the order of the help.
COMMANDS = {
    "run": "running",
    "demo": "running",
    "demo-matrix": "matrix",
    "check": "packs",
    "ask": "answers",
    "why": "answers",
    "show": "answers",
    "export": "packs",
    "schedule": "schedule",
    "corrections": "corrections",
    "forget": "forgetting",
    "backup": "backups",
    "restore": "backups",
    "matrix-login": "matrix",
    "sync-commands": "running",
}


class Commands(click.Group):
    """Imports what a command needs when it is asked for, so that none waits for the others'."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"bot.command_line.{COMMANDS[name]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bedfellows")
def cli() -> None:
    """A bot that answers why one actor backs another, from a sourced pack of facts."""


def main() -> None:
    """Exit with 0 if all is well, 1 for bad input with a sentence about it, 2 for wrong usage."""
    try:
        sys.exit(cli.main(standalone_mode=False))
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
