"""What the buttons and forms of polls are called. Each names a poll by its id, unless it says else.

They stand on old messages for ever, so none is renamed.
"""

from __future__ import annotations

FORM = "poll-open"  # submits the form of a new poll: the role that may vote, or nothing
AGAIN = "poll-again"  # opens that form once more: see `bot.cards.poll_forms.read_again`
VOTE = "poll-vote"  # a poll and the number of an option, from 0
LEAVE_OUT = "poll-leave-out"  # takes an option, named likewise, out of several chosen
WITHDRAW = "poll-withdraw"
BALLOT = "poll-ballot"  # shows somebody their own vote
RESULTS = "poll-results"
CLOSE = "poll-close"
LIST = "poll-list"  # names nothing
