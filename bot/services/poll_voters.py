"""Whether somebody may learn who voted for what."""

from __future__ import annotations

from bot.cards.poll_file import MODERATORS_ONLY, NOT_OUT, SECRET
from bot.core.identity import Asker
from bot.core.poll import Poll, PollKind
from bot.errors import BadInput, NotAllowed
from bot.storage.database import Database
from bot.storage.settings_store import settings_of


async def check_voters_shown(database: Database, asker: Asker, poll: Poll) -> None:
    """Raises:
    NotAllowed: the asker is no moderator.
    BadInput: nobody can learn it.
    """
    if poll.question.kind is PollKind.SECRET:
        raise BadInput(SECRET)
    if not (await settings_of(database, asker.place)).is_moderator(asker):
        raise NotAllowed(MODERATORS_ONLY)
    if poll.message is None:
        raise BadInput(NOT_OUT)
