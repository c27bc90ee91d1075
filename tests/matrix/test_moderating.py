"""What moderators do in their room, and what is refused to others; reports; private data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.core.post import Reason, Trouble
from bot.delivery.sender import Rejected
from bot.on_matrix.identity import place
from bot.storage.settings_store import settings_of
from tests.matrix.conftest import NewPerson
from tests.matrix.person import Person, until
from tests.matrix.polling import AnsweringBots
from tests.matrix.sealed import sealed
from tests.matrix.talking import Talk, body, file_in, furnished, in_private, replying

ON = "!settings on 9:00 berlin"
NOT_SETTINGS = "Only moderators can see and change the settings: members whose power level lets"
NOT_HERE = "Only moderators can do that here."
WRONG = "!report The tie is weak, not medium. https://example.org/shows-it"


@pytest.fixture
def eve(new_person: NewPerson) -> Person:
    return new_person("eve")


@pytest.fixture
async def room(answering: AnsweringBots, mira: Person, ada: Person, eve: Person) -> Talk:
    """Mira moderates it; Ada and Eve do not."""
    await answering.start()
    return await furnished(answering, mira, ada, eve)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("!settings", NOT_SETTINGS),
        ("!settings on", NOT_SETTINGS),
        ("!settings off", NOT_SETTINGS),
        ("!settings zone Baku", NOT_SETTINGS),
        ("!settings log", NOT_SETTINGS),
        ("!settings undo", NOT_SETTINGS),
        ("!explainer preview", NOT_HERE),
        ("!explainer skip", NOT_HERE),
        ("!explainer post", NOT_HERE),
        ("!schedule pause", NOT_HERE),
        ("!schedule resume", NOT_HERE),
    ],
)
async def test_only_moderators_of_the_room_may(
    room: Talk, mira: Person, ada: Person, typed: str, refusal: str
):
    await furnished(room.bots, ada)  # she moderates another one, which is no matter here
    await room.told(mira, ON)
    before = await settings_of(room.bots.database, place(room.id))

    assert body(await room.told(ada, typed)).startswith(refusal)
    assert await settings_of(room.bots.database, place(room.id)) == before


@pytest.mark.parametrize("version", ["11", "12"])
async def test_who_is_made_a_moderator_may_at_once(
    answering: AnsweringBots, mira: Person, ada: Person, version: str
):
    await answering.start()
    room = await furnished(answering, mira, ada, version=version)
    levels = await mira.ask("GET", f"/rooms/{room.id}/state/m.room.power_levels")
    levels["users"] = levels.get("users", {}) | {ada.user_id: 50}
    await mira.set_state(room.id, "m.room.power_levels", levels)

    assert "Channel: none → this room" in body(await room.told(ada, ON))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("!settings time half past nine", "Time of day"),
        ("!settings time 21:30", "Time of day: 09:00 → 21:30"),
        ("!settings at 9 pm", "Time of day: 09:00 → 21:00"),
        ("!settings zone atlantis", "atlantis"),
        ("!settings zone tehran", "Asia/Tehran"),
        ("!settings days mon-fri", "Monday to Friday"),
        ("!settings days someday", "someday"),
        ("!settings grace 3", "3 hours"),
        ("!settings notify loudly", "choose Like any message or Silently."),
        ("!settings thread off", "Thread: on → off"),
        ("!settings poll maybe", "choose On or Off."),
        ("!settings colour red", "There is no setting “colour”"),
        ("!settings tiem 9", "did you mean “time”?"),
        ("!settings moderators !nowhere", "the id of a room that I am in"),
        ("!settings moderators here", "Moderators’ channel: none → this room"),
        ("!settings prefix", "Prefix"),
        ("!settings on 25:00", "“25:00” is no time of day"),
        ("!settings on #general", "goes into the room where you say this"),
        ("!settings off", "Channel: this room → none"),
        ("!settings", "Channel: this room"),
    ],
)
async def test_settings_are_typed(room: Talk, mira: Person, typed: str, wanted: str):
    await room.told(mira, ON)

    answer = body(await room.told(mira, typed))

    assert wanted in answer
    assert "Something went wrong" not in answer


async def test_what_is_refused_to_one_can_be_done_by_the_next(
    room: Talk, mira: Person, ada: Person
):
    """Though both react alike to one card, which if it only showed something is answered once."""
    panel = await room.told(mira, ON)
    asked = await room.told(mira, "!settings delete")
    refused = await room.press(ada, asked, "1️⃣")
    gone = await room.press(mira, asked, "1️⃣")

    assert "!settings delete" in body(panel)
    assert body(asked).startswith("Delete everything of this room?")
    assert body(refused).startswith("Only members whose power level lets them change the room")
    assert body(gone).startswith("Everything of this room was deleted.")
    assert not (await settings_of(room.bots.database, place(room.id))).is_on
    assert await room.reactions(asked["event_id"]) == []


async def test_all_of_a_room_is_exported_to_who_manages_it(room: Talk, mira: Person):
    await room.told(mira, ON)
    asked = await room.told(mira, "!settings delete")
    answer = await room.press(mira, asked, "2️⃣")
    above, file = await (await in_private(room.bots, mira)).of_kind("m.room.message")

    assert body(answer).startswith("I wrote it to you in a direct chat")
    assert body(above).startswith("What I keep of this room")
    assert json.loads(await file_in(mira, file))["about"] == f"matrix:{room.id}"


async def test_what_comes_is_shown_to_the_moderator_alone(room: Talk, mira: Person):
    await room.told(mira, ON)
    await room.told(mira, "!explainer preview")
    private = await in_private(room.bots, mira)
    (preview,) = await private.said()
    before = preview.splitlines()[0]
    await room.told(mira, "!explainer skip")

    assert f"Next in {room.id}: " in preview
    after = (await private.said())[-1].splitlines()[0]
    assert after != before
    said = await room.said()
    assert not any(before in text or after in text for text in said)


async def test_a_report_goes_to_the_moderators_who_decide(
    answering: AnsweringBots, mira: Person, ada: Person, eve: Person
):
    """In a room of their own, which more people moderate than the one that was reported in."""
    await answering.start()
    room = await furnished(answering, mira, ada)
    office = await furnished(answering, eve, mira)
    refused = await room.told(mira, f"!settings moderators {office.id}")
    assert body(refused).startswith("Only who moderates that room too")
    levels = await eve.ask("GET", f"/rooms/{office.id}/state/m.room.power_levels")
    levels["users"] = levels.get("users", {}) | {mira.user_id: 50}
    await eve.set_state(office.id, "m.room.power_levels", levels)
    await room.told(mira, f"!settings moderators {office.id}")

    card = await room.told(ada, "!why iran armenia")
    thanks = await room.told(ada, WRONG, **replying(card))
    await answering.deliver()
    notice = (await office.of_kind("m.room.message"))[-1]
    by_eve = await office.press(eve, notice, "1️⃣")
    by_mira = await office.press(mira, notice, "1️⃣")
    too_late = await office.told(mira, "!open 2", **replying(notice))

    assert body(thanks).startswith("Thank you.\n\nYour report went to the moderators.")
    assert "Why does Iran back Armenia?" in body(notice)
    assert "The tie is weak, not medium.\n" in body(notice)
    assert "https://example.org/shows-it" in body(notice)
    assert body(by_eve) == "Only moderators can decide about reports."
    assert f"Accepted by {mira.user_id}" in body(by_mira)
    assert body(too_late).startswith("That was decided before.")


async def test_a_report_that_cannot_be_taken_says_why_and_can_be_written_again(
    room: Talk, ada: Person
):
    card = await room.told(ada, "!why iran armenia")
    short = await room.told(ada, "!report bad", **replying(card))
    again = await room.told(ada, WRONG, **replying(short))
    twice = await room.told(ada, WRONG, **replying(card))

    assert "10 to 1,000 characters; this has 3." in body(short)
    assert body(again).startswith("Thank you.")
    assert "That was reported already" in body(twice)


@pytest.mark.parametrize("of_bot", [True, False])
async def test_only_cards_are_reported(room: Talk, ada: Person, of_bot: bool):
    who = room.bots.account if of_bot else ada
    trace = {"route": "why:iran:armenia::0", "pages": 1, "numbered": [], "others": []}
    claims = {} if of_bot else {"org.bedfellows.card": trace}
    message = await who.say(room.id, "It is so", **claims)

    answer = body(await room.told(ada, WRONG, **replying({"event_id": message})))

    assert answer.startswith("Reply to one of my cards with this command")


async def test_private_data_goes_to_its_owner_alone(room: Talk, mira: Person):
    await room.told(mira, ON)
    shown = await room.told(mira, "!privacy show")
    exported = await room.told(mira, "!privacy export")
    private = await in_private(room.bots, mira)

    assert body(shown) == body(exported)
    assert body(shown).startswith("I wrote it to you in a direct chat")
    show, above, file = await private.of_kind("m.room.message")
    assert "One change of settings that you made." in body(show)
    assert body(above).startswith("What I keep about you")
    assert (file["content"]["msgtype"], body(file)) == ("m.file", "bedfellows-about-you.json")
    kept = json.loads(await file_in(mira, file))
    assert kept["about"] == f"matrix:{mira.user_id}"
    assert len(kept["kept"]["changes of settings"]) == 1


async def test_an_export_can_be_read_in_an_encrypted_chat_that_was_joined_later(
    answering: AnsweringBots,
    new_person: NewPerson,
    ada: Person,
    tmp_path_factory: pytest.TempPathFactory,
):
    answering.more = {"encryption": True}
    await answering.start()
    folder: Path = tmp_path_factory.mktemp("mira")
    async with sealed(new_person("mira"), folder) as mira:
        await mira.sync()
        room = await furnished(answering, mira.plain, ada)
        await room.told(mira.plain, "!privacy export")
        private = await in_private(answering, mira)
        await mira.knows(private.id, answering.account.user_id)
        above, file = await until(lambda: readable(private, 2))

        assert body(above).startswith("What I keep about you")
        assert "url" not in file["content"]
        assert json.loads(await file_in(mira, file))["kept"] == {}


async def readable(private: Talk, count: int) -> list[object]:
    found = await private.of_kind("m.room.message")
    return list(found) if len(found) >= count else []


async def test_deleting_asks_first_and_is_done_where_nobody_else_is(room: Talk, mira: Person):
    await room.told(mira, ON)
    await room.told(mira, "!privacy delete")
    private = await in_private(room.bots, mira)
    (asked,) = await private.of_kind("m.room.message")

    deleted = await private.press(mira, asked, "1️⃣")
    again = await private.told(mira, "!privacy delete")

    assert body(asked).startswith("Delete what I keep about you?")
    assert "One change of settings no longer names you." in body(deleted)
    assert "Nothing." in body(again)
    assert await private.reactions(asked["event_id"]) == []


async def test_a_chat_that_a_third_one_came_into_is_private_no_more(
    room: Talk, mira: Person, ada: Person
):
    await room.told(mira, "!privacy show")
    first = await in_private(room.bots, mira)
    await mira.invite(first.id, ada.user_id)
    await ada.join(first.id)
    answer = await first.told(mira, "!privacy show")
    second = await in_private(room.bots, mira)

    assert body(answer).startswith("I wrote it to you in a direct chat")
    assert first.id != second.id
    assert len(await second.said()) == 1


async def test_who_can_be_told_nothing_in_private_is_told_so(
    room: Talk, ada: Person, monkeypatch: pytest.MonkeyPatch
):
    async def refuse(_: str) -> str:
        raise Rejected(Trouble(Reason.REFUSED, ("403 M_FORBIDDEN", "no invitations")))

    assert room.bots.bot is not None
    monkeypatch.setattr(room.bots.bot.homeserver, "direct_room", refuse)
    answer = await room.told(ada, "!privacy show")

    assert body(answer).startswith("That is for your eyes only")
