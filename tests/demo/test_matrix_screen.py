"""What the chat of the Matrix demo makes of a message."""

from __future__ import annotations

from typing import Any

from bot.demo.matrix.screen import BOLD, DIM, Screen, is_message, thread_of

CARD = """\
Why does Iran back Armenia?

- Analysts describe Armenia as a trade road. [1]
1️⃣ Georgia

[1] https://example.org/a/very/long/address"""


def event(body: str, **content: Any) -> dict[str, Any]:
    return {"type": "m.room.message", "content": {"body": body} | content}


def test_lines_are_broken_between_words_and_entries_go_on_below_themselves():
    shown = Screen(32, coloured=False).message("bedfellows", event(CARD))

    assert shown.split("\n") == [
        "bedfellows",
        "  Why does Iran back Armenia?",
        "",
        "  - Analysts describe Armenia as",
        "    a trade road. [1]",
        "  1️⃣ Georgia",
        "",
        "  [1] https://example.org/a/very/long/address",
        "",
    ]


def test_without_a_width_lines_stay_as_they_are():
    long = "word " * 100
    assert f"\n  {long}\n" in Screen(None, coloured=False).message(
        "bedfellows", event(f"T\n{long}")
    )


def test_titles_stand_out_and_addresses_step_back():
    shown = Screen(100, coloured=True).message("bedfellows", event(CARD), "in the thread")

    assert f"{BOLD}  Why does Iran back Armenia?" in shown
    assert f"{DIM}  [1] https://" in shown
    assert f"{DIM}in the thread" in shown


def test_a_thread_is_known_by_its_root():
    relation = {"rel_type": "m.thread", "event_id": "$root"}
    assert thread_of(event("hello", **{"m.relates_to": relation})) == "$root"
    assert thread_of(event("hello", **{"m.relates_to": {"m.in_reply_to": {}}})) is None


def test_what_was_deleted_is_no_message():
    assert is_message(event("hello"))
    assert not is_message({"type": "m.room.message", "content": {}})
