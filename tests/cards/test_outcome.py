"""What `schedule why` says: a sentence for every outcome and every reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.outcome import why_card
from bot.cards.plain import body, to_text
from bot.core.outcome import Case, Outcome
from bot.core.place_settings import PlaceSettings
from bot.core.post import Pause, Reason, State, Trouble
from tests.core.cases import (
    BY_HAND,
    CASES,
    DAY,
    NO_POLLS,
    NOW,
    PLACE,
    TODAY,
    case,
    in_part,
    out,
    post,
    with_every_reason,
)

WITH_REASONS = (
    Outcome.POSTED_LATE,
    Outcome.POSTED_IN_PART,
    Outcome.UNFINISHED,
    Outcome.RETRYING,
    Outcome.MISSED,
    Outcome.FAILED,
    Outcome.PAUSED,
)


def said(given: Case) -> str:
    return body(why_card(given, PLACE))


SENTENCES = {
    Outcome.POSTED: "It was posted on time: the post.",
    Outcome.POSTED_LATE: "It was posted 2 hours late: the post.\nI was not running at that time.",
    Outcome.POSTED_IN_PART: "It was posted, but not all of it came: the post.\n"
    "I lacked Create Polls in channel 20.\nGive me Create Polls in channel 20.",
    Outcome.UNFINISHED: "The message is out: the post. What follows it could not be sent yet; "
    "the next attempt is 2026-11-24 12:04 UTC.\nI could not reach Discord.",
    Outcome.DUE: "It is due and will be sent in a moment.",
    Outcome.SENDING: "It is being sent right now.",
    Outcome.RETRYING: "It could not be sent yet; the next attempt is 2026-11-24 12:04 UTC.\n"
    "I could not reach Discord.",
    Outcome.MISSED: "It was not posted.\nI was not running at that time.\n"
    "Moderators can post it now: explainer post.",
    Outcome.FAILED: "It could not be posted.\nI could not see channel 20, or was not let in.\n"
    "Give me View Channel in channel 20.\nModerators can post it now: explainer post.",
    Outcome.WAITING: "It will be posted in channel 20: Wednesday 25 November, 12:00 UTC, "
    "2026-11-25 12:00 UTC.",
    Outcome.PAUSED: "It is posted only if the schedule runs again before Wednesday 25 November, "
    "12:00 UTC, 2026-11-25 12:00 UTC.\nThe schedule was paused by person 9, 2026-11-23 12:00 UTC.\n"
    "Moderators let it run again with schedule resume.\n"
    "Moderators can post it now: explainer post.",
    Outcome.OFF: "The daily explainer is off: no channel is chosen for it.\n"
    "Moderators choose one in settings panel.",
    Outcome.NOT_A_DAY: "Nothing is posted on a Tuesday: it comes Monday and Wednesday.",
    Outcome.NO_SUCH_TIME: "By the clocks of Pacific/Apia this date has no 09:00 and nothing later, "
    "so there is no post for it.",
    Outcome.BEFORE_SET_UP: "I was set up here on 23 November 2026; there was nothing to post "
    "before.",
    Outcome.CHANGED_AFTER: "Its time had passed when the settings were last changed, so it was not "
    "planned any more. The change: Tuesday 24 November, 12:00 UTC, 2026-11-24 12:00 UTC.\n"
    "Moderators can post it now: explainer post.",
    Outcome.UNRECORDED: "Nothing is recorded of that date: I was away for a long time, or the "
    "schedule was another one then.",
    Outcome.TOO_LONG_AGO: "What became of a post is kept for 400 days; that is longer ago.",
}


@pytest.mark.parametrize("found", Outcome)
def test_every_outcome_has_its_sentences(found: Outcome):
    given = next(given for expected, given in CASES if expected is found)

    assert said(given) == SENTENCES[found]


@pytest.mark.parametrize("found", WITH_REASONS)
def test_every_reason_has_a_sentence_in_every_outcome_that_has_a_reason(found: Outcome):
    told = {reason: said(given) for reason, given in with_every_reason(found)}

    assert set(told) == set(Reason)
    assert all(text.count("\n") >= 1 for text in told.values())
    assert len(set(told.values())) == len(Reason)


def test_the_title_is_the_date():
    assert to_text(why_card(case(), PLACE)).startswith("Tuesday, 24 November 2026")


def test_the_answer_is_for_the_asker_alone():
    assert why_card(case(), PLACE).private


def test_a_part_that_lacks_and_a_delay_are_both_told():
    given = case(post=in_part(NO_POLLS, timedelta(hours=3)))

    assert said(given) == (
        "It was posted 3 hours late, and not all of it came: the post.\n"
        "I lacked Create Polls in channel 20.\nGive me Create Polls in channel 20."
    )


def test_a_late_post_needs_nothing_done_about_it():
    given = case(post=out(Trouble(Reason.NO_ACCESS), timedelta(hours=3)))

    assert "Give me" not in said(given)


def test_a_failure_that_paused_the_schedule_ends_with_how_to_resume():
    trouble = Trouble(Reason.NO_PERMISSION, ("Create Polls", "Send Messages"))
    failed = post(State.FAILED, trouble, day=TODAY - DAY, channel="20")

    text = said(case(TODAY - DAY, post=failed, pause=Pause(NOW, None, trouble)))

    assert text == (
        "It could not be posted.\nI lacked Create Polls, Send Messages in channel 20.\n"
        "Give me Create Polls, Send Messages in channel 20.\n"
        "Then let it run again: schedule resume."
    )


def test_a_date_missed_in_a_pause_tells_why_there_was_one():
    trouble = Trouble(Reason.PAUSED, (Reason.NO_PERMISSION, "Create Polls"))

    text = said(case(post=post(State.MISSED, trouble)))

    assert "The schedule had paused itself. I lacked Create Polls in channel 20." in text
    assert "Give me Create Polls in channel 20." in text


def test_a_pause_by_hand_that_is_over_is_told_as_such():
    text = said(case(post=post(State.MISSED, Trouble(Reason.PAUSED, (Reason.PAUSED,)))))

    assert text.startswith("It was not posted.\nThe schedule was paused.\nModerators can")


def test_a_pause_by_somebody_who_had_their_data_deleted_names_nobody():
    given = case(TODAY + DAY, pause=Pause(NOW, None, Trouble(Reason.PAUSED)))

    assert "The schedule was paused 2026-11-24 12:00 UTC." in said(given)


def test_what_is_off_offers_no_post():
    failed = post(State.FAILED, Trouble(Reason.REFUSED, ("400 50035", "Invalid form")))

    text = said(case(settings=PlaceSettings(), post=failed, pause=BY_HAND))

    assert "Discord did not accept the message: 400 50035, Invalid form" in text
    assert "explainer post" not in text


def test_where_there_is_no_channel_any_more_none_is_named():
    failed = post(State.FAILED, Trouble(Reason.CHANNEL_GONE))

    assert "I could not find the channel: it was deleted" in said(
        case(settings=PlaceSettings(), post=failed)
    )
