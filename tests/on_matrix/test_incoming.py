"""What an event asks of the bot, and what is passed over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.on_matrix.incoming import Incoming, Reaction, read_incoming

ME, ADA, ROOM = "@bot:localhost", "@ada:localhost", "!room"
SENT = 1_795_435_200_000
U = "org.matrix.msc3381.poll.response"


def event(kind: str = "m.room.message", sender: str = ADA, **content: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "event_id": "$e",
        "sender": sender,
        "origin_server_ts": SENT,
        "content": content,
    }


def text(body: str, **more: Any) -> dict[str, Any]:
    return event(msgtype="m.text", body=body, **more)


def read(found: dict[str, Any]) -> Incoming | None:
    return read_incoming(found, ROOM, ME)


def related(**relation: Any) -> dict[str, Any]:
    return {"m.relates_to": relation}


def test_a_text():
    incoming = read(text("!why"))

    assert incoming == Incoming(
        "matrix:!room", ROOM, "$e", ADA, datetime(2026, 11, 23, 12, tzinfo=UTC), "!why"
    )
    assert (incoming.key, incoming.person) == ("re-$e", "matrix:@ada:localhost")


def test_a_reply_says_what_it_replies_to_and_not_what_that_said():
    reply = {"event_id": "$a"}
    found = read(text("> <@x:y> !old\n> more\n\n!new", **related(**{"m.in_reply_to": reply})))

    assert found is not None
    assert (found.body, found.replies_to, found.thread) == ("!new", "$a", None)


def test_what_looks_like_a_quote_stays_without_a_reply():
    found = read(text("> said once\nand again"))

    assert found is not None
    assert found.body == "> said once\nand again"


@pytest.mark.parametrize(("falls_back", "replies_to"), [(True, None), (False, "$a")])
def test_a_thread_names_its_root(falls_back: bool, replies_to: str | None):
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": falls_back,
        "m.in_reply_to": {"event_id": "$a"},
    }
    found = read(text("!why", **related(**relation)))

    assert found is not None
    assert (found.thread, found.replies_to) == ("$root", replies_to)


def test_a_reaction():
    found = read(event("m.reaction", **related(rel_type="m.annotation", event_id="$a", key="▶️")))

    assert found is not None
    assert found.reaction == Reaction("$a", "▶️")


@pytest.mark.parametrize(
    ("kind", "said"),
    [(U, {U: {"answers": ["a", "b"]}}), ("m.poll.response", {"m.selections": ["a", "b"]})],
)
def test_a_vote_is_not_kept(kind: str, said: dict[str, Any]):
    assert read(event(kind, **said, **related(rel_type="m.reference", event_id="$poll"))) is None


@pytest.mark.parametrize("kind", ["org.matrix.msc3381.poll.end", "m.poll.end"])
def test_the_end_of_a_poll(kind: str):
    found = read(event(kind, **related(rel_type="m.reference", event_id="$poll")))

    assert found is not None
    assert (found.ends, found.body) == ("$poll", "")
    assert read(event(kind, **related(rel_type="m.thread", event_id="$poll"))) is None
    assert read(event(kind, "@bot:localhost")) is None


@pytest.mark.parametrize("where", [{"content": {"redacts": "$gone"}}, {"redacts": "$gone"}])
def test_a_deletion(where: dict[str, Any]):
    found = read(event("m.room.redaction") | where)

    assert found is not None
    assert found.deletes == "$gone"


@pytest.mark.parametrize("where", [{}, {"redacts": 5}, {"content": {"redacts": ["$gone"]}}])
def test_a_deletion_of_nothing(where: dict[str, Any]):
    assert read(event("m.room.redaction") | where) is None


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({"m.mentions": {"user_ids": [ME]}}, True),
        ({"m.mentions": {"user_ids": [ADA]}}, False),
        ({"m.mentions": {"user_ids": 5}}, False),
        ({"m.mentions": 5}, False),
        ({"m.mentions": {}, "formatted_body": "https://matrix.to/#/@bot:localhost"}, False),
        ({"formatted_body": '<a href="https://matrix.to/#/@bot:localhost">Bot</a>'}, True),
        ({"formatted_body": '<a href="https://matrix.to/#/%40bot%3Alocalhost">Bot</a>'}, True),
        ({"formatted_body": 5}, False),
    ],
)
def test_a_mention(content: dict[str, Any], wanted: bool):
    found = read(text("hello", **content))

    assert found is not None
    assert found.mentions_us is wanted


def test_an_id_in_the_text_is_a_mention_to_older_clients():
    found = read(text(f"{ME}: why"))

    assert found is not None
    assert found.mentions_us


@pytest.mark.parametrize(
    ("before", "wanted"),
    [({}, True), ({"membership": "leave"}, True), ({"membership": "join"}, False)],
)
def test_our_own_entry(before: dict[str, Any], wanted: bool):
    entry = event("m.room.member", ME, membership="join") | {
        "state_key": ME,
        "unsigned": {"prev_content": before},
    }
    found = read(entry)

    assert (found is not None and found.joined) is wanted


@pytest.mark.parametrize(
    "passed_over",
    [
        event(msgtype="m.notice", body="!why"),
        event(msgtype="m.emote", body="!why"),
        event(msgtype="m.image", body="!why"),
        event(msgtype="m.text", body=5),
        event(msgtype="m.text"),
        event(msgtype=["m.text"], body="!why"),
        event(),
        event(sender=ME, msgtype="m.text", body="!why"),
        text("* !why", **{"m.new_content": {}}, **related(rel_type="m.replace", event_id="$a")),
        event("m.room.message") | {"content": "text"},
        event("m.room.message") | {"content": None},
        text("!why") | {"sender": 7},
        text("!why") | {"event_id": None},
        text("!why") | {"origin_server_ts": "now"},
        text("!why") | {"origin_server_ts": -1},
        text("!why") | {"origin_server_ts": 10**18},
        text("!why") | {"state_key": ""},
        event("m.reaction", **related(rel_type="m.annotation", event_id="$a")),
        event("m.reaction", **related(rel_type="m.annotation", event_id=5, key="▶️")),
        event("m.reaction", **{"m.relates_to": "x"}),
        event("m.reaction"),
        event(U, **related(rel_type="m.reference", event_id="$poll")),
        event(U, **{U: "a"}, **related(rel_type="m.reference", event_id="$poll")),
        event(U, **{U: {"answers": ["a"]}}),
        event("m.room.member", ADA, membership="join") | {"state_key": ADA},
        event("m.room.topic", topic="!why"),
        event("m.sticker", body="!why"),
        {},
    ],
)
def test_passed_over(passed_over: dict[str, Any]):
    assert read(passed_over) is None


@pytest.mark.parametrize(
    "relation", ["x", 5, [], {"rel_type": 5}, {"m.in_reply_to": 5}, {"rel_type": "m.thread"}]
)
def test_an_odd_relation_is_none(relation: object):
    found = read(text("!why", **{"m.relates_to": relation}))

    assert found is not None
    assert (found.thread, found.replies_to) == (None, None)
