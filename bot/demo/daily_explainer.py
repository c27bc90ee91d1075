"""A daily explainer, planned as a moderator would plan it."""

from __future__ import annotations

from datetime import time

from bot.core.identity import Person, Place
from bot.core.place_settings import Notify, PlaceSettings
from bot.services.dealing import pass_over, upcoming
from bot.services.planning import replan
from bot.services.services import Services
from bot.storage import settings_store


async def plan_daily_explainer(services: Services, here: Place, channel: str, by: Person) -> None:
    """What *by* would set in the panel; and the first explainer is to be one with a poll."""
    settings, now = (
        PlaceSettings(channel=channel, at=time(9), notify=Notify.NORMAL),
        services.clock(),
    )
    async with services.database.transaction() as connection:
        read = await settings_store.load(connection, here)
        await settings_store.save(connection, here, read, settings, by, now)
        await replan(connection, here, settings, now)
        pack = services.packs.named(settings.pack)
        while deal := await upcoming(connection, pack, here, settings, now.date()):
            if pack.explainers[deal.explainer].poll:
                break
            await pass_over(connection, pack, here, deal, now)
