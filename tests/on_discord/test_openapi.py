"""Every request body against Discord's own description of its interface.

The description (MIT, https://github.com/discord/discord-api-spec) is no part of this project; where
it is not beside the checkout the test is skipped.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.on_discord.settings_panel import fill_in, set_up
from tests.on_discord.test_lookups import LOOKUPS
from tests.on_discord.world import World, buttons, options

SPEC = Path(__file__).parents[3] / "shared" / "discord-api" / "openapi.json"
CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}

pytestmark = pytest.mark.skipif(
    not SPEC.is_file(), reason=f"Discord's description is not at {SPEC}"
)


@cache
def validator(pointer: str) -> Draft202012Validator:
    resource = Resource(json.loads(SPEC.read_text("utf-8")), DRAFT202012)
    registry = Registry().with_resource("discord", resource)
    return Draft202012Validator({"$ref": f"discord#{pointer}"}, registry=registry)


def check_callbacks(world: World) -> int:
    """Validate every answer to an interaction so far, and count them."""
    bodies = [r.json for r in world.env.http_requests if r.path.endswith("/callback")]
    for body in bodies:
        validator(f"/components/schemas/{CALLBACKS[body['type']]}").validate(body)
    return len(bodies)


@pytest.mark.parametrize(("name", "arguments", "_title"), LOOKUPS)
async def test_answers_of_every_lookup(small: World, name, arguments, _title):
    asked = await small.ada.slash(small.channel, name, **arguments)
    for label, button in buttons(asked.response).items():
        if not button["disabled"]:
            await small.ben.click(asked.response, label=label)
    for value in options(asked.response).values():
        await small.ben.select(asked.response, [value])
    await small.ada.slash(small.channel, "actor", name="Zzyzx")

    assert check_callbacks(small) >= 2


async def test_pages_edited_in_place_and_suggestions(real: World):
    asked = await real.ada.slash(real.channel, "timeline")
    await real.ada.click(asked.response, label="More ›")
    await real.ada.autocomplete(real.channel, "why", "actor", "ar")

    assert check_callbacks(real) == 3


async def test_the_panel_its_forms_and_what_they_lead_to(small: World):
    shown = await set_up(small, zone="IST")
    shown = await small.mira.select(shown.response, [options(shown.response).popitem()[1]])
    for label in list(buttons(shown.response))[:5]:
        shown = await fill_in(small, shown, label)
    for label in ("Log", "Back to the settings", "Undo", "Turn off"):
        shown = await small.mira.click(shown.response, label=label)

    assert check_callbacks(small) == 3 + 1 + 2 * 5 + 4


async def test_the_commands_themselves(small: World):
    told: Any = next(r.json for r in small.env.http_requests if r.method == "PUT")

    validator("/components/schemas/ApplicationCommandUpdateRequest")
    for command in told:
        validator("/components/schemas/ApplicationCommandUpdateRequest").validate(command)


def test_the_description_does_refuse_what_is_wrong():
    """A check that accepts anything would prove nothing."""
    body = {"type": 4, "data": {"components": [{"type": 17, "components": [{"type": 10}]}]}}

    assert not validator(f"/components/schemas/{CALLBACKS[4]}").is_valid(body)
