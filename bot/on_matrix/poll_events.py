"""Polls as Matrix events (MSC3381): what is sent, and what starts and ends one.

Only the unstable form is sent, which is the one that clients show; both are understood.
https://github.com/matrix-org/matrix-spec-proposals/blob/main/proposals/3381-polls.md
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.on_matrix.homeserver import Event
from bot.on_matrix.incoming import thread_of

U, TEXT = "org.matrix.msc3381.poll", "org.matrix.msc1767.text"
START, RESPONSE, END = f"{U}.start", f"{U}.response", f"{U}.end"
FINAL_RESPONSE, FINAL_END = "m.poll.response", "m.poll.end"
ENDS = frozenset({END, FINAL_END})
DISCLOSED, UNDISCLOSED = f"{U}.disclosed", f"{U}.undisclosed"
# A vote that the bot enters for somebody who typed it; the bot's own alone is believed.
ENTERED = "org.bedfellows.vote"
RECORD = "org.bedfellows.poll"  # on a poll: its id in our records
BESIDE = "org.bedfellows.beside"  # on a poll: the message that asks the same in words


@dataclass(frozen=True, slots=True)
class Started:
    """A poll event as it was sent. *hidden*: clients show the votes only when it has ended.

    *record* is its id in our records, *beside* the message that asks the same in words, *thread*
    the root of the thread it stands in. *at* is when it was sent, in ms.
    """

    id: str
    sender: str
    at: int
    question: str
    options: tuple[str, ...]
    answers: tuple[str, ...]  # the ids of the options
    most: int
    hidden: bool = False
    record: str = ""
    beside: str | None = None
    thread: str | None = None


def start_content(
    question: str,
    options: Sequence[str],
    *,
    several: bool = False,
    hidden: bool = False,
    record: str = "",
    beside: str | None = None,
) -> dict[str, Any]:
    """The content of a `START` event."""
    listed = "\n".join(f"{number}. {option}" for number, option in enumerate(options, start=1))
    return {
        START: {
            "kind": UNDISCLOSED if hidden else DISCLOSED,
            "max_selections": len(options) if several else 1,
            "question": {TEXT: question, "body": question, "msgtype": "m.text"},
            "answers": [
                {"id": str(number), TEXT: option} for number, option in enumerate(options, start=1)
            ],
        },
        TEXT: f"{question}\n{listed}",
        "m.mentions": {},
        **({RECORD: record} if record else {}),
        **({BESIDE: beside} if beside else {}),
    }


def end_content(poll: str, told: str) -> dict[str, Any]:
    """The content of an `END` event; *told* is what clients without polls show."""
    return {**_reference(poll), END: {}, TEXT: told, "body": told, "m.mentions": {}}


def entered_content(poll: str, voter: str, answers: Sequence[str], at: int) -> dict[str, Any]:
    """The content of an `ENTERED` event; *at* is when the voter said it, in ms."""
    return {**_reference(poll), ENTERED: {"voter": voter, "answers": list(answers), "at": at}}


def started(event: Event) -> Started | None:
    """The poll that *event* starts, in the form in which we send it; None if it starts none."""
    match event:
        case {
            "type": "org.matrix.msc3381.poll.start",
            "event_id": str(event_id),
            "sender": str(sender),
            "origin_server_ts": int(at),
            "content": {
                "org.matrix.msc3381.poll.start": {
                    "kind": kind,
                    "max_selections": int(most),
                    "question": {"org.matrix.msc1767.text": str(question)},
                    "answers": [*answers],
                },
                **content,
            },
        }:
            read = [answer for answer in map(_answer, answers) if answer is not None]
            return Started(
                id=event_id,
                sender=sender,
                at=at,
                question=question,
                options=tuple(text for _, text in read),
                answers=tuple(answer for answer, _ in read),
                most=most,
                hidden=kind != DISCLOSED,
                record=_text(content.get(RECORD)) or "",
                beside=_text(content.get(BESIDE)),
                thread=thread_of(event["content"]),
            )
        case _:
            return None


def end_of(poll: Started, related: Iterable[Event], may_end: Callable[[str], bool]) -> Event | None:
    """The event that ended *poll*: the first of who asked it or of somebody who *may_end* it."""
    ends = (event for event in related if is_end(event))
    valid = (each for each in ends if each["sender"] == poll.sender or may_end(each["sender"]))
    return min(valid, key=lambda event: int(event["origin_server_ts"]), default=None)


def is_end(event: Event) -> bool:
    """Whether *event*, of anybody, wants to end a poll. Of one that was deleted no relation stays.

    js-sdk does not ask for the empty object that the unstable form requires, nor do we.
    """
    match event:
        case {
            "type": kind,
            "sender": str(),
            "origin_server_ts": int(),
            "content": {"m.relates_to": {"rel_type": "m.reference"}},
        }:
            return kind in ENDS
        case _:
            return False


def in_words(poll: Started, counts: Sequence[int]) -> str:
    """The result on one line, the most votes first."""
    ranked = sorted(zip(poll.options, counts, strict=True), key=lambda each: -each[1])
    return f"Closed: {', '.join(f'{option} {count}' for option, count in ranked)}."


def _answer(answer: object) -> tuple[str, str] | None:
    match answer:
        case {"id": str(name), "org.matrix.msc1767.text": str(text)}:
            return name, text
        case _:
            return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _reference(poll: str) -> dict[str, Any]:
    return {"m.relates_to": {"rel_type": "m.reference", "event_id": poll}}
