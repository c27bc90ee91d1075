"""The votes in one of Discord's own polls, once they are final."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected, TryLater

# https://docs.discord.com/developers/resources/poll#poll-results-object
SOON = timedelta(seconds=5)  # it takes Discord a moment


def final_counts(poll: Mapping[str, Any] | None) -> str:
    """The counts by the answers, as JSON; an answer that nobody chose has none in the results.

    Raises:
        TryLater: Discord may still be counting.
        Rejected: the message has no poll.
    """
    if poll is None:
        raise Rejected(Trouble(Reason.PART_REMOVED))
    results = poll.get("results")
    if not results or not results["is_finalized"]:
        raise TryLater(Trouble(Reason.NOT_COUNTED), in_doubt=False, after=SOON)
    counts = {each["id"]: each["count"] for each in results["answer_counts"]}
    return json.dumps([counts.get(answer["answer_id"], 0) for answer in poll["answers"]])
