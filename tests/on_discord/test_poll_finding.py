"""Polls by their list, by their words, and made of a message."""

from __future__ import annotations

from datetime import timedelta

from bot.core.poll import PollState
from tests.on_discord.delivering import deliver
from tests.on_discord.polling import (
    FILLED_IN,
    QUESTION,
    close,
    open_poll,
    polls,
)
from tests.on_discord.world import World, options, texts, title


async def test_the_menu_of_a_message_makes_it_the_question(small: World):
    message = await small.ben.send(small.channel, f"<@{small.ada.id}>:  tea\nor <:cup:123>?")

    form = await small.mira.context_menu(small.channel, "Make a poll of this", message)

    assert question_in(form) == "@ada: tea or :cup:?"
    await small.mira.submit_modal(form, {**FILLED_IN, "question": "@ada: tea or coffee?"})
    await deliver(small)
    assert small.channel.last_message.poll.question == "@ada: tea or coffee?"


async def test_a_long_message_is_cut_to_a_question(small: World):
    message = await small.ben.send(small.channel, "tea " * 200)

    form = await small.mira.context_menu(small.channel, "Make a poll of this", message)

    assert len(question_in(form)) == 300
    assert question_in(form).endswith("…")


async def test_a_message_without_words_makes_no_question(small: World):
    shown = await small.ada.slash(small.channel, "about")

    refused = await small.mira.context_menu(small.channel, "Make a poll of this", shown.response)

    assert "no words" in title(refused.response)


def question_in(form) -> str:
    fields = [label["component"] for label in form.modal["components"]]
    return next(field["value"] for field in fields if field["custom_id"] == "question")


async def test_the_list_opens_results(small: World):
    await open_poll(small, question="Tea?")
    await close(small, small.mira, "Tea?")
    small.clock.advance(timedelta(minutes=2))
    await open_poll(small, question="Coffee?")

    listed = await small.ada.slash(small.channel, "poll list")
    offered = options(listed.response)
    opened = await small.ada.select(listed.response, [offered["Tea?"]])

    assert listed.ephemeral
    assert list(offered) == ["Coffee?", "Tea?"]
    assert title(opened.response) == "Tea?"
    assert opened.response.id == listed.response.id


async def test_a_result_leads_to_its_file_and_to_all_polls(small: World):
    message = await open_poll(small)
    await small.ben.vote(message, answer=1)
    await close(small, small.mira)

    shown = await small.ada.click(small.channel.last_message, label="More…")
    said = title(shown.response)
    file = await small.ada.click(shown.response, label="Totals as a file")
    listed = await small.ada.click(shown.response, label="All polls")

    assert shown.ephemeral
    assert said == QUESTION
    assert file.ephemeral
    assert len(file.response.attachments) == 1
    assert list(options(listed.response)) == [QUESTION]
    assert listed.response.id == shown.response.id


async def test_an_empty_list_says_so(small: World):
    listed = await small.ada.slash(small.channel, "poll list")

    assert "No poll has been opened here yet" in texts(listed.response)


async def test_polls_are_found_by_words_by_id_and_by_what_is_offered(small: World):
    await open_poll(small, question="Is tea better than coffee?")
    (poll,) = await polls(small)
    small.clock.advance(timedelta(minutes=2))
    await open_poll(small, question="Is coffee better than water?")

    offered = await small.ada.autocomplete(small.channel, "poll results", "poll", "TEA b")
    by_word = await small.ada.slash(small.channel, "poll results", poll="tea")
    by_id = await small.ada.slash(small.channel, "poll results", poll=poll.id)
    several = await small.ada.slash(small.channel, "poll results", poll="coffee")
    none = await small.ada.slash(small.channel, "poll results", poll="beer")

    assert [choice["value"] for choice in offered] == [poll.id]
    assert title(by_word.response) == title(by_id.response) == "Is tea better than coffee?"
    assert title(several.response) == "Several polls fit that; which do you mean?"
    assert len(options(several.response)) == len(options(none.response)) == 2
    picked = await small.ada.select(several.response, [[*options(several.response).values()][1]])
    assert title(picked.response) == "Is tea better than coffee?"
    assert picked.response.id == several.response.id


async def test_a_pick_of_several_is_closed(small: World):
    await open_poll(small, question="Tea?")
    small.clock.advance(timedelta(minutes=2))
    await open_poll(small, question="Teapot?")
    several = await small.mira.slash(small.channel, "poll close", poll="tea")

    done = await small.mira.select(several.response, [[*options(several.response).values()][1]])

    assert title(done.response) == "Closing it."
    states = {poll.question.text: poll.state for poll in await polls(small)}
    assert states == {"Tea?": PollState.CLOSING, "Teapot?": PollState.OPEN}


async def test_without_any_poll_there_is_nothing_to_choose_from(small: World):
    shown = await small.ada.slash(small.channel, "poll results", poll="tea")

    assert "No poll has been opened here yet" in title(shown.response)


async def test_results_of_an_open_one_point_to_its_message(small: World):
    message = await open_poll(small)

    shown = await small.ada.slash(small.channel, "poll results", poll=QUESTION)

    assert shown.ephemeral
    assert f"/{small.channel.id}/{message.id})" in texts(shown.response)
