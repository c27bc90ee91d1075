"""How the votes in a room are counted, by the rules of MSC3381.

The last word of everybody counts, even if it is spoilt; what was sent after the end does not. An
answer that the poll does not have spoils a vote; of more answers than are allowed the first count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.on_matrix import incoming, poll_events
from bot.on_matrix.emoji import pick_of
from bot.on_matrix.homeserver import Event
from bot.on_matrix.incoming import ENCRYPTED
from bot.on_matrix.poll_events import ENTERED, RESPONSE, Started


@dataclass(frozen=True, slots=True)
class Ballot:
    """What *voter* chose, options from 0: none if it was withdrawn or spoilt. *at* is in ms."""

    voter: str
    at: int
    options: tuple[int, ...]


def last_ballots(
    poll: Started, related: Iterable[Event], beside: Iterable[Event], until: int | None
) -> Sequence[Ballot]:
    """The last word of everybody that was sent up to *until*, in ms; None while it is open.

    *related* refers to the poll, *beside* to the message that asks the same.
    """
    ballots = [
        *_responses(poll, _in_time(related, until)),
        *_reactions(poll, _in_time(beside, until)),
    ]
    last = {ballot.voter: ballot for ballot in sorted(ballots, key=lambda ballot: ballot.at)}
    return list(last.values())


def counted(poll: Started, ballots: Iterable[Ballot]) -> tuple[int, ...]:
    """How often each option was chosen."""
    chosen = Counter(option for ballot in ballots for option in ballot.options)
    return tuple(chosen[option] for option in range(len(poll.options)))


def unread(related: Iterable[Event], until: int | None) -> int:
    """How many may be votes, but cannot be read since their keys have not come."""
    return sum(
        event["type"] == ENCRYPTED and _relation(event).get("rel_type") == "m.reference"
        for event in _in_time(related, until)
    )


def _in_time(events: Iterable[Event], until: int | None) -> Iterator[Event]:
    """Those of *events* that are whole, and were not sent after *until*."""
    for event in events:
        match event:
            case {
                "type": str(),
                "sender": str(),
                "origin_server_ts": int(at),
                "content": {"m.relates_to": dict()},
            } if until is None or at <= until:
                yield event


def _relation(event: Event) -> Event:
    relation: Event = event["content"]["m.relates_to"]
    return relation


def _responses(poll: Started, events: Iterable[Event]) -> Iterator[Ballot]:
    for event in events:
        sender, at, content = event["sender"], event["origin_server_ts"], event["content"]
        if _relation(event).get("rel_type") != "m.reference":
            continue
        match event["type"]:
            case poll_events.RESPONSE:
                said = content.get(RESPONSE)
                answers = said.get("answers") if isinstance(said, dict) else None
                yield Ballot(sender, at, _options(poll, answers))
            case poll_events.FINAL_RESPONSE:
                yield Ballot(sender, at, _options(poll, content.get("m.selections")))
            case poll_events.ENTERED if sender == poll.sender:
                yield from _entered(poll, content.get(ENTERED))


def _entered(poll: Started, said: object) -> Iterator[Ballot]:
    """Dated by when the voter said it: what else they do meanwhile comes after it."""
    match said:
        case {"voter": str(voter), "answers": answers, "at": int(at)}:
            yield Ballot(voter, at, _options(poll, answers))


def _options(poll: Started, answers: object) -> tuple[int, ...]:
    """The first answers, as many as count; one that is unknown spoils all, even behind those."""
    if not isinstance(answers, list) or any(answer not in poll.answers for answer in answers):
        return ()
    return tuple(dict.fromkeys(poll.answers.index(answer) for answer in answers[: poll.most]))


def _reactions(poll: Started, events: Iterable[Event]) -> Iterator[Ballot]:
    """One ballot for everybody who reacted with numbers: the last of them, as many as count."""
    picked: dict[str, dict[int, int]] = {}
    for event in events:
        option = _picked(poll, event)
        if option is not None and event["sender"] != poll.sender:
            picked.setdefault(event["sender"], {})[option] = event["origin_server_ts"]
    for voter, picks in picked.items():
        last = sorted(picks, key=lambda option: picks[option])[-poll.most :]
        yield Ballot(voter, picks[last[-1]], tuple(last))


def _picked(poll: Started, event: Event) -> int | None:
    """The option for which *event* is a reaction."""
    match event["type"], _relation(event):
        case incoming.REACTION, {"rel_type": "m.annotation", "key": str(key)}:
            number = pick_of(key)
            return number - 1 if number and number <= len(poll.options) else None
        case _:
            return None
