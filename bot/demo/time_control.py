"""Time in the demo: its moderator can move on to the next daily explainer."""

from __future__ import annotations

import asyncio
from datetime import datetime

from discord import app_commands
from discord.ext import commands

from bot.cards.times import instant_line
from bot.core.card import Block, Card, Heading, Item, Paragraph
from bot.core.pack import Explainer
from bot.core.post import Post
from bot.demo.clock import until_posted
from bot.demo.scene import Scene
from bot.errors import BadInput, NotAllowed
from bot.on_discord.askers import asker
from bot.on_discord.replies import Interaction, reply
from bot.services.services import Services
from bot.storage.post_store import planned_post, recent_posts
from bot.storage.settings_store import settings_of

NOTHING_PLANNED = "Nothing is planned; choose a channel with /settings panel."
NO_THREAD = "There is no thread yet; as Mira, type /demo next first."
FOR_MODERATORS = "Only the moderator moves time here: be Mira, in the list at the top."


class TimeControl(commands.GroupCog, name="demo", description="What only this demo has"):
    """Commands that no real server has."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._wanted: asyncio.Queue[Post] = asyncio.Queue()

    @app_commands.command(name="next")
    @app_commands.guild_only()
    async def move_on(self, interaction: Interaction) -> None:
        """Move time on to the next daily explainer (be the moderator Mira)."""
        asked_by = asker(interaction)
        settings = await settings_of(self._services.database, asked_by.place)
        if not settings.is_moderator(asked_by):
            raise NotAllowed(FOR_MODERATORS)
        post = await planned_post(self._services.database, asked_by.place)
        if post is None:
            raise BadInput(NOTHING_PLANNED)
        await reply(interaction, _moved_card(post.due, settings.zone))
        self._wanted.put_nowait(post)

    @app_commands.command(name="thread")
    @app_commands.guild_only()
    async def look_into(self, interaction: Interaction) -> None:
        """See the thread of the last explainer, which this page cannot open."""
        here = asker(interaction).place
        posts = await recent_posts(self._services.database, here, 1)
        explainers = (await self._services.pack_in(here)).explainers
        if not posts or posts[0].thread is None or posts[0].explainer is None:
            raise BadInput(NO_THREAD)
        await reply(interaction, _thread_card(explainers[posts[0].explainer]))

    async def run(self, scene: Scene) -> None:
        """Move time as asked, and show what comes of it."""
        while True:
            post = await self._wanted.get()
            await scene.move_to(post.due)
            await until_posted(self._services.database, post)
            await scene.renew()


def _moved_card(at: datetime, zone: str) -> Card:
    return Card(
        "Time moves on",
        (Paragraph(("It is now ", *instant_line(at, zone), ". The daily explainer comes.")),),
        private=True,
    )


def _thread_card(explainer: Explainer) -> Card:
    blocks: list[Block] = [Paragraph((explainer.discuss,))]
    if explainer.poll:
        options = (Item((option,)) for option in explainer.poll.options)
        blocks += [Heading(f"Poll: {explainer.poll.question}"), *options]
    return Card("In the thread", tuple(blocks), private=True)
