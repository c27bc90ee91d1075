"""The routes of the REST interface: which request means what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.stand_in import payloads, posting, refusals, threads
from tests.stand_in.interactions import Interactions
from tests.stand_in.places import APPLICATION, BOT, Person
from tests.stand_in.refusals import Refused
from tests.stand_in.requests import Request
from tests.stand_in.world import World

JSON = dict[str, Any]
START_LIMIT = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}


@dataclass(slots=True)
class Api:
    """What the routes act on. None as a route's result is an answer without a body."""

    world: World
    interactions: Interactions
    shards: int
    gateway: str = ""

    def me(self, _request: Request) -> JSON:
        return payloads.user(BOT)

    def application(self, _request: Request) -> JSON:
        return payloads.application()

    def find_gateway(self, _request: Request) -> JSON:
        return {"url": self.gateway, "shards": self.shards, "session_start_limit": START_LIMIT}

    def set_commands(self, request: Request) -> list[JSON]:
        """Discord gives each an id and says them back."""
        fixed = {"application_id": str(APPLICATION), "version": "1"}
        told = enumerate(request.body, 1)
        fixed |= {"description": ""}  # which entries of a message's menu are told without
        self.world.commands = [fixed | {"id": str(n)} | command for n, command in told]
        return self.world.commands

    def commands(self, _request: Request) -> list[JSON]:
        return self.world.commands

    def guild(self, request: Request) -> JSON:
        return payloads.guild(self.world.guild(request.arg("guild")))

    def member(self, request: Request) -> JSON:
        self.world.guild(request.arg("guild"))
        return payloads.member(BOT)

    def channel(self, request: Request) -> JSON:
        return payloads.channel(self.world.channel(request.arg("channel")))

    def change_channel(self, request: Request) -> JSON:
        thread = self.world.channel(request.arg("channel"))
        return payloads.channel(threads.change(self.world, thread, request.body))

    def open_direct(self, request: Request) -> JSON:
        recipient = int(request.body["recipient_id"])
        return payloads.channel(self.world.open_direct(Person(recipient, f"person-{recipient}")))

    def typing(self, request: Request) -> None:
        self.world.channel(request.arg("channel"))

    def send(self, request: Request) -> JSON:
        channel = self.world.channel(request.arg("channel"))
        return payloads.message(posting.send(self.world, channel, request.body), nonce=True)

    def history(self, request: Request) -> list[JSON]:
        asked = {name: int(number) for name, number in request.query.items()}
        channel = self.world.channel(request.arg("channel"))
        return [payloads.message(message) for message in posting.page(channel, **asked)]

    def message(self, request: Request) -> JSON:
        return payloads.message(posting.count_poll(self.world, self._message(request)))

    def edit(self, request: Request) -> JSON:
        return payloads.message(posting.edit(self.world, self._message(request), request.body))

    def delete(self, request: Request) -> None:
        posting.delete(self.world, self._message(request))

    def expire_poll(self, request: Request) -> JSON:
        return payloads.message(posting.expire_poll(self.world, self._message(request)))

    def start_thread(self, request: Request) -> JSON:
        started = threads.start_from(self.world, self._message(request), request.body)
        return payloads.channel(started)

    def start_post(self, request: Request) -> JSON:
        """A forum's post, or in a text channel a thread of no message."""
        channel = self.world.channel(request.arg("channel"))
        if "message" not in request.body:
            return payloads.channel(threads.start(self.world, channel, request.body))
        thread, first = threads.post_in_forum(self.world, channel, request.body)
        return payloads.channel(thread) | {"message": payloads.message(first)}

    def active_threads(self, request: Request) -> JSON:
        guild = self.world.guild(request.arg("guild"))
        return {"threads": [payloads.channel(each) for each in threads.active(guild)]} | {
            "members": []
        }

    def archived_threads(self, request: Request) -> JSON:
        channel = self.world.channel(request.arg("channel"))
        before = request.query.get("before")
        bound = datetime.fromisoformat(before) if before else None
        limit = int(request.query.get("limit", 50))
        found, has_more = threads.archived(self.world, channel, bound, limit)
        listed = [payloads.channel(each) for each in found]
        return {"threads": listed, "members": [], "has_more": has_more}

    def answer_interaction(self, request: Request) -> JSON:
        return self.interactions.answered(request.arg("interaction"), request.body)

    def follow_up(self, request: Request) -> JSON:
        return self.interactions.followed_up(request.args["token"], request.body)

    def original_answer(self, request: Request) -> JSON:
        return self.interactions.original(request.args["token"])

    def unknown(self, _request: Request) -> None:
        raise Refused(refusals.NOT_FOUND)

    def _message(self, request: Request) -> Any:
        return self.world.message(request.arg("channel"), request.arg("message"))


@dataclass(frozen=True, slots=True)
class Route:
    """*kind* names it in the log and in the rules for faults."""

    kind: str
    method: str
    path: str
    act: Callable[[Api, Request], Any]


MESSAGE = "/channels/{channel}/messages/{message}"
WEBHOOK = "/webhooks/{application}/{token}"
ROUTES = (
    Route("me", "GET", "/users/@me", Api.me),
    Route("application", "GET", "/oauth2/applications/@me", Api.application),
    Route("gateway", "GET", "/gateway/bot", Api.find_gateway),
    Route("set commands", "PUT", "/applications/{application}/commands", Api.set_commands),
    Route("commands", "GET", "/applications/{application}/commands", Api.commands),
    Route("guild", "GET", "/guilds/{guild}", Api.guild),
    Route("member", "GET", "/guilds/{guild}/members/{member}", Api.member),
    Route("channel", "GET", "/channels/{channel}", Api.channel),
    Route("change channel", "PATCH", "/channels/{channel}", Api.change_channel),
    Route("open direct", "POST", "/users/@me/channels", Api.open_direct),
    Route("typing", "POST", "/channels/{channel}/typing", Api.typing),
    Route("send", "POST", "/channels/{channel}/messages", Api.send),  # "poll" where it has one
    Route("history", "GET", "/channels/{channel}/messages", Api.history),
    Route("message", "GET", MESSAGE, Api.message),
    Route("edit", "PATCH", MESSAGE, Api.edit),
    Route("delete", "DELETE", MESSAGE, Api.delete),
    Route("expire poll", "POST", "/channels/{channel}/polls/{message}/expire", Api.expire_poll),
    Route("thread", "POST", MESSAGE + "/threads", Api.start_thread),
    Route("forum post", "POST", "/channels/{channel}/threads", Api.start_post),
    Route("active threads", "GET", "/guilds/{guild}/threads/active", Api.active_threads),
    Route(
        "archived threads", "GET", "/channels/{channel}/threads/archived/public",
        Api.archived_threads,
    ),
    Route(
        "callback", "POST", "/interactions/{interaction}/{token}/callback", Api.answer_interaction
    ),
    Route("follow-up", "POST", WEBHOOK, Api.follow_up),
    Route("follow-up edit", "PATCH", WEBHOOK + "/messages/{message}", Api.follow_up),
    Route("follow-up original", "GET", WEBHOOK + "/messages/@original", Api.original_answer),
    Route("unknown", "*", "/{path:.*}", Api.unknown),
)  # fmt: skip
