"""Discord and Matrix are equals: the same commands, the same words, the same refusals."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Callable,
    Container,
    Iterable,
    Mapping,
    Sequence,
)
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from discord import AppCommandType, app_commands

from bot.cards import place_data, privacy
from bot.cards.explainer import daily_card, discussion_card
from bot.cards.failure import failure_card, unexpected_card
from bot.cards.help import ON_DISCORD, ON_MATRIX, Ways, about_card, help_card
from bot.cards.open import OPENERS, open_card
from bot.cards.plain import body
from bot.core.card import Card, Option, Paragraph, Route
from bot.core.pack import Pack
from bot.core.personal_data import Holding, Kept
from bot.errors import BadInput, Unclear
from bot.on_discord import rendering as on_discord
from bot.on_matrix import rendering as on_matrix
from bot.on_matrix.commands.answering import Answering
from bot.on_matrix.commands.catalogue import Catalogue
from bot.on_matrix.identity import place
from bot.on_matrix.incoming import MESSAGE, Incoming
from bot.on_matrix.markup import View
from bot.on_matrix.paging import pages_of
from bot.services.pack_library import PackLibrary
from tests.clock import NOW
from tests.fake_homeserver import FakeHomeserver
from tests.on_discord.test_every_card import routes
from tests.on_discord.world import World, options, world
from tests.said import said_in, said_on_discord, said_on_matrix, small_print, unmarked

ROOM, MIRA, ADA = "!room", "@mira:example.org", "@ada:example.org"

# What there is on one platform only, and why.
ONLY_ON_MATRIX = {
    "open": "instead of buttons and menus, for clients without reactions",
    "more": "instead of the button “More”",
    "back": "instead of the button “Back”",
    "vote": "Discord votes by its own polls and by buttons; some clients of Matrix show no polls",
    "report": "the entry “Report an error” in the menu of a message",
    "who": "the entry “Who is in this?” in the menu of a message",
}
MENUS_OF_DISCORD = {
    "Report an error": "is the command report, in reply to the message",
    "Who is in this?": "is the command who, in reply to the message",
    "Make a poll of this": "fills in a form with the message; without forms, poll new takes a line",
}
# Cards that say how something is done, which is done otherwise on each.
DIFFERENT_CARDS = ("help", "about")
# Who is a moderator is a power level on Matrix, a permission or a role on Discord.
ONLY_MODERATORS = {
    "discord": "Only moderators can see and change the settings: members with Manage Server, or "
    "with a role that they made a moderator role.",
    "matrix": "Only moderators can see and change the settings: members whose power level lets "
    "them change the room.",
}
SETTINGS = ("settings panel", "settings log", "settings undo")
PLAIN_REFUSALS: Sequence[tuple[str, Mapping[str, str], str]] = (
    ("why", {"actor": "Atlantis", "backs": "armenia"}, "why Atlantis armenia"),
    (
        "why",
        {"actor": "russia", "backs": "armenia", "on": "31.02.2020"},
        "why russia armenia 31.02.2020",
    ),
    ("actor", {"name": "Atlantis"}, "actor Atlantis"),
    ("actor", {"name": "x" * 300}, "actor " + "x" * 300),
    ("alliance", {"one": "russia", "other": "russia"}, "alliance russia russia"),
    ("alliances", {"side": "russia"}, "alliances russia"),
    ("paradoxes", {"on": "someday"}, "paradoxes someday"),
    ("timeline", {"from": "2020", "to": "1999"}, "timeline from 2020 to 1999"),
    ("timeline", {"actor": "Atlantis"}, "timeline Atlantis"),
    ("onthisday", {"date": "2020"}, "onthisday 2020"),
    ("onthisday", {"date": "31 February"}, "onthisday 31 February"),
    ("ask", {"question": "why " * 100}, "ask " + "why " * 100),
    ("ask", {"question": "Who is Bjork?"}, "ask Who is Bjork?"),
    ("sources", {"about": "Atlantis"}, "sources Atlantis"),
    ("explainer preview", {}, "explainer preview"),
    ("explainer post", {}, "explainer post"),
    ("explainer skip", {}, "explainer skip"),
    ("schedule pause", {}, "schedule pause"),
    ("schedule resume", {}, "schedule resume"),
    ("schedule why", {"date": "someday"}, "schedule why someday"),
)
# For a moderator, where no daily explainer is set up.
REFUSALS_TO_MODERATORS = (
    ("explainer preview", {}, "explainer preview"),
    ("explainer skip", {}, "explainer skip"),
    ("explainer post", {}, "explainer post"),
    ("schedule pause", {}, "schedule pause"),
    ("schedule resume", {}, "schedule resume"),
)


VIEW = View(ROOM)


class Talk:
    """Types commands into one room on Matrix."""

    def __init__(self, discord: World) -> None:
        self.server = FakeHomeserver()
        self.server.add_room(ROOM, MIRA, ADA)
        self._answering = Answering(discord.services, self.server)
        self._numbers = count()

    async def say(self, sender: str, text: str) -> str:
        """What the bot answers, as HTML."""
        event = f"$asked{next(self._numbers)}"
        await self._answering(Incoming(place(ROOM), ROOM, event, sender, NOW, f"!{text}"))
        (*_, answer) = (each for each in self.server.sent if each["type"] == MESSAGE)
        html: str = answer["content"]["formatted_body"]
        return html


@pytest.fixture
async def discord(real_packs: PackLibrary, tmp_path: Path) -> AsyncIterator[World]:
    async with world(real_packs, tmp_path) as made:
        yield made


@pytest.fixture
def matrix(discord: World) -> Talk:
    return Talk(discord)


async def test_both_have_the_same_commands_with_the_same_summaries(discord: World, matrix: Talk):
    tree = discord.env.bot.tree
    there = {
        command.qualified_name: command.description
        for command in tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }
    catalogue = Catalogue(discord.services, matrix.server)
    here = {command.name: command.summary for command in catalogue.router.commands.values()}
    menus = {
        menu.name
        for kind in (AppCommandType.user, AppCommandType.message)
        for menu in tree.walk_commands(type=kind)
    }

    assert {name: here[name] for name in here if name not in ONLY_ON_MATRIX} == there
    assert set(ONLY_ON_MATRIX) <= set(here)
    assert menus == set(MENUS_OF_DISCORD)


@pytest.mark.parametrize(("command", "arguments", "typed"), PLAIN_REFUSALS)
async def test_both_refuse_in_the_same_words(
    discord: World, matrix: Talk, command: str, arguments: dict[str, str], typed: str
):
    there = (await discord.ada.slash(discord.channel, command, **arguments)).response
    here = await matrix.say(ADA, typed)

    assert said_on_matrix(here, options(there)) == said_on_discord(there)


@pytest.mark.parametrize(("command", "arguments", "typed"), REFUSALS_TO_MODERATORS)
async def test_both_tell_moderators_the_same(
    discord: World, matrix: Talk, command: str, arguments: dict[str, str], typed: str
):
    there = (await discord.mira.slash(discord.channel, command, **arguments)).response
    here = await matrix.say(MIRA, typed)

    assert said_on_matrix(here, options(there)) == said_on_discord(there)


async def test_both_keep_polls_for_who_may_open_them(discord: World, matrix: Talk):
    """Only Discord gives back what was written: on Matrix it stands above already."""
    asked = await discord.ada.slash(discord.channel, "poll quick", question="Tea?")
    here = await matrix.say(ADA, "poll quick Tea?")

    assert said_on_matrix(here) == said_on_discord(asked.response)[:1]


@pytest.mark.parametrize("command", SETTINGS)
async def test_both_keep_the_settings_for_moderators(discord: World, matrix: Talk, command: str):
    settings = next(
        each for each in await discord.env.bot.tree.fetch_commands() if each.name == "settings"
    )
    # Otherwise Discord itself hides it from her.
    discord.guild.set_command_permissions(settings, {discord.ada: True})
    there = (await discord.ada.slash(discord.channel, command)).response
    here = await matrix.say(ADA, command)

    assert said_on_discord(there) == [ONLY_MODERATORS["discord"]]
    assert said_on_matrix(here) == [ONLY_MODERATORS["matrix"]]


@pytest.mark.parametrize("kind", sorted(set(OPENERS) - set(DIFFERENT_CARDS)))
def test_every_card_of_the_pack_says_the_same(real_pack: Pack, kind: str):
    every = (*routes(real_pack), Route("onthisday", ("09-27",)))
    found = [open_card(real_pack, route) for route in every if route.kind == kind]

    assert found
    for card in found:
        assert_same(card)


@pytest.mark.parametrize("card", [help_card, about_card])
def test_cards_about_the_platform_differ_in_nothing_else(
    real_pack: Pack, card: Callable[[Pack, Ways], Card]
):
    lines = {body(card(real_pack, ways)) for ways in (ON_DISCORD, ON_MATRIX)}
    same = {_without(ways, body(card(real_pack, ways))) for ways in (ON_DISCORD, ON_MATRIX)}

    assert len(lines) == 2
    assert len(same) == 1


def test_every_daily_post_says_the_same(real_pack: Pack):
    for name in real_pack.explainers:
        for discuss in (True, False):
            assert_same(daily_card(real_pack, name, date(2026, 11, 24), discuss=discuss))
        assert_same(discussion_card(real_pack, name))


@pytest.mark.parametrize(
    "card",
    [
        failure_card(BadInput("That is *no* <date> I_can_read.")),
        failure_card(Unclear("Which one?", [Option("Coria", Route("actor", ("coria",)))])),
        unexpected_card("1a2b"),
        privacy.shown_card([]),
        privacy.shown_card([Holding(Kept.REPORT, ({}, {}))]),
        privacy.ask_card([Holding(Kept.VOTE, ({},))]),
        privacy.erased_card({Kept.NOTICE: 2}),
        place_data.ask_card(place(ROOM)),
        place_data.deleted_card(place(ROOM)),
    ],
    ids=lambda card: card.title,
)
def test_other_cards_say_the_same(card: Card):
    assert_same(card)


def _without(ways: Ways, text: str) -> str:
    """*text* without what *ways* contribute to it."""
    for line in (ways.names, ways.report, (ways.reads,)):
        text = text.replace(body(Card("", (Paragraph(line),))), "…")
    return text


def assert_same(card: Card) -> None:
    """The lines of all pages are the same, and come in the same order but for the small print.

    That stands at the end of every page, and the platforms turn pages at different places.
    """
    apart = {_labelled(option) for option in (*card.options, *card.buttons)}
    here = [
        line
        for page in range(len(pages_of(card)))
        for line in said_on_matrix(on_matrix.to_message(card, VIEW, page)["formatted_body"])
        if line not in apart
    ]
    views = [on_discord.to_view(card, page) for page in range(len(on_discord.pages_of(card)))]
    there = [line for view in views for line in said_in(view)]
    small = {unmarked(line) for view in views for line in small_print(view)}

    assert set(here) == set(there)
    assert _running(here, small) == _running(there, small)


def _labelled(option: Option) -> str:
    return f"{option.label} ({option.hint})" if option.hint else option.label


def _running(lines: Iterable[str], small: Container[str]) -> list[str]:
    return list(dict.fromkeys(line for line in lines if line not in small))
