"""The file of who voted for what."""

from datetime import timedelta

from bot.cards.poll_file import voters_file
from bot.core.poll import Poll, PollState, Question
from bot.core.voters import Voter
from tests.clock import NOW

ASKED = Question("Tea?", ("Yes, please", "=1+1"))
POLL = Poll("1a", "discord:1", "20", ASKED, None, NOW, NOW + timedelta(days=1), PollState.OPEN)


def test_each_person_and_answer_is_a_line_that_no_spreadsheet_computes():
    told = voters_file(POLL, [Voter(0, "7", 'Ada "A"'), Voter(1, "8", "@SUM(A1)")])

    assert told.splitlines() == [
        "answer,person,name",
        '"Yes, please",7,"Ada ""A"""',
        "'=1+1,8,'@SUM(A1)",
    ]
