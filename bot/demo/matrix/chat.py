"""The chat: what is typed goes into the room, what the bot says comes onto the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from bot.demo.matrix.account import Account, Event
from bot.demo.matrix.screen import Screen, is_message, thread_of
from bot.demo.matrix.terminal import PROMPT, Terminal
from bot.on_matrix.emoji import BACK, KEYCAPS, MORE

BOT = "bedfellows"
WELCOME = """\
This is the real bot in a room of a real Matrix homeserver, both on this computer only.
You moderate the room. When you leave, all of it is deleted.

Try   !why iran armenia
      Why do Israel and Turkey back the same side?
      !poll new Which tea? | green | black      then !vote 1 and !poll close
      /next      moves time on to the next daily explainer

/help has what this window can do, !help what the bot can. Ctrl+D leaves."""
HELP = """\
What you type is said in the room. In this window only:
/react 2       put that number under the bot's last message; also next, back or any emoji
/reply TEXT    answer the bot's last message, for instance with !report and what is wrong
/thread TEXT   say it in the thread that was written in last
/next          move time on to the next daily explainer
/quit          leave, as Ctrl+D does"""
UNKNOWN = "There is no {word} here; /help has what there is. Commands of the bot begin with !."
REACTED = "You put {key} under “{title}”."
NOTHING_YET = "The bot has said nothing yet."
NO_THREAD = "There is no thread yet; /next brings one."
KEYS = {"next": MORE, "more": MORE, "back": BACK} | {
    str(number): key for number, key in enumerate(KEYCAPS, start=1)
}
ANSWER_SECONDS = 3


class Said(NamedTuple):
    room: str
    title: str


class Chat:
    """*move_on* moves time on to the next daily explainer, and says so by what it is given."""

    def __init__(
        self,
        account: Account,
        room: str,
        bot: str,
        terminal: Terminal,
        move_on: Callable[[Callable[[str], None]], Awaitable[None]],
    ) -> None:
        self._account = account
        self._room = room
        self._bot = bot
        self._terminal = terminal
        self._move_on = move_on
        self._said: dict[str, Said] = {}  # what the bot said, by its event
        self._thread: str | None = None
        self._heard = asyncio.Event()

    async def run(self) -> None:
        """Talk until the end of input."""
        self._remark(WELCOME)
        listening = asyncio.create_task(self._listen())
        try:
            await self._type()
        finally:
            listening.cancel()

    async def _type(self) -> None:
        await self._heard.wait()  # the bot greets first
        async for line in self._terminal.lines():
            if not self._terminal.is_interactive:
                self._terminal.show(PROMPT + line)
            if line.strip() == "/quit":
                return
            self._heard.clear()
            if await self._take(line.strip()) and not self._terminal.is_interactive:
                # What is piped in does not wait for answers by itself.
                with suppress(TimeoutError):
                    async with asyncio.timeout(ANSWER_SECONDS):
                        await self._heard.wait()

    async def _take(self, line: str) -> bool:
        """Do what *line* says; whether the bot is going to answer."""
        word, _, text = line.partition(" ")
        match word:
            case "":
                return False
            case "/help":
                self._remark(HELP)
                return False
            case "/next":
                await self._move_on(self._remark)
                return False
            case "/react":
                return await self._react(text.strip())
            case "/reply":
                return await self._reply(text)
            case "/thread":
                return await self._say_in_thread(text)
            case _ if word.startswith("/"):
                self._remark(UNKNOWN.format(word=word))
                return False
        await self._say(line)
        return True

    async def _say(self, text: str, relation: Mapping[str, Any] | None = None) -> None:
        content = {"msgtype": "m.text", "body": text}
        related = {"m.relates_to": relation} if relation else {}
        await self._account.send(self._room, "m.room.message", content | related)

    async def _react(self, word: str) -> bool:
        if not self._said or not word:
            self._remark(HELP if self._said else NOTHING_YET)
            return False
        event, said = list(self._said.items())[-1]
        key = KEYS.get(word.casefold(), word)
        self._remark(REACTED.format(key=key, title=said.title))
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        await self._account.send(said.room, "m.reaction", {"m.relates_to": relation})
        return True

    async def _reply(self, text: str) -> bool:
        if not self._said:
            self._remark(NOTHING_YET)
            return False
        await self._say(text, {"m.in_reply_to": {"event_id": list(self._said)[-1]}})
        return True

    async def _say_in_thread(self, text: str) -> bool:
        if self._thread is None:
            self._remark(NO_THREAD)
            return False
        await self._say(text, {"rel_type": "m.thread", "event_id": self._thread})
        return True

    async def _listen(self) -> None:
        async for room, event in self._account.events():
            if event["sender"] == self._bot:
                self._hear(room, event)

    def _hear(self, room: str, event: Event) -> None:
        if is_message(event):
            self._thread = thread_of(event) or self._thread
            title = str(event["content"]["body"]).partition("\n")[0]
            self._said[event["event_id"]] = Said(room, title)
            self._terminal.show(self._screen.message(BOT, event, self._where(room, event)))
        elif event["type"] == "m.reaction":
            relation = event["content"]["m.relates_to"]
            if relation["event_id"] in self._said:
                return  # which the message itself explains
            self._remark(f"{BOT} reacts: {relation['key']}")
        else:
            return
        self._heard.set()

    def _where(self, room: str, event: Event) -> str:
        """What is said of a message that does not simply stand in the room."""
        thread = "in the thread" if thread_of(event) else ""
        alone = "to you alone, in another room" if room != self._room else ""
        file = "sends a file:" if event["content"].get("msgtype") == "m.file" else ""
        return " ".join(filter(None, (thread, alone, file)))

    def _remark(self, text: str) -> None:
        self._terminal.show(self._screen.remark(text) + "\n")

    @property
    def _screen(self) -> Screen:
        return Screen(self._terminal.width, coloured=self._terminal.is_coloured)
