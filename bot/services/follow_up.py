"""What comes of a thing that was sent, or could not be: part of a transaction of the caller."""

from __future__ import annotations

from datetime import datetime

from bot.core.outgoing import PollStep, ReportNotice, TroubleNotice
from bot.core.post import Reason, Trouble
from bot.core.steps import Step
from bot.services import poll_closing
from bot.services.moderators import tell_by_letter
from bot.services.pack_library import PackLibrary
from bot.services.posting import break_off, go_on
from bot.storage import post_store, report_store
from bot.storage.database import Connection
from bot.storage.outbox_store import Item


class FollowUp:
    """Takes each thing of the outbox to what it belongs to."""

    def __init__(self, packs: PackLibrary) -> None:
        self._packs = packs

    async def sent(self, connection: Connection, item: Item, result: str, now: datetime) -> None:
        """*item* was sent; the platform calls it *result*."""
        if item.post_id:
            post = await post_store.take_post(connection, item.post_id)
            pack = self._packs.named(post.pack)
            await go_on(connection, post, Step(item.step), pack, result, now)
        elif isinstance(item.outgoing, PollStep):
            await poll_closing.go_on(connection, item.outgoing, result, now)

    async def delayed(self, connection: Connection, item: Item, trouble: Trouble) -> None:
        """*item* is tried again; what it is part of may come to be late for that reason."""
        if item.post_id and item.step == Step.MESSAGE:
            post = await post_store.take_post(connection, item.post_id)
            await post_store.mark_trouble(connection, post, trouble)

    async def given_up(
        self, connection: Connection, item: Item, trouble: Trouble, now: datetime
    ) -> None:
        """*item* is not tried again."""
        outgoing = item.outgoing
        if item.post_id:
            await self._break_off(connection, item.post_id, item, trouble, now)
        elif isinstance(outgoing, PollStep):
            await poll_closing.break_off(connection, outgoing, trouble, now)
        elif isinstance(outgoing, TroubleNotice):
            await tell_by_letter(connection, item, outgoing, now)
        else:
            assert isinstance(outgoing, ReportNotice)  # all others belong to a post
            await report_store.forget_telling(connection, outgoing.report)

    async def _break_off(
        self, connection: Connection, post_id: str, item: Item, trouble: Trouble, now: datetime
    ) -> None:
        post = await post_store.take_post(connection, post_id)
        pack = self._packs.named(post.pack)
        if trouble.reason is Reason.CHANNEL_GONE and item.target != post.channel:
            trouble = Trouble(Reason.PART_REMOVED)  # the thread of its own
        await break_off(connection, post, Step(item.step), pack, trouble, now)
