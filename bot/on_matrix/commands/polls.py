"""Quick polls. What is voted stays in the room; on Matrix no poll is secret, and it says so."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.poll_file import EXPORT, VOTERS, totals_card, voters_card, voters_file
from bot.cards.poll_forms import hindered_card
from bot.cards.poll_results import so_far_card
from bot.cards.poll_routes import CLOSE, LIST, RESULTS
from bot.core.card import Card, Route
from bot.core.form import Answers
from bot.core.identity import local_id
from bot.core.poll import Poll, PollKind, PollState
from bot.core.voters import Voter
from bot.delivery.sender import Rejected
from bot.errors import BadInput
from bot.on_matrix.ballot_box import BallotBox, Standing
from bot.on_matrix.commands.explainers import OLD_CARD
from bot.on_matrix.commands.poll_words import read_new, read_quick
from bot.on_matrix.commands.request import (
    Answered,
    Command,
    Done,
    File,
    ForAsker,
    Opener,
    Page,
    Request,
)
from bot.on_matrix.commands.voting import Voting
from bot.on_matrix.homeserver import Homeserver
from bot.on_matrix.incoming import Incoming
from bot.on_matrix.markup import THREAD
from bot.services.channel_directory import ChannelDirectory
from bot.services.poll_loss import notice_deleted, notice_ended
from bot.services.poll_names import open_polls, poll_named, poll_of_message
from bot.services.poll_opening import Hindered
from bot.services.services import Services

NAMED = "[WORDS OF ITS QUESTION]"
WITH_VOTERS = "voters"
GONE = "The poll was deleted, and with it the votes."


class PollCommands:
    """A poll is named by words of its question or by its id, or by replying to it; if only one is
    open in the room, that is meant.
    """

    def __init__(self, services: Services, channels: ChannelDirectory, server: Homeserver) -> None:
        self._polls = services.polls
        self._services = services
        self._channels = channels
        self._box = BallotBox(server)
        self._voting = Voting(services, server, self._box)

    def commands(self) -> list[Command]:
        return [
            Command(
                "poll new",
                "Write a question and its answers, and choose how people vote.",
                self.new,
                usage="QUESTION | ANSWER | ANSWER [| for 3 days]",
            ),
            Command(
                "poll quick",
                "Agree, disagree or unsure? Asked here at once.",
                self.quick,
                usage="QUESTION",
            ),
            Command(
                "poll close",
                "Close a poll before its time: your own, or as a moderator any.",
                self.close,
                usage=NAMED,
            ),
            Command("poll results", "What came of a poll.", self.results, NAMED),
            Command("poll list", "The polls here, the open ones first.", self.list),
            Command(
                "poll export",
                "The totals of a poll as a file, seen by you alone.",
                self.export,
                usage=f"{NAMED} [{WITH_VOTERS}]",
            ),
            *self._voting.commands(),
        ]

    def openers(self) -> Mapping[str, Opener]:
        return {
            CLOSE: lambda request, route: self._close(request, _poll(route)),
            RESULTS: lambda request, route: self._show(request, _poll(route)),
            EXPORT: lambda request, route: self._totals(request, _poll(route)),
            VOTERS: lambda request, route: self._voters(request, _poll(route)),
            LIST: self._open_list,
        }

    async def new(self, request: Request) -> Answered:
        return await self._open(request, read_new(request.text, request.view.prefix))

    async def quick(self, request: Request) -> Answered:
        return await self._open(request, read_quick(request.text, request.view.prefix))

    async def close(self, request: Request) -> Card:
        return await self._close(request, await self._named(request, request.text, CLOSE))

    async def results(self, request: Request) -> Card:
        return await self._show(request, await self._named(request, request.text, RESULTS))

    async def list(self, request: Request) -> Card:
        return await self._polls.list(request.asker)

    async def export(self, request: Request) -> Answered:
        words = request.text.split()
        if WITH_VOTERS in (words[:1] + words[-1:]):
            text = " ".join(words[1:] if words[0] == WITH_VOTERS else words[:-1])
            return await self._voters(request, await self._named(request, text, VOTERS))
        return await self._totals(request, await self._named(request, request.text, EXPORT))

    async def take_note(self, incoming: Incoming) -> None:
        """Note that somebody deleted a poll, or ended it from a client of theirs."""
        message = incoming.ends or incoming.deletes or ""
        poll = await poll_of_message(self._services.database, incoming.place, message)
        if poll is not None:
            await self._look(poll)

    async def _open(self, request: Request, answers: Answers) -> Card | Done:
        """The poll comes right below what asked for it, so that a mark is enough until it does."""
        incoming = request.incoming
        channel = incoming.thread or incoming.room_id
        try:
            await self._polls.open_typed(request.asker, channel, answers, self._channels)
        except Hindered as hindered:
            return hindered_card(hindered.found, Card(""))
        return Done()

    async def _close(self, request: Request, poll_id: str) -> Card:
        await self._look(await self._polls.poll(request.asker, poll_id))
        return await self._polls.close(request.asker, poll_id)

    async def _show(self, request: Request, poll_id: str) -> Card:
        poll = await self._polls.poll(request.asker, poll_id)
        standing = await self._look(poll)
        if standing and poll.question.kind is PollKind.NATIVE:
            return so_far_card(poll, standing.counts)
        return await self._polls.results(request.asker, poll_id)

    async def _totals(self, request: Request, poll_id: str) -> ForAsker:
        totals = await self._polls.export(request.asker, poll_id)
        file = File(f"poll-{poll_id}.csv", totals)
        return ForAsker(totals_card(await self._polls.poll(request.asker, poll_id)), file)

    async def _voters(self, request: Request, poll_id: str) -> ForAsker:
        poll = await self._polls.poll(request.asker, poll_id)
        await self._services.poll_voters.check(request.asker, poll)
        asked = await self._box.poll(_room(poll), poll.message or "")
        if asked is None:
            raise BadInput(GONE)
        standing = await self._box.standing(_room(poll), asked)
        voters = [
            Voter(option, ballot.voter, ballot.voter[1:].partition(":")[0])
            for ballot in standing.ballots
            for option in ballot.options
        ]
        told = voters_file(poll, sorted(voters, key=lambda voter: voter.option))
        return ForAsker(voters_card(poll), File(f"poll-{poll_id}-voters.csv", told))

    async def _open_list(self, request: Request, route: Route) -> Page:
        return Page(await self.list(request), route.page)

    async def _named(self, request: Request, text: str, opens: str) -> str:
        database, incoming = self._services.database, request.incoming
        if not text.strip():
            if incoming.replies_to:
                poll = await poll_of_message(database, incoming.place, incoming.replies_to)
                if poll is not None:
                    return poll.id
            here = await open_polls(database, incoming.place, incoming.thread or incoming.room_id)
            if len(here) == 1 and opens in (CLOSE, RESULTS):
                return here[0].id
        return await poll_named(self._polls, request.asker, text, opens)

    async def _look(self, poll: Poll) -> Standing | None:
        """How an open *poll* stands in its room, if that can be seen.

        If it turns out that it was deleted, or has ended, that is noted.
        """
        if poll.state is not PollState.OPEN or poll.message is None:
            return None
        database, now = self._services.database, self._services.clock()
        try:
            asked = await self._box.poll(_room(poll), poll.message)
            if asked is None:
                await notice_deleted(database, poll, now)
                return None
            standing = await self._box.standing(_room(poll), asked)
        except Rejected:  # the room itself is not ours to see any more
            return None
        if standing.ended:
            await notice_ended(database, poll, now)
            return None
        return standing


def _room(poll: Poll) -> str:
    return local_id(poll.place) if poll.channel.startswith(THREAD) else poll.channel


def _poll(route: Route) -> str:
    match route.args:
        case (poll,):
            return poll
        case _:
            raise BadInput(OLD_CARD)
