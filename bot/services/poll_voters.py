"""Whether somebody may learn who voted for what."""

from __future__ import annotations

from datetime import timedelta

from bot.cards.poll_file import MODERATORS_ONLY, NOT_OUT, SECRET
from bot.clock import Clock
from bot.core.identity import Asker
from bot.core.poll import Poll, PollKind
from bot.errors import BadInput, NotAllowed
from bot.services.cool_down import CoolDown
from bot.storage.database import Database
from bot.storage.settings_store import settings_of

# The platform is asked for every hundred of them.
MOST, WINDOW = 3, timedelta(minutes=10)
RULE = "Everybody can have the names of voters 3 times in 10 minutes"


class PollVoters:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._cool_down = CoolDown(clock, MOST, WINDOW, RULE)

    async def check(self, asker: Asker, poll: Poll) -> None:
        """Raises:
        NotAllowed: the asker is no moderator.
        BadInput: nobody can learn it, or the asker has to wait.
        """
        if poll.question.kind is PollKind.SECRET:
            raise BadInput(SECRET)
        if not (await settings_of(self._database, asker.place)).is_moderator(asker):
            raise NotAllowed(MODERATORS_ONLY)
        if poll.message is None:
            raise BadInput(NOT_OUT)
        self._cool_down.take(asker.person)
