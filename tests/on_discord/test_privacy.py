"""Private data as people and moderators of Discord see it."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.backend.serializers import guild_create_payload

from bot.core.personal_data import AFTER_LEAVING
from bot.core.place_settings import PlaceSettings
from bot.on_discord.askers import person, place
from bot.on_discord.membership import covered, has_left
from bot.storage.departure_store import departed_places, forget_departure
from tests.on_discord.settings_panel import is_planned, set_up, stored
from tests.on_discord.world import World, buttons, texts, title
from tests.storage.everything import counts, fill

NOTHING = "Nothing."


async def furnish(world: World) -> None:
    """Everything that can be kept of ada and ben in the server."""
    of = place(world.guild.id)
    await fill(world.database, of, person(world.ada.id), person(world.ben.id))
    await forget_departure(world.database, of)


async def exported(answer: Any) -> Any:
    (file,) = answer.response.attachments
    return json.loads(await file.read())


async def test_everybody_sees_their_own_in_a_server_and_alone(small: World):
    await furnish(small)

    ada = await small.ada.slash(small.channel, "privacy show")
    mira = await small.mira.slash(small.channel, "privacy show")

    assert ada.ephemeral
    assert "One report of an error that you sent." in texts(ada.response)
    assert NOTHING in texts(mira.response)
    assert "Delete it…" not in buttons(mira.response)


async def test_in_a_direct_message_it_is_the_same(small: World):
    await furnish(small)

    shown = await small.ada.user.slash("privacy show")
    file = await exported(await small.ada.user.slash("privacy export"))
    asked = await small.ada.user.slash("privacy delete")

    assert "One report of an error that you sent." in texts(shown.response)
    assert file["about"] == person(small.ada.id)
    assert "reports sent" in file["kept"]
    assert set(buttons(asked.response)) == {"Delete", "Keep it"}


async def test_an_export_is_a_file_for_the_asker_alone(small: World):
    await furnish(small)

    answer = await small.ada.slash(small.channel, "privacy export")

    assert answer.ephemeral
    assert answer.response.attachments[0].filename == "bedfellows-about-you.json"
    file = await exported(answer)
    assert file["kept"]["reports sent"][0]["wrong"] == "It says 2001."
    assert str(small.ben.id) not in json.dumps(file)


async def test_from_what_is_shown_to_its_end(small: World):
    await furnish(small)
    shown = await small.ada.slash(small.channel, "privacy show")

    asked = await small.ada.click(shown.response, label="Delete it…")
    kept = await small.ada.click(asked.response, label="Keep it")
    asked = await small.ada.click(kept.response, label="Delete it…")
    done = await small.ada.click(asked.response, label="Delete")
    after = await exported(await small.ada.slash(small.channel, "privacy export"))

    assert title(done.response) == "Deleted"
    assert "One report no longer names you." in texts(done.response)
    assert after["kept"] == {}
    assert (await exported(await small.ben.slash(small.channel, "privacy export")))["kept"]


async def test_deleting_works_as_a_command_in_a_direct_message(small: World):
    await furnish(small)
    asked = await small.ada.user.slash("privacy delete")

    done = await small.ada.user.click(asked.response, label="Delete")

    assert "One report no longer names you." in texts(done.response)
    assert NOTHING in texts((await small.ada.user.slash("privacy show")).response)


async def test_the_commands_are_for_everywhere(small: World):
    told: Any = next(r.json for r in small.env.http_requests if r.method == "PUT")

    (command,) = [each for each in told if each["name"] == "privacy"]
    assert command["contexts"] == [0, 1, 2]
    assert command["integration_types"] == [0, 1]


async def test_a_moderator_deletes_all_of_the_server_from_the_panel(small: World):
    panel = await set_up(small)
    await small.ada.slash(small.channel, "privacy show")

    asked = await small.mira.click(panel.response, label="Delete everything…")
    goes = texts(asked.response)
    done = await small.mira.click(asked.response, label="Delete everything")
    said = texts(done.response)
    panel = await small.mira.click(done.response, label="Settings")

    assert "all settings, and who changed them" in goes
    assert "Everything of this server was deleted." in said
    assert await counts(small.database, place(small.guild.id)) == {}
    assert await stored(small) == PlaceSettings()
    assert not await is_planned(small)
    assert "**Off:** choose a channel to begin." in texts(panel.response)
    assert next(iter(buttons(panel.response))) == "Set up"


async def test_a_moderator_can_have_it_first(small: World):
    panel = await set_up(small)
    asked = await small.mira.click(panel.response, label="Delete everything…")

    answer = await small.mira.click(asked.response, label="Export it first")
    back = await small.mira.click(asked.response, label="Back to the settings")

    assert answer.ephemeral
    assert "**Next:**" in texts(back.response)
    file = await exported(answer)
    assert file["about"] == place(small.guild.id)
    assert file["kept"]["place settings"][0]["settings"]["zone"] == "Europe/Berlin"


async def test_who_lost_their_rights_meanwhile_deletes_nothing(small: World):
    panel = await set_up(small)
    asked = await small.mira.click(panel.response, label="Delete everything…")
    role = small.guild.roles["Moderators"]
    small.env.backend.remove_member_role(small.guild.id, small.mira.id, role.id)
    before = await counts(small.database)

    for label in ("Export it first", "Delete everything"):
        refused = await small.mira.click(asked.response, label=label)

        assert "Only members with Manage Server" in texts(refused.response)
    assert await counts(small.database) == before


@pytest.mark.parametrize("route", ["privacy:sideways:0", "server-data:sideways:0"])
async def test_a_button_of_another_version_says_so(small: World, route: str):
    panel = await small.mira.slash(small.channel, "settings panel")
    message = small.env.backend.get_message(small.channel.id, panel.response.id)
    (row,) = [each for each in message.components if each["type"] == 1]
    row["components"][0]["custom_id"] = f"v1:{route}"

    pressed = await small.mira.click(panel.response, custom_id=f"v1:{route}")

    assert "another version of me" in texts(pressed.response)


async def departed(world: World) -> bool:
    return place(world.guild.id) in await departed_places(world.database, "discord")


async def purge(world: World) -> int:
    async def confirmed(of: str) -> bool:
        return await has_left(world.env.bot, world.env.bot.logged_in, of)

    return await world.services.departures.purge("discord", confirmed)


async def test_a_server_that_removed_the_bot_is_forgotten_after_its_time(small: World):
    await furnish(small)

    small.env.backend.remove_guild(small.guild.id)
    await small.env.settle()
    small.clock.advance(AFTER_LEAVING)
    too_early = await purge(small)
    small.clock.advance(timedelta(seconds=1))

    assert await departed(small)
    assert (too_early, await purge(small)) == (0, 1)
    assert await counts(small.database) == {}


async def test_a_server_that_takes_the_bot_back_keeps_everything(small: World):
    await furnish(small)
    before = await counts(small.database)
    backend = small.env.backend
    invited = dict(guild_create_payload(backend, backend.get_guild(small.guild.id)))
    del invited["unavailable"]  # which Discord says only of a server that had an outage
    backend.emit("GUILD_DELETE", {"id": str(small.guild.id)})
    await small.env.settle()
    had_left = await departed(small)

    backend.emit("GUILD_CREATE", invited)
    await small.env.settle()

    assert had_left
    assert await counts(small.database) == before


async def test_an_outage_is_no_removal(small: World):
    await furnish(small)

    small.env.backend.emit("GUILD_DELETE", {"id": str(small.guild.id), "unavailable": True})
    await small.env.settle()

    assert not await departed(small)


async def test_nothing_goes_as_long_as_discord_has_the_bot_in_the_server(small: World):
    """Such as after a backup was restored that still says that it left."""
    await furnish(small)
    before = await counts(small.database)
    await small.services.departures.left(place(small.guild.id))
    small.clock.advance(AFTER_LEAVING + timedelta(seconds=1))

    assert await purge(small) == 0
    assert await counts(small.database) == {**before, "departure": 1}


async def test_who_went_while_the_bot_was_down_is_noted_when_it_is_back(small: World):
    await furnish(small)
    other = small.env.create_guild()
    await small.services.departures.left(place(other.id))

    small.env.backend.guilds.pop(small.guild.id)
    await small.restart()

    assert await departed_places(small.database, "discord") == {place(small.guild.id)}


@pytest.mark.parametrize(("shards", "expected"), [({0, 1}, True), ({0}, True), ({1}, False)])
def test_servers_of_other_shards_may_be_with_another_process(shards: set[int], expected: bool):
    class Client:
        shard_count = 2

    client: Any = Client()
    client.shards = dict.fromkeys(shards)

    assert covered(client)("discord:8") is expected
    assert covered(client)(f"discord:{1 << 22}") is (1 in shards)


class Answer:
    status, reason = 403, "no"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (discord.Forbidden(Answer(), {"code": 50001, "message": "Missing Access"}), True),
        (discord.NotFound(Answer(), {"code": 10004, "message": "Unknown Guild"}), True),
        (discord.Forbidden(Answer(), {"code": 40001, "message": "Unauthorized"}), False),
        (discord.HTTPException(Answer(), "blocked"), False),
        (discord.RateLimited(60), False),
        (TimeoutError(), False),
        (None, False),
    ],
)
async def test_in_doubt_the_bot_has_not_left(error: Exception | None, expected: bool):
    class Client:
        async def fetch_guild(self, name: int, *, with_counts: bool) -> None:
            assert (name, with_counts) == (8, False)
            if error:
                raise error

    client: Any = Client()
    logged_in = asyncio.Event()
    logged_in.set()

    assert await has_left(client, logged_in, "discord:8") is expected
