"""The bot's account on Matrix: logged in, synchronised, and answering what comes in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
from nio import ErrorResponse
from nio.client.async_client import AsyncClient

from bot.clock import Clock
from bot.core.identity import Place, local_id
from bot.delivery.sender import TryLater
from bot.errors import ConfigurationError, Unreachable
from bot.matrix_settings import MatrixSettings
from bot.on_matrix.connection import Connection
from bot.on_matrix.cross_signing import sign_own_device
from bot.on_matrix.digest import brings_keys
from bot.on_matrix.failures import refused_by
from bot.on_matrix.incoming import Incoming
from bot.on_matrix.invitations import Invitations
from bot.on_matrix.key_store import open_client
from bot.on_matrix.login import AWAY, base_address, find_login
from bot.on_matrix.presence import Presence
from bot.on_matrix.requests import Refused, close, request
from bot.on_matrix.sync_loop import SyncLoop
from bot.on_matrix.worker import Handler, Worker
from bot.pauses import Sleep, pause
from bot.services.departures import Departures
from bot.services.moving import Moving
from bot.storage.database import Database

logger = logging.getLogger(__name__)
# It repeats malformed events word by word.
logging.getLogger("nio").setLevel(logging.CRITICAL)

FOLDER = "matrix"


class MatrixBot:
    """*homeserver* can be asked and sent to once the bot is logged in and ready.

    *state_folder* keeps the login and the keys.
    """

    def __init__(
        self,
        settings: MatrixSettings,
        state_folder: Path,
        database: Database,
        departures: Departures,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.homeserver = Connection(settings.user)
        self._settings = settings
        self._folder = state_folder / FOLDER
        self._database = database
        self._clock = clock
        self._sleep = sleep
        self._wake = asyncio.Event()
        self._presence = Presence(
            self.homeserver,
            Invitations(settings, self.homeserver.rooms, settings.user, clock),
            database,
            departures,
            Moving(database, clock),
            sleep,
        )

    async def log_in(self) -> None:
        """Take up the login and the keys that belong to it.

        Raises:
            Unreachable: it may work later.
            ConfigurationError: it cannot work as configured.
        """
        address = await base_address(self._settings.homeserver)
        login = await find_login(self._settings, self._folder, address)
        try:
            client = await open_client(
                address, login, self._folder, encryption=self._settings.encryption
            )
            try:
                await self._prepare_keys(client)
            except BaseException:
                await close(client)
                raise
        except (Refused, aiohttp.ClientError, OSError, TimeoutError) as error:
            reason = str(error) or "it does not answer"
            raise Unreachable(AWAY.format(homeserver=address, reason=reason)) from None
        self.homeserver.client = client
        logger.info("logged in as %s, device %s", login.user_id, login.device_id)

    async def run(self, handler: Handler) -> None:
        """Synchronise and answer until cancelled, as *handler* does; reconnects by itself.

        Raises:
            ConfigurationError: the login has ended, or never worked.
        """
        try:
            client = await self._logged_in()
            worker = Worker(
                client, self._database, self._clock, self._welcoming(handler), self._wake
            )

            async def on_answer(answer: Mapping[str, Any]) -> None:
                self.homeserver.told()
                self._presence.note(answer)
                if brings_keys(answer):
                    await worker.retry_undecrypted()
                self._wake.set()

            loop = SyncLoop(
                client,
                self._database,
                self.homeserver.rooms,
                self._clock,
                on_answer,
                self._sleep,
            )
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(loop.run(), name="matrix sync")
                tasks.create_task(self._answer(worker), name="matrix answers")
                tasks.create_task(self._presence.run(), name="matrix rooms")
        except* ConfigurationError as failures:
            raise failures.exceptions[0] from None
        finally:
            await self.close()

    async def has_left(self, place: Place) -> bool:
        """Whether the homeserver says at this moment that the bot is not in *place*."""
        try:
            joined = await request(self.homeserver.logged_in(), "GET", "joined_rooms")
        except (Refused, TryLater, aiohttp.ClientError, OSError):
            return False
        rooms = joined.get("joined_rooms")
        return isinstance(rooms, list) and local_id(place) not in rooms

    async def close(self) -> None:
        """Close what `log_in` opened."""
        client, self.homeserver.client = self.homeserver.client, None
        if client is not None:
            await close(client)

    async def _answer(self, worker: Worker) -> None:
        """Answer as soon as the rooms are known: what somebody may depends on them."""
        await self.homeserver.ready()
        await worker.run()

    async def _logged_in(self) -> AsyncClient:
        failures = 0
        while self.homeserver.client is None:
            try:
                await self.log_in()
            except Unreachable as away:
                failures += 1
                logger.warning("%s", away)
                await self._sleep(pause(failures))
        return self.homeserver.client

    async def _prepare_keys(self, client: AsyncClient) -> None:
        if client.olm is None:
            return
        if client.should_upload_keys:
            response = await client.keys_upload()
            if isinstance(response, ErrorResponse):
                raise refused_by(response)
        await sign_own_device(client, self._folder, self._settings.password)

    def _welcoming(self, handler: Handler) -> Handler:
        async def handle(incoming: Incoming) -> None:
            if incoming.joined:
                await self._presence.welcome(incoming)
            else:
                await handler(incoming)

        return handle
