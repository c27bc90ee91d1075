"""Posts in a forum of Discord, which take no nonce: one that may be there is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.http import Route as Endpoint

from bot.core.identity import local_id
from bot.delivery.sender import ForumPost, Target, TryLater
from bot.on_discord.channels import Turn
from bot.on_discord.message_options import allowed_mentions, flags, pinged
from bot.on_discord.own_messages import bears
from bot.on_discord.rendering import to_view

# Discord may still be at a request of which it said that it failed. A message sent again is known
# by its nonce; a post is not, so that it is looked for only when that is over.
SETTLING = timedelta(minutes=1)
LISTED = 100  # threads; as many as Discord lists at once


class ForumPosts:
    """*turn* is waited for before each request, and tells what went wrong with it."""

    def __init__(self, client: discord.Client, turn: Turn) -> None:
        self._client = client
        self._turn = turn

    async def open(self, target: Target, post: ForumPost) -> str:
        """discord.py would want the forum from its cache, which another process may have."""
        endpoint = Endpoint(
            "POST", "/channels/{channel_id}/threads", channel_id=int(target.channel)
        )
        try:
            async with self._turn():
                made = await self._client.http.request(endpoint, json=_body(post))
        except TryLater as failure:
            if not failure.in_doubt:
                raise
            after = max(failure.after, SETTLING)
            raise TryLater(failure.trouble, in_doubt=True, after=after) from failure
        return str(made["id"])

    async def find(self, target: Target, post: ForumPost, since: datetime) -> str | None:
        """Look through our threads; the first message of one has its id."""
        oldest = discord.utils.time_snowflake(since)
        for listing in (self._open_threads, self._archived_threads):
            async with self._turn():
                threads = await listing(target)
            for thread in threads:
                may_be = thread["parent_id"] == target.channel and int(thread["id"]) >= oldest
                if may_be and self._is_ours(thread) and await self._begins_with(thread, post):
                    return str(thread["id"])
        return None

    def _is_ours(self, thread: Any) -> bool:
        assert self._client.user is not None
        return bool(thread["owner_id"] == str(self._client.user.id))

    async def _begins_with(self, thread: Any, post: ForumPost) -> bool:
        number = int(thread["id"])
        async with self._turn():
            message = await self._client.get_partial_messageable(number).fetch_message(number)
        return bears(message, post.message.mark)

    async def _open_threads(self, target: Target) -> Sequence[Any]:
        found = await self._client.http.get_active_threads(int(local_id(target.place)))
        return found["threads"]

    async def _archived_threads(self, target: Target) -> Sequence[Any]:
        """Those archived last, among which is what was opened and archived since the doubt."""
        forum = int(target.channel)
        found = await self._client.http.get_public_archived_threads(forum, limit=LISTED)
        return found["threads"]


def _body(post: ForumPost) -> dict[str, Any]:
    card = post.message
    view = to_view(card.card, ping=pinged(card))
    opening: dict[str, Any] = {
        "components": view.to_components(),  # type: ignore[no-untyped-call]
        "flags": flags(card).value,
        "allowed_mentions": allowed_mentions(card).to_dict(),
    }
    body: dict[str, Any] = {"name": post.name, "message": opening}
    if post.archive_minutes is not None:
        body["auto_archive_duration"] = post.archive_minutes
    if post.tag is not None:
        body["applied_tags"] = [post.tag]
    return body
