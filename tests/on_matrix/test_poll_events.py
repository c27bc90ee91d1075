"""Polls as they are sent, and who ends them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.on_matrix.poll_events import (
    END,
    FINAL_END,
    START,
    TEXT,
    Started,
    end_content,
    end_of,
    in_words,
    is_end,
    start_content,
    started,
)

ME, MIRA, EVE = "@bot:localhost", "@mira:localhost", "@eve:localhost"
OPTIONS = ("Green", "Black")


def start(content: Any = None, **more: Any) -> dict[str, Any]:
    return {
        "type": START,
        "event_id": "$poll",
        "sender": ME,
        "origin_server_ts": 5,
        "content": start_content("Which tea?", OPTIONS) if content is None else content,
    } | more


def end(sender: str, at: int, kind: str = END, **more: Any) -> dict[str, Any]:
    event = {"type": kind, "event_id": f"$end{at}", "sender": sender, "origin_server_ts": at}
    return event | {"content": end_content("$poll", "Closed.")} | more


def the_end(*related: dict[str, Any]) -> str | None:
    poll = started(start())
    assert poll is not None
    ended = end_of(poll, related, lambda user: user == MIRA)
    return ended["event_id"] if ended else None


def test_the_unstable_form():
    """As in the examples at the end of the proposal."""
    content = start_content("Which tea?", OPTIONS, several=True, hidden=True, beside="$text")
    assert content[START] == {
        "kind": "org.matrix.msc3381.poll.undisclosed",
        "max_selections": 2,
        "question": {TEXT: "Which tea?", "body": "Which tea?", "msgtype": "m.text"},
        "answers": [{"id": "1", TEXT: "Green"}, {"id": "2", TEXT: "Black"}],
    }
    assert content[TEXT] == "Which tea?\n1. Green\n2. Black"
    assert start_content("?", OPTIONS)[START]["kind"] == "org.matrix.msc3381.poll.disclosed"
    assert end_content("$poll", "Closed.")[END] == {}


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("several", [False, True])
def test_what_is_sent_can_be_read(hidden: bool, several: bool):
    content = start_content(
        "Which tea?", OPTIONS, several=several, hidden=hidden, record="ab12", beside="$text"
    )
    relation = {"rel_type": "m.thread", "event_id": "$root"}
    assert started(start(content | {"m.relates_to": relation})) == Started(
        id="$poll",
        sender=ME,
        at=5,
        question="Which tea?",
        options=OPTIONS,
        answers=("1", "2"),
        most=2 if several else 1,
        hidden=hidden,
        record="ab12",
        beside="$text",
        thread="$root",
    )


@pytest.mark.parametrize(
    "event",
    [
        {},
        start({}),  # what deleting it leaves
        start([]),
        start(type="m.room.message"),
        start({START: {}}),
        start({START: start_content("?", OPTIONS)[START] | {"max_selections": "1"}}),
        start({START: start_content("?", OPTIONS)[START] | {"question": "?"}}),
        start({START: start_content("?", OPTIONS)[START] | {"answers": {}}}),
        start(origin_server_ts=None),
    ],
)
def test_what_is_no_poll(event: dict[str, Any]):
    assert started(event) is None


def test_an_answer_that_cannot_be_read_is_left_out():
    content = start_content("?", OPTIONS)
    content[START]["answers"] += [5, {"id": 5, TEXT: "x"}, {"id": "3"}]
    poll = started(start(content))

    assert poll is not None
    assert poll.options == OPTIONS


@pytest.mark.parametrize("kind", [END, FINAL_END])
def test_who_asked_and_who_moderates_may_end_it(kind: str):
    assert the_end(end(ME, 9, kind)) == "$end9"
    assert the_end(end(MIRA, 9, kind)) == "$end9"
    assert the_end(end(EVE, 9, kind)) is None
    assert the_end() is None


def test_the_first_valid_end_is_the_end():
    assert the_end(end(ME, 9), end(EVE, 5), end(MIRA, 7), end(ME, 8)) == "$end7"


@pytest.mark.parametrize(
    "event",
    [
        end(ME, 9, "m.room.message"),
        end(ME, 9, content={}),
        end(ME, 9, content={END: {}}),
        end(ME, 9, content={END: {}, "m.relates_to": {"rel_type": "m.thread"}}),
        end(ME, 9) | {"sender": None},
        end(ME, 9) | {"origin_server_ts": "9"},
        {},
    ],
)
def test_what_is_no_end(event: dict[str, Any]):
    assert not is_end(event)


def test_the_result_in_words():
    poll = started(start())
    assert poll is not None
    assert in_words(poll, (1, 3)) == "Closed: Black 3, Green 1."
