"""The steps of a daily post, each sent by itself: message, thread, question, poll."""

from __future__ import annotations

from enum import StrEnum

from bot.core.outgoing import (
    AnyOutgoing,
    Discussion,
    ExplainerMessage,
    PollMessage,
    ThreadStart,
)
from bot.core.pack import Explainer

POLL_HOURS = 24
MAX_THREAD_NAME = 100  # https://docs.discord.com/developers/resources/channel


class Step(StrEnum):
    """In the order in which they are sent."""

    MESSAGE = "message"
    THREAD = "thread"
    QUESTION = "question"
    POLL = "poll"


def step_after(
    post: ExplainerMessage, explainer: Explainer | None, step: Step, *, has_thread: bool
) -> Step | None:
    """What is sent after *step*, or None if the post is complete.

    *has_thread* says whether there is a thread by now. Without one no question is asked: it stands
    on the card, or where a thread was wanted and could not be made it is left out.
    """
    wanted = {
        Step.THREAD: post.starts_thread,
        Step.QUESTION: post.question and has_thread,
        Step.POLL: post.poll and explainer is not None and explainer.poll is not None,
    }
    order = list(Step)
    return next((each for each in order[order.index(step) + 1 :] if wanted[each]), None)


def outgoing_for(
    step: Step, post: ExplainerMessage, explainer: Explainer, message: str
) -> AnyOutgoing:
    """What is sent in a *step* after the first; *message* is the id of the first one's."""
    match step:
        case Step.THREAD:
            assert post.archive_minutes is not None
            name = explainer.question[:MAX_THREAD_NAME]
            return ThreadStart(message, name, post.archive_minutes)
        case Step.QUESTION:
            return Discussion(post.pack, post.explainer)
        case _:
            assert explainer.poll is not None
            return PollMessage(explainer.poll.question, explainer.poll.options, POLL_HOURS)
