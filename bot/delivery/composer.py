"""From what waits in the outbox to what a platform sends."""

from __future__ import annotations

from bot.cards.explainer import daily_card, discussion_card
from bot.cards.notice import trouble_card, trouble_letter
from bot.cards.poll import ballot_card, closed_ballot_card
from bot.cards.poll_letter import lost_letter
from bot.cards.poll_results import results_card
from bot.cards.poll_routes import BALLOT, RESULTS
from bot.cards.report import report_card
from bot.core.channels import ChannelKind
from bot.core.outgoing import (
    TO_PERSON,
    CloseBallot,
    CountPoll,
    Discussion,
    EndPoll,
    ExplainerMessage,
    OpenPoll,
    PollLost,
    PollMessage,
    PollResults,
    ReportNotice,
    ThreadStart,
    TroubleNotice,
)
from bot.core.pack import Pack
from bot.core.poll import Poll, PollKind
from bot.core.polling import hours_for
from bot.core.post import Reason, Trouble
from bot.core.steps import MAX_THREAD_NAME
from bot.delivery.sender import CardEdit, CardMessage, ForumPost, Mark, Message, Rejected, Sender
from bot.services.pack_library import PackLibrary
from bot.storage.database import Database
from bot.storage.outbox_store import Item
from bot.storage.poll_store import find_poll
from bot.storage.report_store import find_report

GONE = Trouble(Reason.NO_EXPLAINER)


class Composer:
    """Words what is stored as ids, with the pack as it is at present."""

    def __init__(self, database: Database, packs: PackLibrary, sender: Sender) -> None:
        self._database = database
        self._packs = packs
        self._sender = sender

    async def compose(self, item: Item) -> Message:
        """Raises:
        Rejected: what it was about is gone.
        TryLater: the platform was asked about something, and gave no answer.
        """
        match item.outgoing:
            case ExplainerMessage() as post:
                return _explainer(self._packs.named(post.pack), post)
            case Discussion() as question:
                return _discussion(self._packs.named(question.pack), question.explainer)
            case TroubleNotice() as notice:
                return await self._notice(notice, item)
            case ReportNotice() as notice:
                return await self._report(notice.report)
            case OpenPoll() as opening:
                return _ballot(await self._poll(opening.poll))
            case PollLost() as lost:
                return await self._letter(lost, item)
            case PollResults() as results:
                card = results_card(await self._poll(results.poll))
                return CardMessage(card, Mark(RESULTS, results.poll))
            case CloseBallot(poll_id, ballot, results):
                return CardEdit(ballot, closed_ballot_card(await self._poll(poll_id), results))
            case ThreadStart() | PollMessage() | EndPoll() | CountPoll() as message:
                return message

    async def _poll(self, poll_id: str) -> Poll:
        poll = await find_poll(self._database, poll_id)
        if poll is None:
            raise Rejected(GONE)
        return poll

    async def _letter(self, lost: PollLost, item: Item) -> Message:
        poll, trouble = await self._poll(lost.poll), Trouble(lost.reason, lost.detail)
        card = lost_letter(poll, trouble, await self._sender.name_of(item.place))
        return CardMessage(card, mark=None)

    async def _notice(self, notice: TroubleNotice, item: Item) -> Message:
        if not item.target.startswith(TO_PERSON):
            card = trouble_card(notice, item.place)
            return CardMessage(card, Mark("schedule", str(notice.day)))
        name = await self._sender.name_of(item.place)
        return CardMessage(trouble_letter(notice, item.place, name), mark=None)

    async def _report(self, report_id: str) -> Message:
        report = await find_report(self._database, report_id)
        if report is None:
            raise Rejected(GONE)
        card = report_card(self._packs.named(report.pack), report)
        return CardMessage(card, Mark("report-decide", report_id))


def _ballot(poll: Poll) -> Message:
    if poll.question.kind is PollKind.SECRET:
        return CardMessage(ballot_card(poll), Mark(BALLOT, poll.id))
    asked = poll.question
    return PollMessage(
        asked.text,
        asked.options,
        hours_for(poll.closes, poll.opened),
        several=asked.several,
        hidden=asked.kind is PollKind.HIDDEN,
        closes=poll.closes,
        poll=poll.id,
    )


def _explainer(pack: Pack, post: ExplainerMessage) -> Message:
    explainer = pack.explainers.get(post.explainer)
    if explainer is None:
        raise Rejected(GONE)
    card = daily_card(pack, post.explainer, post.day, discuss=post.shows_question)
    message = CardMessage(card, Mark("report", str(post.day)), post.notify, post.notify_role)
    if post.channel_kind is not ChannelKind.FORUM:
        return message
    name = explainer.question[:MAX_THREAD_NAME]
    return ForumPost(name, message, post.archive_minutes, post.forum_tag)


def _discussion(pack: Pack, explainer: str) -> Message:
    if explainer not in pack.explainers:
        raise Rejected(GONE)
    # The explainer's own card, which may stand in the same thread, has that button among others.
    return CardMessage(discussion_card(pack, explainer), Mark("sources", explainer, alone=True))
