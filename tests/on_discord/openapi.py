"""What the bot sends, against Discord's own description of its interface.

The description (MIT, https://github.com/discord/discord-api-spec) is no part of this project; where
it is not beside the checkout the tests that need it are skipped.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.on_discord.world import World

SPEC = Path(__file__).parents[3] / "shared" / "discord-api" / "openapi.json"
CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",  # deferred
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}
# Which schema a POST to a path has; the first whose pattern fits.
POSTS = {
    r"/channels/\d+/messages": "MessageCreateRequest",
    r"/channels/\d+/messages/\d+/threads": "CreateTextThreadWithMessageRequest",
    r"/channels/\d+/threads": "CreateForumThreadRequest",
}

needs_description = pytest.mark.skipif(
    not SPEC.is_file(), reason=f"Discord's description is not at {SPEC}"
)


@cache
def validator(schema: str) -> Draft202012Validator:
    resource = Resource(json.loads(SPEC.read_text("utf-8")), DRAFT202012)
    registry = Registry().with_resource("discord", resource)
    pointer = f"discord#/components/schemas/{schema}"
    return Draft202012Validator({"$ref": pointer}, registry=registry)


def check_callbacks(world: World) -> int:
    """Validate every answer to an interaction so far, and count them."""
    bodies = [r.json for r in world.env.http_requests if r.path.endswith("/callback")]
    for body in bodies:
        validator(CALLBACKS[body["type"]]).validate(_ids_as_texts(body))
    return len(bodies)


def check_posts(world: World) -> list[str]:
    """Validate every message and thread that the bot made so far, and name their schemas."""
    checked = []
    for request in world.env.http_requests:
        schema = _schema(request) if request.method == "POST" else None
        if schema:
            validator(schema).validate(_ids_as_texts(request.json))
            checked.append(schema)
    return checked


def _schema(request: Any) -> str | None:
    path = request.path.split("?")[0]
    return next((name for pattern, name in POSTS.items() if re.fullmatch(pattern, path)), None)


def _ids_as_texts(body: Any) -> Any:
    """*body* with the ids mended that discord.py writes as numbers, which Discord takes."""
    if not isinstance(body, dict):
        return body
    mended = {key: _ids_as_texts(value) for key, value in body.items()}
    attachments = [{**each, "id": str(each["id"])} for each in mended.get("attachments") or ()]
    if attachments:
        mended["attachments"] = attachments
    mentions = mended.get("allowed_mentions") or {}
    if "roles" in mentions:
        mended["allowed_mentions"] = {
            **mentions,
            "roles": [str(each) for each in mentions["roles"]],
        }
    return mended
