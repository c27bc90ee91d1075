"""Commands as people type them: in threads, by name, with slips, with reactions."""

from __future__ import annotations

import pytest

from bot.on_matrix.emoji import MORE
from tests.matrix.person import Person, until
from tests.matrix.polling import AnsweringBots, in_thread
from tests.matrix.talking import Talk, body, furnished, replying


@pytest.fixture
async def room(answering: AnsweringBots, mira: Person, ada: Person) -> Talk:
    """Mira moderates it."""
    await answering.start()
    return await furnished(answering, mira, ada)


def calling(room: Talk) -> dict[str, object]:
    return {"m.mentions": {"user_ids": [room.bots.account.user_id]}}


async def test_in_a_thread_it_answers_in_the_thread(room: Talk, ada: Person):
    root = await ada.say(room.id, "look")
    answer = await room.told(ada, "!actor iran", **in_thread(root))

    relation = answer["content"]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", root)


async def test_pages_are_turned_by_reaction_and_by_command(room: Talk, ada: Person):
    first = await room.told(ada, "!timeline")
    assert await room.invited_reactions(first, 1) == [MORE]

    second = await room.press(ada, first, MORE)
    third = await room.told(ada, "!more")
    again = await room.told(ada, "!back")
    of_first = await room.told(ada, "!more", **replying(first))

    assert ["Page 2 of" in body(each) for each in (second, again, of_first)] == [True] * 3
    assert "Page 3 of" in body(third)
    assert body(of_first) == body(second)


async def test_commands_without_the_coloured_form_of_an_emoji_count_as_well(
    room: Talk, ada: Person
):
    first = await room.told(ada, "!timeline")

    assert "Page 2 of" in body(await room.press(ada, first, "▶"))


async def test_all_who_turn_the_same_page_get_one_answer(room: Talk, mira: Person, ada: Person):
    first = await room.told(ada, "!timeline")
    await room.press(ada, first, MORE)
    await room.react(mira, first["event_id"], MORE)
    said = await room.quiet(mira)

    assert sum("Page 2 of" in text for text in said) == 1


async def test_of_several_hits_one_is_picked(room: Talk, ada: Person):
    choice = await room.told(ada, "!why georgia")
    assert body(choice).startswith("Whom does Georgia back? Choose a side.")
    assert await room.invited_reactions(choice, 2) == ["1️⃣", "2️⃣"]

    by_reaction = await room.press(ada, choice, "1️⃣")
    by_command = await room.told(ada, "!open 2", **replying(choice))

    assert "Georgia back Armenia?" in body(by_reaction)
    assert "Georgia back Azerbaijan?" in body(by_command)


async def test_a_number_is_looked_for_on_the_last_card_of_the_thread(room: Talk, ada: Person):
    root = await ada.say(room.id, "here")
    await room.told(ada, "!why georgia", **in_thread(root))
    await room.told(ada, "!timeline")

    in_it = await room.told(ada, "!open 1", **in_thread(root))
    outside = await room.told(ada, "!open 1")

    assert "Georgia back Armenia?" in body(in_it)
    assert "1905" in body(outside)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("{id} why does turkey back azerbaijan?", "Turkey"),
        ("{name}: why does turkey back azerbaijan?", "Turkey"),
        ("Why does Turkey back Azerbaijan, {name}", "Turkey"),
        ("@{name} !actor iran", "Iran"),
        ("{name} settings", "Only moderators can see and change the settings"),
        ("{name} hlep", "Did you mean !help?"),
        ("{name}", "What I can do"),
        ("Hello {name}!", "What I can do"),
        ("{name} schedule?", "What comes next"),
        ("{name} frobnicate the door", "I do not know that."),
    ],
)
async def test_it_listens_to_its_name(room: Talk, ada: Person, typed: str, wanted: str):
    name = "The Bot (of bots)"
    me = room.bots.account
    await me.ask("PUT", f"/profile/{me.user_id}/displayname", {"displayname": name})

    async def is_told() -> bool:
        assert room.bots.bot is not None
        known = room.bots.bot.homeserver.rooms.get(room.id)
        return known is not None and known.own_name == name

    await until(is_told)
    text = typed.format(id=me.user_id, name=name)

    answer = body(await room.told(ada, text, **calling(room)))

    assert wanted in answer
    assert ("I do not know that." in answer) == ("frobnicate" in typed)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("!wyh russia armenia", "Did you mean !why russia armenia?"),
        ("!WHY Russia ARMENIA", "Russia back Armenia?"),
        ("! why “russia” “armenia”", "Russia back Armenia?"),
        ("!why russia", "Whom does Russia back? Choose a side."),
        ("!why", "Name who backs"),
        ("!why russia and armenia in 2020", "2020"),
        ("!why atlantis armenia", "Atlantis"),
        ("!alliance russia", "Name the two whose relation you mean"),
        ("!actor", "Name whom you mean"),
        ("!actor rusia", "Russia"),
        ("!onthisday yesteryear", "yesteryear"),
        ("!timeline from 1900 to 1800", "1900"),
        ("!open", "Say which number"),
        ("!open 3", "There is no card with numbers here"),
        ("!more", "There is no card with several pages here"),
        ("!explainer tomorrow", "There is no such command in “explainer”."),
        ("!schedule nxet", "Did you mean !schedule next?"),
        ("!report", "Reply to one of my cards"),
        ("!who", "Reply to the message you mean"),
        ("!help schedule", "!schedule why [DATE] — What became of"),
        ("!help me", "What I can do"),
        ("!help tiemline", "Did you mean !help timeline?"),
        ("!ask", "There is no question here"),
        ("!ask " + "why " * 100, "A question has at most 300 characters"),
        ("!why " + "very " * 20, "too long for a command"),
    ],
)
async def test_slips_get_one_clear_sentence(room: Talk, ada: Person, typed: str, wanted: str):
    answer = body(await room.told(ada, typed))

    assert wanted.casefold() in answer.casefold()
    assert "Something went wrong" not in answer


