"""Polls as Matrix events (MSC3381): what is sent, and how the votes in a room are counted.

Only the unstable form is sent, which is the one that clients show; both are understood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.on_matrix.emoji import pick_of
from bot.on_matrix.homeserver import Event

U, TEXT = "org.matrix.msc3381.poll", "org.matrix.msc1767.text"
START, END, FINAL_END = f"{U}.start", f"{U}.end", "m.poll.end"
ENDS = (END, FINAL_END)
# A vote that the bot enters for somebody who typed it; the bot's own alone is believed.
ENTERED = "org.bedfellows.vote"
BESIDE = "org.bedfellows.beside"  # the message that asks the same of clients without polls


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one event says that *voter* wants: options from 0, none to withdraw. *at* is in ms."""

    voter: str
    at: int
    options: tuple[int, ...] | None  # None: spoilt


@dataclass(frozen=True, slots=True)
class Started:
    """A poll event as it was sent. *beside* is the message that asks the same."""

    id: str
    sender: str
    question: str
    options: tuple[str, ...]
    answers: tuple[str, ...]  # the ids of the options
    most: int
    beside: str | None = None


def start_content(
    question: str,
    options: Sequence[str],
    *,
    several: bool = False,
    disclosed: bool = True,
    beside: str | None = None,
) -> dict[str, Any]:
    """The content of a `START` event. *disclosed*: clients show the votes as they come."""
    listed = "\n".join(f"{number}. {option}" for number, option in enumerate(options, start=1))
    return {
        START: {
            "kind": f"{U}.{'disclosed' if disclosed else 'undisclosed'}",
            "max_selections": len(options) if several else 1,
            "question": {TEXT: question, "body": question, "msgtype": "m.text"},
            "answers": [
                {"id": str(number), TEXT: option} for number, option in enumerate(options, start=1)
            ],
        },
        TEXT: f"{question}\n{listed}",
        "m.mentions": {},
        **({BESIDE: beside} if beside else {}),
    }


def end_content(poll: str, told: str) -> dict[str, Any]:
    """The content of an `END` event; *told* is what clients without polls show."""
    return {**_reference(poll), END: {}, TEXT: told, "body": told, "m.mentions": {}}


def entered_content(poll: str, voter: str, answer: str) -> dict[str, Any]:
    return {**_reference(poll), ENTERED: {"voter": voter, "answers": [answer]}}


def started(event: Event) -> Started | None:
    """The poll that *event* starts; None if it starts none of ours."""
    content = event.get("content", {})
    match content.get(START):
        case {"max_selections": int(most), "question": {**question}, "answers": list(answers)}:
            texts = tuple(str(answer.get(TEXT, "")) for answer in answers)
            beside = content.get(BESIDE)
            return Started(
                event["event_id"],
                event["sender"],
                str(question.get(TEXT) or question.get("body") or ""),
                texts,
                tuple(str(answer.get("id")) for answer in answers),
                most,
                beside if isinstance(beside, str) else None,
            )
        case _:
            return None


def end_of(poll: Started, related: Iterable[Event], may_end: Callable[[str], bool]) -> Event | None:
    """The event that ended *poll*: the first of who asked it or of somebody who *may_end* it."""
    ends = (
        event
        for event in related
        if any(kind in event["content"] for kind in ENDS)
        and (event["sender"] == poll.sender or may_end(event["sender"]))
    )
    return min(ends, key=lambda event: int(event["origin_server_ts"]), default=None)


def counted(
    poll: Started, related: Iterable[Event], beside: Iterable[Event], until: int | None
) -> tuple[int, ...]:
    """How often each option was chosen, by the last valid word of everybody up to *until*, in ms.

    *related* refers to the poll, *beside* to the message that asks the same.
    """
    ballots = [*_ballots(poll, related), *_reactions(poll, beside)]
    last: dict[str, Ballot] = {}
    for ballot in sorted(ballots, key=lambda ballot: ballot.at):
        if until is None or ballot.at <= until:
            last[ballot.voter] = ballot
    chosen = Counter(option for ballot in last.values() for option in ballot.options or ())
    return tuple(chosen[option] for option in range(len(poll.options)))


def in_words(poll: Started, counts: Sequence[int]) -> str:
    """The result on one line, the most votes first."""
    ranked = sorted(zip(poll.options, counts, strict=True), key=lambda each: -each[1])
    return f"Closed: {', '.join(f'{option} {count}' for option, count in ranked)}."


def _ballots(poll: Started, related: Iterable[Event]) -> Iterator[Ballot]:
    for event in related:
        content, at = event["content"], int(event["origin_server_ts"])
        match content:
            case {"org.bedfellows.vote": {"voter": str(voter), "answers": list(answers)}}:
                if event["sender"] == poll.sender:
                    yield Ballot(voter, at, _options(poll, answers))
            case _:
                given = _answers(content)
                if given is not None:
                    yield Ballot(event["sender"], at, _options(poll, given))


def _answers(content: Mapping[str, Any]) -> list[Any] | None:
    """What a response says; None if it is none, which after a deletion is what is left of one."""
    match content:
        case {"org.matrix.msc3381.poll.response": {"answers": list(answers)}}:
            return answers
        case {"org.matrix.msc3381.poll.response": _}:
            return ["not a list, which spoils it"]
        case {"m.selections": list(answers)}:
            return answers
        case _:
            return None


def _options(poll: Started, answers: Sequence[object]) -> tuple[int, ...] | None:
    """The first answers, as many as count; an unknown one spoils all, as clients have it."""
    if any(answer not in poll.answers for answer in answers):
        return None
    counting = answers[: poll.most]
    return tuple(dict.fromkeys(poll.answers.index(str(answer)) for answer in counting))


def _reactions(poll: Started, events: Iterable[Event]) -> Iterator[Ballot]:
    """One ballot for everybody who reacted with numbers: the last of them, as many as count."""
    picked: dict[str, list[tuple[int, int]]] = {}
    for event in events:
        match event:
            case {"type": "m.reaction", "sender": str(sender), "content": {**content}}:
                relation: Any = content.get("m.relates_to", {})
                key = relation.get("key")
                number = pick_of(key) if isinstance(key, str) else None
                if number and number <= len(poll.options) and sender != poll.sender:
                    at = int(event["origin_server_ts"])
                    picked.setdefault(sender, []).append((at, number - 1))
    for sender, picks in picked.items():
        last = sorted(picks)[-poll.most :]
        yield Ballot(sender, last[-1][0], tuple(dict.fromkeys(option for _, option in last)))


def _reference(poll: str) -> dict[str, Any]:
    return {"m.relates_to": {"rel_type": "m.reference", "event_id": poll}}
