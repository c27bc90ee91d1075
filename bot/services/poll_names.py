"""Which poll is meant by what somebody typed, or by the message they point at."""

from __future__ import annotations

from contextlib import suppress

from bot.core.card import Option, Route
from bot.core.identity import Asker, Place
from bot.core.poll import Poll, PollState
from bot.errors import BadInput, Unclear
from bot.services.polls import SEARCHED, Polls
from bot.storage import poll_store, post_store
from bot.storage.database import Database

MOST = 10  # to choose from
WHICH = "Several polls fit that; which do you mean?"
NONE_LIKE_THAT = "I know no poll of that name here. Is it one of these?"
NONE_AT_ALL = "No poll has been opened here yet."


async def poll_named(polls: Polls, asker: Asker, typed: str, opens: str) -> str:
    """The id of the poll that *typed* names, by its id or by words of its question.

    Raises:
        Unclear: it names several or none; each of its options is a route of the kind *opens*.
        BadInput: there are none.
    """
    with suppress(BadInput):
        return (await polls.poll(asker, typed)).id
    found = await polls.suggest(asker, typed)
    if len(found) == 1:
        return found[0][1]
    offered = found or await polls.suggest(asker, "")
    if not offered:
        raise BadInput(NONE_AT_ALL)
    options = [Option(label, Route(opens, (poll,))) for label, poll in offered[:MOST]]
    raise Unclear(WHICH if found else NONE_LIKE_THAT, options)


async def poll_of_message(database: Database, place: Place, message: str) -> Poll | None:
    """The poll that stands in *message*."""
    return await poll_store.poll_of_message(database, place, message)


async def open_polls(database: Database, place: Place, channel: str) -> list[Poll]:
    """The polls that are open in *channel*, the newest first."""
    polls = await poll_store.polls_of(database, place, SEARCHED)
    return [poll for poll in polls if poll.state is PollState.OPEN and poll.channel == channel]


async def explainer_poll(database: Database, place: Place) -> str | None:
    """The message of the poll that came with the latest explainer, of which there is no record."""
    posts = await post_store.recent_posts(database, place, 1)
    return posts[0].poll_message if posts else None
