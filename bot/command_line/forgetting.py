"""`forget`: what is kept about a person who cannot use the command of the bot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

import click

from bot.clock import utc_now
from bot.command_line.database import database_in_use
from bot.command_line.settings import settings_in_use
from bot.core.identity import Person
from bot.core.personal_data import Kept
from bot.errors import BadInput
from bot.services.privacy import Privacy
from bot.settings import Settings
from bot.storage.person_store import holdings

PERSON = re.compile(r"discord:\d+|matrix:@[^:\s]+:\S+")
NO_PERSON = (
    "“{person}” names nobody; write discord: and the number that Discord gives to the person, or "
    "matrix: and their address, such as matrix:@ada:example.org."
)
NOTHING = "Nothing is kept about {person}."
STAYS = "Records stay without the name, and so does what was written in reports. Delete it?"


@click.command()
@click.argument("person")
@click.option("--export", is_flag=True, help="Print it as JSON and delete nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(person: str, export: bool, yes: bool) -> None:
    """Delete what is kept about PERSON, such as discord:80351110224678912.

    The bot may run meanwhile. It is what /privacy delete does.
    """
    if PERSON.fullmatch(person) is None:
        raise BadInput(NO_PERSON.format(person=person))
    settings = settings_in_use()
    if export:
        click.echo(asyncio.run(_exported(settings, person)), nl=False)
        return
    kept = asyncio.run(_kept(settings, person))
    if not kept:
        click.echo(NOTHING.format(person=person))
        return
    click.echo(_listed(person, kept))
    if yes or click.confirm(STAYS):
        asyncio.run(_forget(settings, person))
        click.echo("Deleted.")


async def _exported(settings: Settings, person: Person) -> str:
    async with database_in_use(settings) as database:
        return await Privacy(database, utc_now).export(person)


async def _kept(settings: Settings, person: Person) -> Mapping[Kept, int]:
    async with database_in_use(settings) as database:
        return {each.kind: len(each.rows) for each in await holdings(database, person)}


async def _forget(settings: Settings, person: Person) -> None:
    async with database_in_use(settings) as database:
        await Privacy(database, utc_now).forget(person)


def _listed(person: Person, kept: Mapping[Kept, int]) -> str:
    lines = (f"  {kind.value}: {count}" for kind, count in kept.items())
    return "\n".join((f"Kept about {person}:", *lines))
