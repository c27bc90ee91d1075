"""The stand-in as a server on a free port, and all that a test holds of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.stand_in.answering import API, Answering
from tests.stand_in.faults import Decide, Plan, Rule
from tests.stand_in.gateway import Gateway
from tests.stand_in.interactions import Answer, Interaction, Interactions, command
from tests.stand_in.limits import Limits
from tests.stand_in.places import ADA, Channel, Kind, Person
from tests.stand_in.requests import Request
from tests.stand_in.rest import ROUTES, Api
from tests.stand_in.world import World

ANSWER_WITHIN = 10.0  # seconds
MAX_BODY = 32 * 1024 * 1024


class Discord:
    """A test's hold on the server: what is in it, what comes to it, and what goes wrong."""

    def __init__(self, world: World, limits: Limits | None, shards: int) -> None:
        self.world = world
        self.gateway = Gateway(world, shards)
        self.interactions = Interactions(world.clock)
        self.api = Api(world, self.interactions, shards)
        self.answering = Answering(self.api, limits)
        self.port = 0
        world.announce = self.gateway.announce

    @property
    def address(self) -> str:
        """Of the REST interface, as discord.py's `Route.BASE` has it."""
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def limits(self) -> Limits | None:
        return self.answering.limits

    @property
    def requests(self) -> list[Request]:
        """All that came so far, oldest first."""
        return self.answering.requests

    def of_kind(self, kind: str) -> list[Request]:
        """The requests of one kind so far; `ROUTES` has the kinds, and "poll" is one more."""
        return [request for request in self.requests if request.kind == kind]

    def plan(self, rules: Sequence[Rule] | Decide = ()) -> None:
        """Let these faults happen from now on, instead of those planned before."""
        self.answering.plan = Plan(rules)

    def release(self) -> None:
        """Let every request go on that hangs."""
        self.answering.release()

    async def ready(self) -> None:
        """Wait until every shard has identified or resumed.

        Raises:
            TimeoutError: if one has not in ten seconds.
        """
        async with asyncio.timeout(ANSWER_WITHIN):
            await self.gateway.ready()

    async def gone(self) -> None:
        """Wait until no shard is connected any more, as after a kill.

        Raises:
            TimeoutError: if one still is after ten seconds.
        """
        async with asyncio.timeout(ANSWER_WITHIN):
            await self.gateway.gone()

    def drop_gateway(self, *, resumable: bool = True) -> None:
        """Cut the websockets; unless *resumable* the sessions are forgotten as well."""
        self.gateway.drop(resumable=resumable)

    def begin_slash(
        self, name: str, where: Channel | None = None, who: Person = ADA, /, **options: Any
    ) -> Interaction:
        """Give a slash command in *where*, else in the first text channel; do not wait."""
        channel = where or self._first_channel()
        assert channel.guild is not None
        interaction = self.interactions.begin(channel)
        told = command(interaction, name, who, options)
        self.gateway.announce("INTERACTION_CREATE", channel.guild, lambda: told)
        return interaction

    async def slash(
        self, name: str, where: Channel | None = None, who: Person = ADA, /, **options: Any
    ) -> Answer:
        """Give a slash command, such as ``"schedule set"``, and wait for the callback.

        Raises:
            TimeoutError: if none came in ten seconds.
        """
        async with asyncio.timeout(ANSWER_WITHIN):
            return await self.begin_slash(name, where, who, **options).answer

    def listen_on(self, port: int) -> None:
        self.port = port
        self.gateway.address = self.api.gateway = f"ws://127.0.0.1:{port}/gateway"

    def _first_channel(self) -> Channel:
        channels = self.world.channels.values()
        return next(each for each in channels if each.kind is Kind.TEXT)


@asynccontextmanager
async def stand_in(
    world: World | None = None,
    *,
    limits: Limits | None = None,
    faults: Sequence[Rule] | Decide = (),
    shards: int = 1,
) -> AsyncIterator[Discord]:
    """Serve *world* on a free port of the loopback address; without *limits* there are none."""
    discord = Discord(world or World(), limits, shards)
    discord.plan(faults)
    runner = web.AppRunner(_application(discord), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    discord.listen_on(runner.addresses[0][1])
    try:
        yield discord
    finally:
        discord.release()
        discord.drop_gateway()
        await runner.cleanup()


def _application(discord: Discord) -> web.Application:
    application = web.Application(client_max_size=MAX_BODY)
    application.router.add_get("/gateway", discord.gateway.connect)
    for route in ROUTES:
        handler = discord.answering.handler(route)
        application.router.add_route(route.method, API + route.path, handler)
    return application
