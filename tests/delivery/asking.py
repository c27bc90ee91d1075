"""Polls of both kinds that are asked and voted in while the bot dies, and what comes of them.

What stands in the channels is read from the stand-in alone, by other means than those of the bot.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from bot.core import channels
from bot.core.channels import ChannelKind
from bot.core.identity import Asker
from bot.core.poll import Poll, PollState
from bot.services.polls import Polls
from bot.storage.poll_store import polls_of
from tests.delivery.killing import Fleet, Work
from tests.services.directory import Directory
from tests.services.polling import FILLED_IN
from tests.stand_in.places import Channel, Kind, Message

POLLS = Work(
    open="""
        SELECT (SELECT COUNT(*) FROM outbox WHERE ended_at IS NULL)
            + (SELECT COUNT(*) FROM poll WHERE state = 'open' AND closes_at <= $1) AS n
    """,
    undecided="SELECT COUNT(*) AS n FROM poll WHERE state = 'open' AND closes_at <= $1",
    lost="SELECT poll_id FROM poll WHERE state = 'lost'",
)
SECRETS = "SELECT secret FROM poll_secret"
KINDS = ("native", "secret") * 2
OPTIONS = ("Green", "Black", "None")
OPEN_FOR, LENGTH = timedelta(days=3), "3 days"
VOTERS = 5
MARK = re.compile(r"poll-(ballot|results|vote):(\w+):")
BAR = re.compile(r"\*\*(\w+)\*\* — (\d+) votes?")


@dataclass(frozen=True)
class Asked:
    """A poll of a *question* that no other has."""

    question: str
    kind: str
    channel: Channel

    @property
    def place(self) -> str:
        assert self.channel.guild is not None
        return f"discord:{self.channel.guild.id}"


@dataclass
class Asking:
    """One that asks polls in *channels*; *chosen* is how many chose each answer, by the question.

    *secrets* are what the votes were stored under.
    """

    fleet: Fleet
    channels: list[Channel]
    asked: list[Asked] = field(default_factory=list)
    chosen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)

    async def ask(self) -> list[Asked]:
        """Some of each kind in each channel, each by somebody else."""
        new = [await self._ask(kind, channel) for channel in self.channels for kind in KINDS]
        found = await self.fleet.database.fetch_all(SECRETS)
        self.secrets |= {row["secret"] for row in found}
        return new

    async def _ask(self, kind: str, channel: Channel) -> Asked:
        number = len(self.asked)
        asked = Asked(f"Which tea, number {number}?", kind, channel)
        given = {**FILLED_IN, "question": asked.question, "kind": kind, "length": LENGTH}
        who = Asker(f"discord:{10**17 + number}", asked.place, manages=True)
        card = await self._polls.open(
            who,
            str(channel.id),
            {key: (answer,) for key, answer in given.items()},
            None,
            Directory(known(channel)),
        )
        assert card.title == "Opening it."
        self.asked.append(asked)
        return asked

    async def vote(self, new: list[Asked]) -> None:
        """Several people vote in each of the *new* polls, and then think again."""
        for asked in new:
            picks = [self.fleet.random.choices(range(len(OPTIONS)), k=2) for _ in range(VOTERS)]
            last = Counter(pick for _, pick in picks)
            self.chosen[asked.question] = tuple(last[option] for option in range(len(OPTIONS)))
            if asked.kind == "secret":
                await self._vote_secretly(asked, picks)
            else:
                (message,) = self._natives(asked)
                assert message.poll is not None
                message.poll.votes = self.chosen[asked.question]

    async def _vote_secretly(self, asked: Asked, picks: list[list[int]]) -> None:
        poll = (await self.stored())[asked.question]
        for number, each in enumerate(picks):
            who = Asker(f"discord:{2 * 10**17 + number}", asked.place)
            for pick in each:
                await self._polls.vote(who, poll.id, pick)

    async def check(self) -> None:
        """See that each poll and each result stands there once, and that all votes are in it."""
        stored = await self.stored()
        for asked in self.asked:
            poll = stored[asked.question]
            told = [each for each in asked.channel.history if marks(each)["results", poll.id]]
            ballots = [each for each in asked.channel.history if marks(each)["ballot", poll.id]]
            asking = (ballots, self._natives(asked))
            assert [len(each) for each in asking] == [
                asked.kind == "secret",
                asked.kind == "native",
            ]
            assert not [each for each in ballots if marks(each)["vote", poll.id]]
            expected = [self.chosen[asked.question]]
            assert [bars(each) for each in told] == expected, (poll, told)
            assert poll.state is PollState.CLOSED
            assert poll.result is not None
            assert poll.result.counts == self.chosen[asked.question]
        said = sum(len(channel.history) for channel in self.channels)
        assert said == 2 * len(self.asked)
        for left in (SECRETS, "SELECT voter_key FROM vote"):
            assert await self.fleet.database.fetch_all(left) == []

    def left_in_files(self) -> set[str]:
        """The secrets that the database still has somewhere, if it is one of files."""
        files = sorted(self.fleet.folder.glob("bot.db*"))
        # By another process: whoever closes a file drops all locks that its process has on it, and
        # another would then take the database for its own (https://www.sqlite.org/howtocorrupt.html,
        # section 2.2).
        stored = subprocess.run(
            ["cat", "/dev/null", *files], stdout=subprocess.PIPE, check=False
        ).stdout
        return {secret for secret in self.secrets if secret.encode() in stored}

    async def stored(self) -> dict[str, Poll]:
        """All polls, by their questions."""
        places = {asked.place for asked in self.asked}
        found = [await polls_of(self.fleet.database, place, 10_000) for place in places]
        return {poll.question.text: poll for each in found for poll in each}

    @property
    def _polls(self) -> Polls:
        return Polls(self.fleet.database, self.fleet.clock)

    def _natives(self, asked: Asked) -> list[Message]:
        return [
            each
            for each in asked.channel.history
            if each.poll and each.poll.question["text"] == asked.question
        ]


def known(channel: Channel) -> channels.Channel:
    """*channel* as the bot would know it."""
    kind = ChannelKind.THREAD if channel.kind is Kind.THREAD else ChannelKind.TEXT
    return channels.Channel(str(channel.id), channel.name, kind)


def marks(message: Message) -> Counter[tuple[str, str]]:
    return Counter(MARK.findall(json.dumps(message.components)))


def bars(message: Message) -> tuple[int, ...]:
    """How many votes it tells for each answer."""
    told = dict(BAR.findall(json.dumps(message.components, ensure_ascii=False)))
    return tuple(int(told[option]) for option in OPTIONS)
