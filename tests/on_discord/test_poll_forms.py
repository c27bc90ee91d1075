"""What is wrong in the form of a poll is said in a sentence, and nothing typed is lost."""

from __future__ import annotations

import pytest
from discord import ui

from bot.cards.poll_routes import AGAIN as AGAIN_KIND
from bot.cards.poll_routes import BALLOT, CLOSE, FORM, LEAVE_OUT, RESULTS, VOTE, WITHDRAW
from bot.core.card import Route
from bot.on_discord.rendering import custom_id
from tests.on_discord.polling import (
    FILLED_IN,
    QUESTION,
    SECRET,
    SEVERAL,
    let_everybody_open,
    polls,
    submit,
)
from tests.on_discord.settings_panel import left_as_it_is
from tests.on_discord.world import World, texts, title

TOO_LONG = "x" * 56
AGAIN = "Write it again"
WRONG = [
    ({"question": "   "}, "A poll needs a question."),
    ({"options": "Yes"}, "2 to 10 answers"),
    ({"options": "\n".join(map(str, range(11)))}, "this has 11"),
    ({"options": f"Yes\n{TOO_LONG}"}, "at most 55 characters"),
    ({"options": "Yes\nyes"}, "each has to differ"),
    ({"length": "soon"}, "“soon” is no length of time"),
    ({"length": "1 minute"}, "5 minutes to 32 days"),
    ({"length": "60 days"}, "is longer"),
    ({"length": "until 2020-01-01"}, "is over already"),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG)
@pytest.mark.parametrize("kind", ["native", "secret"])
async def test_each_field_has_its_sentence(
    small: World, changes: dict[str, str], sentence: str, kind: str
):
    told = await submit(small, small.mira, **{"kind": [kind], **changes})

    assert told.ephemeral
    assert sentence in title(told.response)
    assert await polls(small) == []
    typed = {**FILLED_IN, **changes}
    for key in ("question", "options", "length"):
        for line in str(typed[key]).splitlines():
            assert line.strip() in texts(told.response)


async def test_the_form_opens_again_as_it_was_filled_in(small: World):
    refused = await submit(small, small.mira, options="Yes", **SECRET, **SEVERAL)

    again = await small.mira.click(refused.response, label=AGAIN)

    held = left_as_it_is(again, small)
    assert held == {**FILLED_IN, "options": "Yes", **SECRET, **SEVERAL}
    done = await small.mira.submit_modal(again, {**held, "options": "Yes\nNo"})
    assert title(done.response) == "Opening it."
    assert done.response.id == refused.response.id


async def test_everybody_gets_back_what_they_wrote_themselves(small: World):
    await let_everybody_open(small)
    refused = await submit(small, small.mira, options="Yes", question="Mine?")
    await submit(small, small.ada, options="Yes", question="Hers?")

    again = await small.mira.click(refused.response, label=AGAIN)

    assert left_as_it_is(again, small)["question"] == "Mine?"


async def test_after_a_restart_the_texts_are_still_there_to_copy(small: World):
    refused = await submit(small, small.mira, options="Yes", **SECRET)
    await small.restart()

    again = await small.mira.click(refused.response, label=AGAIN)

    held = left_as_it_is(again, small)
    assert (held["question"], held["kind"]) == ("", ["secret"])
    assert QUESTION in texts(refused.response)


async def test_a_form_opened_before_a_restart_is_accepted_after_it(small: World):
    form = await small.mira.slash(small.channel, "poll new")

    await small.restart()
    done = await small.mira.submit_modal(form, FILLED_IN)

    assert title(done.response) == "Opening it."


async def test_a_role_is_remembered_through_a_mistake(small: World):
    role = small.guild.create_role("Readers")
    refused = await submit(small, small.mira, role=role, options="Yes", **SECRET)
    again = await small.mira.click(refused.response, label=AGAIN)

    await small.mira.submit_modal(again, {**FILLED_IN, **SECRET})

    (poll,) = await polls(small)
    assert poll.question.role == str(role.id)


async def test_one_of_discords_own_cannot_be_kept_to_a_role(small: World):
    role = small.guild.create_role("Readers")

    refused = await submit(small, small.mira, role=role)

    assert "secret" in title(refused.response)
    assert await polls(small) == []


async def test_too_many_at_once_have_to_wait(small: World):
    await submit(small, small.mira)

    refused = await small.mira.slash(small.channel, "poll new")

    assert "poll a minute" in title(refused.response)


@pytest.mark.parametrize(
    "route",
    [
        *(
            Route(kind, ("burn", "me", "now"))
            for kind in (VOTE, LEAVE_OUT, WITHDRAW, BALLOT, CLOSE)
        ),
        *(Route(kind) for kind in (FORM, RESULTS, AGAIN_KIND)),
    ],
    ids=str,
)
async def test_a_button_of_another_version_says_so(small: World, route: Route):
    view = ui.LayoutView()
    view.add_item(ui.ActionRow(ui.Button(label="Old", custom_id=custom_id(route))))
    view.stop()
    await small.env.bot.get_channel(small.channel.id).send(view=view)

    told = await small.ada.click(small.channel.last_message, label="Old")

    assert "from another version of me" in title(told.response)
    assert told.ephemeral