async def test_numbers_and_pages_that_are_not_there_are_told(room: Talk, ada: Person):
    choice = await room.told(ada, "!why georgia")
    first = await room.told(ada, "!timeline")

    assert body(await room.told(ada, "!open 7", **replying(choice))) == (
        "The numbers on that card are 1 to 2."
    )
    assert body(await room.told(ada, "!back", **replying(first))) == (
        "That was the first page already."
    )


async def test_what_is_not_for_it_gets_no_answer(room: Talk, mira: Person, ada: Person):
    before = await room.quiet(mira)
    own = await room.told(ada, "!about")
    notice = {"msgtype": "m.notice", "body": "!help"}
    edit = {
        "m.new_content": {"msgtype": "m.text", "body": "!help"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": own["event_id"]},
    }
    said = await ada.say(room.id, "hello there")
    await ada.send(room.id, "m.room.message", notice)
    await ada.say(room.id, "* !help", **edit)
    await ada.say(room.id, "!roll 2d6")
    await ada.say(room.id, "!")
    await ada.say(room.id, "!5 times")
    await ada.say(room.id, "why does iran back armenia?")
    await room.react(ada, said, MORE)
    await room.react(ada, own["event_id"], "👍")
    await room.react(ada, own["event_id"], MORE)
    await room.bots.account.send(room.id, "m.room.message", {"msgtype": "m.text", "body": "!help"})

    after = await room.quiet(mira)
    assert after[len(before) :] == [body(own), body(own), "!help"]


async def test_in_a_direct_chat_every_sentence_is_for_it(answering: AnsweringBots, ada: Person):
    await answering.start()
    direct = await furnished(answering, ada)

    assert "Turkey back" in body(await direct.told(ada, "why does turkey back azerbaijan?"))
    assert "I do not know that command." in body(await direct.told(ada, "!frobnicate"))
    assert "Did you mean !help?" in body(await direct.told(ada, "hlep"))


async def test_two_in_a_public_room_are_not_in_private(answering: AnsweringBots, ada: Person):
    await answering.start()
    public = await furnished(answering, ada, preset="public_chat")
    await ada.say(public.id, "why does turkey back azerbaijan?")
    answer = await public.told(ada, "!privacy show")

    assert "I wrote it to you in a direct chat" in body(answer)
    assert not any("Turkey" in text for text in await public.said())


async def test_another_prefix_is_the_only_one(room: Talk, mira: Person, ada: Person):
    changed = await room.told(mira, "!settings prefix ?")
    assert "Prefix of commands: ! → ?" in body(changed)
    await ada.say(room.id, "!actor iran")
    answer = await room.told(ada, "?help")

    assert "?why — " in body(answer)
    assert not any(text.startswith("Iran") for text in await room.said())


async def test_help_fits_one_screen(room: Talk, ada: Person):
    answer = await room.told(ada, "!help")

    assert len(body(answer).splitlines()) <= 28
    assert max(map(len, body(answer).splitlines())) <= 130
    assert await room.reactions(answer["event_id"]) == []


async def test_who_is_named_in_a_message(room: Talk, ada: Person):
    message = await ada.say(room.id, "Moscow and Ankara agreed, and so did Atlantis")

    answer = body(await room.told(ada, "!who", **replying({"event_id": message})))

    assert "Russia — " in answer
    assert "Turkey — " in answer
    unreadable = replying({"event_id": "$none"})
    assert body(await room.told(ada, "!who", **unreadable)).startswith("I cannot read that message")


async def test_a_failure_of_ours_is_told_with_a_reference_that_is_logged(
    room: Talk, ada: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.cards.lookups.actor", fail)
    answer = body(await room.told(ada, "!actor iran"))

    assert answer.startswith("Something went wrong on my side.")
    reference = answer.rpartition("reference ")[2].rstrip(".")
    assert any(reference in message for message in caplog.messages)
    assert "iran" not in caplog.text.replace("monkeypatch", "")
    assert "Iran" not in answer
