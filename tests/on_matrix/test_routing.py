"""Which command a message asks for, and whether it is for the bot at all."""

from __future__ import annotations

import pytest

from bot.core.card import Card
from bot.on_matrix.commands.request import Command, Request
from bot.on_matrix.commands.routing import Asked, Misspelt, Router, Unfinished, addressed

ID, NAME = "@bot:example.org", "The Bot (of bots)"
NAMES = (ID, "bot", NAME)


async def nothing(_: Request) -> Card:
    return Card("")


NAMED = ("why", "help", "timeline", "schedule next", "schedule why", "settings panel", "poll list")
ROUTER = Router(
    Command(name, "", nothing, "[SETTING VALUE]" if name.startswith("settings") else "")
    for name in NAMED
)


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("why russia armenia", "why", "russia armenia"),
        ("WHY  Russia\nArmenia", "why", "Russia\nArmenia"),
        ("schedule why 2020", "schedule why", "2020"),
        ("schedule", "schedule next", ""),
        ("settings", "settings panel", ""),
        ("settings time 9", "settings panel", "time 9"),
        ("poll", "poll list", ""),
    ],
)
def test_a_command_is_found_with_what_stands_behind_it(typed: str, name: str, rest: str):
    assert ROUTER.find(typed) == Asked(ROUTER.commands[name], rest)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wyh russia", "why russia"),
        ("wy russia", "why russia"),
        ("hlep", "help"),
        ("tiemline 2020", "timeline 2020"),
        ("schedule nxet", "schedule next"),
        ("schedule wyh 2020", "schedule why 2020"),
        ("shcedule next", "schedule next"),
    ],
)
def test_a_slip_is_seen_as_one(typed: str, meant: str):
    assert ROUTER.find(typed) == Misspelt(meant)


@pytest.mark.parametrize("typed", ["", "roll 2d6", "rank", "karma", "h", "w", "weather"])
def test_commands_of_other_bots_are_left_to_them(typed: str):
    assert ROUTER.find(typed) is None


def test_what_a_group_does_not_have_is_told():
    assert ROUTER.find("schedule tomorrow") == Unfinished(
        "schedule", ("schedule next", "schedule why")
    )


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("!why a b", "why a b"),
        ("  ! why a b ", "why a b"),
        ("!", None),
        ("!!!", None),
        ("!5", None),
        ("why a b", None),
    ],
)
def test_what_begins_with_the_prefix_is_for_it(said: str, text: str | None):
    assert addressed(said, "!", NAMES, mentioned=False) == text


@pytest.mark.parametrize(
    "said",
    [
        f"{ID} why a b",
        f"{ID}: why a b",
        "bot, why a b",
        "@bot why a b",
        f"{NAME}: why a b",
        f"@{NAME} !why a b",
        "THE BOT (of bots): why a b",
        f"why a b {NAME}",
        f"why a b, @{NAME}",
        "why a b",
    ],
)
def test_what_mentions_it_is_for_it_without_its_name(said: str):
    assert addressed(said, "!", NAMES, mentioned=True) == "why a b"


def test_the_sign_after_its_name_stays():
    assert addressed("why a b, bot?", "!", NAMES, mentioned=True) == "why a b?"


def test_a_name_within_another_word_is_none():
    assert addressed("bottom up", "!", NAMES, mentioned=True) == "bottom up"
    assert addressed("bot", "!", ("bot", ""), mentioned=True) == ""


def test_a_prefix_of_letters_counts_in_any_case():
    assert addressed("B.why a b", "b.", NAMES, mentioned=False) == "why a b"
