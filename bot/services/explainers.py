"""The daily explainer of a place, as people ask for it and as moderators deal with it."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import blake2b

from bot.cards import deck as words
from bot.clock import Clock
from bot.core.card import Card
from bot.core.deck import Deal
from bot.core.identity import Asker, Place
from bot.core.outcome import local_date
from bot.core.outgoing import explainer_message
from bot.core.pack import Pack
from bot.core.place_settings import PlaceSettings
from bot.core.post import Post, Reason, State, post_id
from bot.core.schedule import Firing
from bot.errors import BadInput
from bot.services.dealing import pass_over, upcoming
from bot.services.pack_library import PackLibrary
from bot.services.planning import coming, plan_next
from bot.services.posting import begin_post
from bot.services.rights import settings_for_moderator
from bot.storage import post_store
from bot.storage.database import Connection, Database
from bot.storage.request_store import is_first
from bot.storage.settings_store import held_settings, settings_of

REMEMBERED = 100  # posts that the history shows


class Explainers:
    def __init__(self, database: Database, packs: PackLibrary, clock: Clock) -> None:
        self._database = database
        self._packs = packs
        self._clock = clock

    async def today(self, asker: Asker | None) -> Card:
        """Today's explainer; None asks from where there is no place, such as a direct message.

        Raises:
            BadInput: the pack has no explainer.
        """
        if asker is None:
            return _of_the_day(self._packs.shelf.pack, self._clock().date())
        async with self._database.transaction() as connection:
            return await self._today_in(connection, asker.place)

    async def preview(self, asker: Asker) -> Card:
        """What comes next, for moderators.

        Raises:
            NotAllowed: the asker is no moderator.
            BadInput: nothing comes, or the pack has no explainer.
        """
        async with self._database.transaction() as connection:
            settings = await settings_for_moderator(connection, asker)
            return await self._preview(connection, asker.place, settings)

    async def skip(self, asker: Asker, explainer: str | None = None) -> Card:
        """Pass over what comes next and show what comes instead.

        With *explainer*, only that one: whoever looks at an old preview skips nothing unseen.

        Raises:
            NotAllowed: the asker is no moderator.
            BadInput: nothing comes, or the pack has no explainer.
        """
        async with self._database.transaction() as connection:
            settings = await settings_for_moderator(connection, asker)
            _, deal = await self._next(connection, asker.place, settings)
            now = self._clock()
            is_meant = explainer in (None, deal.explainer)
            if is_meant and await is_first(connection, asker, now):
                pack = self._packs.named(settings.pack)
                await pass_over(connection, pack, asker.place, deal, now)
            return await self._preview(connection, asker.place, settings)

    async def post_now(self, asker: Asker) -> Card:
        """Post today's explainer without waiting for its time, or after it was missed.

        Raises:
            NotAllowed: the asker is no moderator.
            BadInput: there is no channel, the pack has no explainer, or it is being sent.
        """
        now = self._clock()
        async with self._database.transaction() as connection:
            settings = await settings_for_moderator(connection, asker, held_settings)
            if not await is_first(connection, asker, now):
                return words.posting_card(settings.channel or "")
            today = local_date(now, settings.zone)
            is_extra = await post_store.add_planned(connection, asker.place, today, now, now)
            # Held until the end, so that the scheduler does not begin it as well.
            post = await post_store.take_post(connection, post_id(asker.place, today))
            if post.state in (State.SENT, State.DONE):
                dates = await coming(connection, asker.place, settings, now, 1)
                return words.out_already_card(post, dates, settings)
            await self._begin(connection, post, settings, now)
            if post.state is State.PLANNED and not is_extra:
                await plan_next(connection, asker.place, settings, now, now)
        return words.posting_card(settings.channel or "")

    async def history(self, asker: Asker) -> Card:
        """What was posted in the place, newest first."""
        async with self._database.transaction() as connection:
            settings = await settings_of(connection, asker.place)
            posts = await post_store.recent_posts(connection, asker.place, REMEMBERED)
        return words.history_card(self._packs.named(settings.pack), posts)

    async def _begin(
        self, connection: Connection, post: Post, settings: PlaceSettings, now: datetime
    ) -> None:
        if post.state is State.SENDING:
            raise BadInput(words.BEING_POSTED)
        await begin_post(
            connection,
            post,
            settings,
            self._packs.named(settings.pack),
            now,
            until=now + settings.grace,
            trouble=post.trouble,  # what kept it from being posted is then why it is late
            in_doubt=_may_be_out(post),
        )

    async def _today_in(self, connection: Connection, place: Place) -> Card:
        now = self._clock()
        settings = await settings_of(connection, place)
        pack = self._packs.named(settings.pack)
        today = local_date(now, settings.zone)
        post = await post_store.post_on(connection, place, today)
        match post:
            case Post(message=str(), explainer=explainer) if explainer in pack.explainers:
                return words.posted_card(pack, post)
            case Post(state=State.SENDING):
                return words.being_posted_card()
        if not settings.is_on:
            return _of_the_day(pack, today)
        stands = await post_store.pause_of(connection, place)
        dates = [] if stands else await coming(connection, place, settings, now, 1)
        latest = await post_store.recent_posts(connection, place, 1)
        return words.not_yet_card(pack, settings, dates, latest)

    async def _preview(self, connection: Connection, place: Place, settings: PlaceSettings) -> Card:
        firing, deal = await self._next(connection, place, settings)
        pack = self._packs.named(settings.pack)
        message = explainer_message(settings, pack.header.id, deal.explainer, firing.day)
        discuss = message.shows_question
        return words.preview_card(pack, deal.explainer, firing, settings, discuss=discuss)

    async def _next(
        self, connection: Connection, place: Place, settings: PlaceSettings
    ) -> tuple[Firing, Deal]:
        """When the next one comes, and which."""
        (firing,) = await coming(connection, place, settings, self._clock(), 1)
        pack = self._packs.named(settings.pack)
        deal = await upcoming(connection, pack, place, settings, firing.day)
        if deal is None:
            raise BadInput(words.NO_EXPLAINERS)
        return firing, deal


def _of_the_day(pack: Pack, day: date) -> Card:
    """One for every day, the same for everybody who asks on it."""
    if not pack.explainers:
        raise BadInput(words.NO_EXPLAINERS)
    chosen = min(pack.explainers, key=lambda name: blake2b(f"{day}\n{name}".encode()).digest())
    return words.explainer_of_the_day_card(pack, chosen)


def _may_be_out(post: Post) -> bool:
    """Whether it may have been sent by a bot whose database was lost and restored since."""
    return post.trouble is not None and post.trouble.reason is Reason.DOWN
