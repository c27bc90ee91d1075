"""Places with settings, and who asks in them."""

from __future__ import annotations

from datetime import date, datetime, time

from bot.core.channels import Channel, ChannelKind
from bot.core.identity import Asker, Place
from bot.core.outgoing import ExplainerMessage
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.post import Post, State, Trouble, post_id
from bot.services.planning import replan
from bot.storage import post_store
from bot.storage.database import Database
from tests.clock import NOW
from tests.services.directory import Directory

PLACE, CHANNEL = "discord:1", "20"
ADA = Asker("discord:7", PLACE)
MIRA = Asker("discord:9", PLACE, manages=True)
AT_ONE = PlaceSettings(channel=CHANNEL, at=time(13))
SET = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, 1, $2, $3)
    ON CONFLICT (place) DO UPDATE SET settings = excluded.settings
"""
LOG = """
    INSERT INTO settings_change (place, version, changed_at, old_values, new_values)
    VALUES ($1, 1, $2, '{}', '{}')
"""


FINE = Directory(Channel(CHANNEL, "daily", ChannelKind.TEXT))


async def set_up(
    database: Database, settings: PlaceSettings = AT_ONE, now: datetime = NOW, place: Place = PLACE
) -> PlaceSettings:
    """Give *place* its *settings* and plan its next post."""
    seconds = int(now.timestamp())
    async with database.transaction() as connection:
        await connection.execute(SET, place, write_place_settings(settings), seconds)
        await connection.execute(LOG, place, seconds)
        await replan(connection, place, settings, now)
    return settings


async def add_post(
    database: Database,
    day: date,
    state: State,
    trouble: Trouble | None = None,
    *,
    explainer: str | None = None,
    due: datetime = NOW,
    place: Place = PLACE,
    channel: str = CHANNEL,
) -> Post:
    """A post of *day* which came as far as *state*."""
    message = ExplainerMessage(pack="p", explainer=explainer or "none", day=day)
    async with database.transaction() as connection:
        await post_store.add_planned(connection, place, day, due, due)
        post = await post_store.take_post(connection, post_id(place, day))
        if explainer or state is State.SENDING:
            await post_store.begin_sending(
                connection, post, message, channel=channel, trouble=trouble, now=due
            )
        if state in (State.SENT, State.DONE):
            await post_store.mark_sent(connection, post, "30", trouble, due)
        elif trouble:
            await post_store.mark_trouble(connection, post, trouble)
        if state in (State.DONE, State.MISSED, State.FAILED):
            await post_store.end_post(connection, post, state, due)
    return post


async def post_on(database: Database, day: date) -> Post:
    found = await post_store.post_on(database, PLACE, day)
    assert found is not None
    return found
