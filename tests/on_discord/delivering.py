"""What the scheduler and the outbox do, when a test says so."""

from __future__ import annotations

from bot.delivery.outbox import Outbox
from bot.on_discord.sender import DiscordSender
from bot.services.daily_posts import DailyPosts
from tests.on_discord.world import World


async def deliver(world: World) -> None:
    """Decide what is due and send it, until nothing is left to do now."""
    services = world.services
    bot = world.env.bot
    sender = DiscordSender(bot, bot.logged_in)
    posts = DailyPosts(services.database, services.packs, services.clock)
    outbox = Outbox(services.database, services.packs, "discord", sender, services.clock)
    while (
        await posts.decide_due(100)
        + await services.polls.close_due(100)
        + await outbox.deliver_due()
    ):
        pass
