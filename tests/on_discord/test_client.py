"""What the bot asks of Discord: as little as it can."""

import discord

from bot.on_discord.command_sync import fingerprint
from tests.on_discord.test_lookups import LOOKUPS
from tests.on_discord.world import World


def test_it_asks_for_guild_events_and_nothing_else(small: World):
    bot = small.make_bot()

    assert bot.intents == discord.Intents(guilds=True)
    assert bot._connection.member_cache_flags == discord.MemberCacheFlags.none()
    assert bot._connection.max_messages is None
    assert bot.allowed_mentions.to_dict() == {"parse": []}


async def test_commands_are_told_once_and_again_only_when_they_change(small: World):
    def syncs() -> int:
        return sum(1 for r in small.env.http_requests if r.method == "PUT" and "commands" in r.path)

    first = syncs()
    await small.restart()
    second = syncs()
    for file in small.state_folder.glob("commands-*.sha256"):
        file.write_text("another tree", "ascii")
    await small.restart()

    assert (first, second, syncs()) == (1, 1, 2)


async def test_the_fingerprint_ignores_order_and_sees_words(small: World):
    tree = small.env.bot.tree
    before = fingerprint(tree)
    command = tree.remove_command("help")
    tree.add_command(command)
    same = fingerprint(tree)
    command.description = "Something else"

    assert same == before
    assert fingerprint(tree) != before


async def test_lookups_are_for_everywhere(small: World):
    told = next(r.json for r in small.env.http_requests if r.method == "PUT")

    names = {"Who is in this?", *(name for name, *_ in LOOKUPS)}
    lookups = [command for command in told if command["name"] in names]
    assert len(lookups) == len(names)
    assert all(command["contexts"] == [0, 1, 2] for command in lookups)
    assert all(command["integration_types"] == [0, 1] for command in lookups)


async def test_reports_are_for_servers(small: World):
    told = next(r.json for r in small.env.http_requests if r.method == "PUT")

    (report,) = [command for command in told if command["name"] == "Report an error"]
    assert report["contexts"] == [0]
    assert report["integration_types"] == [0]


async def test_settings_are_for_the_moderators_of_servers(small: World):
    told = next(r.json for r in small.env.http_requests if r.method == "PUT")

    (settings,) = [command for command in told if command["name"] == "settings"]
    assert settings["contexts"] == [0]
    assert settings["integration_types"] == [0]
    assert settings["default_member_permissions"] == discord.Permissions(manage_guild=True).value


async def test_commands_stay_within_discords_limits(small: World):
    told = next(r.json for r in small.env.http_requests if r.method == "PUT")

    assert len(told) <= 100
    for command in told:
        for part in (command, *command.get("options", [])):
            assert 1 <= len(part["name"]) <= 32
            assert len(part.get("description", "")) <= 100
