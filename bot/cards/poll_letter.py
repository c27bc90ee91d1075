"""What whoever opened a poll is told by direct message: that it is lost."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.notice import KINDS
from bot.cards.troubles import reason_line
from bot.core.card import Card, Line, Paragraph
from bot.core.identity import platform_of
from bot.core.poll import Poll
from bot.core.post import Reason, Trouble

DELETED: Line = ("Its message was deleted, and the votes with it.",)
# Not named: nobody is shown a name for what is not there any more.
GONE: Line = ("Where it was to be voted is no more: deleted, replaced, or hidden from me.",)
OTHERS: Mapping[Reason, Line] = {Reason.PART_REMOVED: DELETED, Reason.CHANNEL_GONE: GONE}


def lost_letter(poll: Poll, trouble: Trouble, name: str | None) -> Card:
    """Why *poll* could not be posted, or not counted; people call its place *name*."""
    there = f"“{name}”" if name else f"a {KINDS[platform_of(poll.place)]}"
    missed = "posted" if poll.message is None else "counted"
    why = OTHERS.get(trouble.reason) or reason_line(trouble, poll.place, poll.channel)
    return Card(
        title=f"Your poll in {there} could not be {missed}",
        blocks=(Paragraph((poll.question.text,)), Paragraph(why)),
    )
