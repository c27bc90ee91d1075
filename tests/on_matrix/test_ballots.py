"""How votes are counted, rule by rule of MSC3381."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.on_matrix.ballots import counted, last_ballots, unread
from bot.on_matrix.emoji import keycap
from bot.on_matrix.poll_events import (
    ENTERED,
    FINAL_RESPONSE,
    RESPONSE,
    Started,
    entered_content,
    start_content,
    started,
)

ME, ADA, BEN = "@bot:localhost", "@ada:localhost", "@ben:localhost"
Event = dict[str, Any]


def asked(*, several: bool = False) -> Started:
    content = start_content("Which tea?", ("Green", "Black", "None"), several=several)
    event = {"type": "org.matrix.msc3381.poll.start", "event_id": "$poll", "sender": ME}
    poll = started(event | {"origin_server_ts": 0, "content": content})
    assert poll is not None
    return poll


def event(kind: str, sender: str, at: int, content: Event, **relation: Any) -> Event:
    relation = {"rel_type": "m.reference", "event_id": "$poll"} | relation
    return {
        "type": kind,
        "event_id": f"${sender}{at}",
        "sender": sender,
        "origin_server_ts": at,
        "content": content | {"m.relates_to": relation},
    }


def vote(sender: str, at: int, *answers: Any) -> Event:
    return event(RESPONSE, sender, at, {RESPONSE: {"answers": list(answers)}})


def entered(voter: str, at: int, *answers: str, by: str = ME, said: int | None = None) -> Event:
    content = entered_content("$poll", voter, answers, at if said is None else said)
    return event(ENTERED, by, at, content)


def reaction(sender: str, at: int, key: Any) -> Event:
    return event("m.reaction", sender, at, {}, rel_type="m.annotation", key=key)


def counts(
    *related: Event,
    beside: tuple[Event, ...] = (),
    until: int | None = None,
    several: bool = False,
) -> tuple[int, ...]:
    poll = asked(several=several)
    return counted(poll, last_ballots(poll, related, beside, until))


def test_each_votes_once_and_the_last_counts():
    assert counts(vote(ADA, 1, "1"), vote(BEN, 2, "1"), vote(ADA, 3, "2")) == (1, 1, 0)
    # By their times, in whatever order they came.
    assert counts(vote(ADA, 3, "2"), vote(ADA, 1, "1")) == (0, 1, 0)


@pytest.mark.parametrize(
    "answers",
    [
        (),
        ("4",),
        ("1", "4"),  # unknown, though behind all that count
        (1,),
        (None,),
        ({},),
        ([],),
    ],
)
def test_a_spoilt_or_withdrawn_vote_is_the_last_word_too(answers: tuple[Any, ...]):
    assert counts(vote(ADA, 1, "1"), vote(BEN, 1, "1"), vote(ADA, 2, *answers)) == (1, 0, 0)


@pytest.mark.parametrize(
    "content", [{}, {RESPONSE: None}, {RESPONSE: {}}, {RESPONSE: {"answers": "1"}}]
)
def test_a_response_that_is_no_list_is_spoilt(content: Event):
    assert counts(vote(ADA, 1, "1"), event(RESPONSE, ADA, 2, content)) == (0, 0, 0)


def test_more_answers_than_count_are_cut_off():
    assert counts(vote(ADA, 1, "2", "1")) == (0, 1, 0)
    assert counts(vote(ADA, 1, "2", "1"), several=True) == (1, 1, 0)


def test_an_answer_given_twice_counts_once():
    assert counts(vote(ADA, 1, "2", "2"), several=True) == (0, 1, 0)


def test_what_was_sent_up_to_the_end_counts():
    votes = (vote(ADA, 10, "1"), vote(BEN, 11, "1"), vote(ADA, 12, "2"))
    assert counts(*votes, until=10) == (1, 0, 0)
    assert counts(*votes, until=9) == (0, 0, 0)
    assert counts(*votes, until=12) == (1, 1, 0)


def test_the_final_form_is_understood():
    final = event(FINAL_RESPONSE, ADA, 2, {"m.selections": ["3"]})
    assert counts(vote(ADA, 1, "1"), final) == (0, 0, 1)
    assert counts(vote(ADA, 1, "1"), event(FINAL_RESPONSE, ADA, 2, {})) == (0, 0, 0)


def test_only_responses_are_votes():
    """A message may carry the same words, and a response may hang on the poll in another way."""
    votes = {RESPONSE: {"answers": ["1"]}, "m.selections": ["1"]}
    assert counts(event("m.room.message", ADA, 1, votes)) == (0, 0, 0)
    assert counts(event(RESPONSE, ADA, 1, votes, rel_type="m.thread")) == (0, 0, 0)


def test_the_bot_alone_enters_votes():
    assert counts(entered(ADA, 1, "1")) == (1, 0, 0)
    assert counts(entered(ADA, 1, "1", by=BEN)) == (0, 0, 0)


def test_a_vote_that_was_entered_dates_from_when_it_was_typed():
    assert counts(entered(ADA, 9, "1", said=3), vote(ADA, 5, "2")) == (0, 1, 0)
    assert counts(entered(ADA, 9, "1", said=3), vote(ADA, 2, "2")) == (1, 0, 0)
    # But what was entered too late was not entered, whatever its date.
    assert counts(entered(ADA, 9, "1", said=3), until=8) == (0, 0, 0)


@pytest.mark.parametrize("said", [None, [], {}, {"voter": 5, "answers": ["1"], "at": 1}])
def test_what_the_bot_never_entered(said: Any):
    assert counts(event(ENTERED, ME, 1, {ENTERED: said})) == (0, 0, 0)


def test_reactions_are_votes():
    beside = (reaction(ADA, 1, keycap(1)), reaction(BEN, 2, "2\u20e3"), reaction(BEN, 3, "👍"))
    assert counts(beside=beside) == (1, 1, 0)


def test_the_bots_own_reactions_are_none():
    assert counts(beside=tuple(reaction(ME, 1, keycap(n)) for n in (1, 2, 3))) == (0, 0, 0)


def test_the_last_reaction_counts_or_all_of_them():
    beside = (reaction(ADA, 2, keycap(3)), reaction(ADA, 1, keycap(1)))
    assert counts(beside=beside) == (0, 0, 1)
    assert counts(beside=beside, several=True) == (1, 0, 1)


def test_reactions_before_the_end_count_whatever_came_after_it():
    beside = (reaction(ADA, 1, keycap(1)), reaction(ADA, 9, keycap(2)))
    assert counts(beside=beside, until=5) == (1, 0, 0)
    assert counts(beside=beside, until=5, several=True) == (1, 0, 0)


def test_the_last_word_counts_however_it_was_said():
    beside = (reaction(ADA, 2, keycap(2)),)
    assert counts(vote(ADA, 1, "1"), beside=beside) == (0, 1, 0)
    assert counts(vote(ADA, 3, "1"), beside=beside) == (1, 0, 0)
    assert counts(vote(ADA, 3), beside=beside) == (0, 0, 0)


@pytest.mark.parametrize("key", ["4️⃣", "🔟", "1", "", 5, None, ["1️⃣"]])
def test_reactions_that_mean_nothing(key: Any):
    assert counts(beside=(reaction(ADA, 1, key),)) == (0, 0, 0)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"type": RESPONSE},
        vote(ADA, 1, "1") | {"origin_server_ts": "soon"},
        vote(ADA, 1, "1") | {"sender": None},
        vote(ADA, 1, "1") | {"content": []},
        vote(ADA, 1, "1") | {"content": {"m.relates_to": "this"}},
        vote(ADA, 1, "1") | {"content": {}},  # what deleting it leaves
    ],
)
def test_what_is_malformed_is_passed_over(broken: Event):
    assert counts(broken, vote(BEN, 1, "2"), beside=(broken,)) == (0, 1, 0)
    assert unread([broken], None) == 0


def test_sealed_events_may_be_votes():
    sealed = [event("m.room.encrypted", ADA, at, {"ciphertext": "…"}) for at in (1, 5)]
    in_thread = event("m.room.encrypted", ADA, 1, {}, rel_type="m.thread")
    assert unread([*sealed, in_thread, vote(BEN, 1, "1")], None) == 2
    assert unread(sealed, 4) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from((ADA, BEN, "@eve:localhost")),
            st.integers(0, 50),
            st.lists(st.sampled_from(("1", "2", "3", "4")), max_size=3),
        ),
        unique_by=lambda each: each[1],
    ),
    st.integers(0, 50),
    st.booleans(),
)
def test_the_count_is_that_of_a_simple_model(
    said: list[tuple[str, int, list[str]]], until: int, several: bool
):
    last: dict[str, list[str]] = {}
    for voter, at, answers in sorted(said, key=lambda each: each[1]):
        if at <= until:
            last[voter] = [] if "4" in answers else answers[: 3 if several else 1]
    model = tuple(sum(option in each for each in last.values()) for option in ("1", "2", "3"))

    related = [vote(voter, at, *answers) for voter, at, answers in said]
    assert counts(*related, until=until, several=several) == model
