"""Which poll is meant by what somebody typed."""

from __future__ import annotations

from contextlib import suppress

from bot.core.card import Option, Route
from bot.core.identity import Asker
from bot.errors import BadInput, Unclear
from bot.services.polls import Polls

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
