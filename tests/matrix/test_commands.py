"""Every command there is, in every kind of room, typed by people."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.on_matrix.commands.catalogue import Catalogue
from tests.matrix.conftest import NewPerson
from tests.matrix.person import ENCRYPTED
from tests.matrix.polling import SEEN, AnsweringBots, Member
from tests.matrix.sealed import sealed
from tests.matrix.talking import Talk, body, furnished, in_private, replying

IN_PRIVATE = "I wrote it to you in a direct chat"
# What a moderator types, in this order, and what stands in the answer or is put under what they
# typed. Those that need a card to reply to reply to the last one.
CASES = {
    "help": ("!help", "!why — why X backs Y"),
    "about": ("!about", "I look at each message only to see whether it is for me"),
    "why": ("!why iran armenia", "Iran backs Armenia."),
    "report": ("!report The tie is weak, not medium.", "Thank you."),
    "actor": ("!actor Tehran", "Iran"),
    "alliance": ("!alliance russia turkey", "Russia"),
    "alliances": ("!alliances 2020-10", "October 2020"),
    "paradoxes": ("!paradoxes", "1️⃣"),
    "timeline": ("!timeline", "Page 1 of"),
    "more": ("!more", "Page 2 of"),
    "back": ("!back", "Page 1 of"),
    "open": ("!open 1", "See also: "),
    "onthisday": ("!onthisday 27 september", "27 September 2020"),
    "ask": ("!ask why does israel arm azerbaijan?", "Israel"),
    "sources": ("!sources iran", "Sources"),
    "who": ("!who Russia met Iran", "Russia — "),
    "settings panel": ("!settings on 9:00 berlin", "Time zone: UTC → Europe/Berlin"),
    "settings log": ("!settings log", "Channel: none → this room"),
    "explainer preview": ("!explainer preview", IN_PRIVATE),
    "explainer skip": ("!explainer skip", IN_PRIVATE),
    "schedule next": ("!schedule next", "09:00 Europe/Berlin"),
    "schedule why": ("!schedule why", "Its time had passed"),
    "schedule pause": ("!schedule pause", "The schedule is paused."),
    "schedule resume": ("!schedule resume", "runs again"),
    "explainer post": ("!explainer post", "Posting it now."),
    "explainer today": ("!explainer today", "being posted right now"),
    "explainer history": ("!explainer history", "Nothing has been posted here yet."),
    "settings undo": ("!settings undo", "Taken back."),
    "poll new": ("!poll new Tea? | Green | Black", SEEN),
    "poll list": ("!poll list", "Tea?"),
    "vote": ("!vote 7", "no such answer"),
    "poll results": ("!poll results tea", "These are the votes so far."),
    "poll close": ("!poll close tea", "Closing it"),
    "poll export": ("!poll export tea", IN_PRIVATE),
    "poll quick": ("!poll quick Is tea good?", SEEN),
    "privacy show": ("!privacy show", IN_PRIVATE),
    "privacy export": ("!privacy export", IN_PRIVATE),
    "privacy delete": ("!privacy delete", IN_PRIVATE),
}


async def go_through(room: Talk, mira: Member) -> None:
    """Type every command."""
    wrong = []
    last = None
    for command, (typed, wanted) in CASES.items():
        if command.startswith(("poll", "vote")):
            await room.bots.deliver()
            room.bots.clock.ahead += timedelta(minutes=1, seconds=1)  # one a minute may be opened
        if wanted == SEEN:
            assert await room.ask(mira, typed) == SEEN
            continue
        answer = await room.told(
            mira, typed, **(replying(last) if last and command == "report" else {})
        )
        if not wanted or wanted not in body(answer):
            wrong.append(f"{command}: {body(answer)}")
        last = answer
    assert not wrong, "\n\n".join(wrong)


async def test_every_command_is_tried(answering: AnsweringBots):
    server = answering.make().homeserver

    assert set(CASES) == set(Catalogue(answering.services, server).router.commands)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_every_command_in_the_clear(
    answering: AnsweringBots, new_person: NewPerson, version: str
):
    await answering.start()
    mira, ada = new_person("mira"), new_person("ada")
    room = await furnished(answering, mira, ada, version=version)

    await go_through(room, mira)


async def test_every_command_encrypted(
    answering: AnsweringBots, new_person: NewPerson, tmp_path_factory: pytest.TempPathFactory
):
    answering.more = {"encryption": True}
    await answering.start()
    async with AsyncExitStack() as stack:
        mira, ada = [
            await stack.enter_async_context(sealed(new_person(name), tmp_path_factory.mktemp(name)))
            for name in ("mira", "ada")
        ]
        for each in (mira, ada):
            await each.sync()
        room = await furnished(answering, mira, ada, initial_state=[ENCRYPTED])
        await mira.knows(room.id, answering.account.user_id)
        private = await in_private(answering, mira)
        await mira.knows(private.id, answering.account.user_id)

        await go_through(room, mira)
        told = await private.said()
        assert any("What I keep about you" in text for text in told)
        assert all(event["type"] != "m.room.message" for event in await mira.plain.events(room.id))
