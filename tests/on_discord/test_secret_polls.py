"""Secret polls: voted in by buttons, told to nobody, counted at the end."""

from __future__ import annotations

from typing import Any

import pytest

from tests.on_discord.polling import (
    QUESTION,
    SECRET,
    SEVERAL,
    on_screen,
    on_wire,
    open_poll,
    press_at_once,
    votes,
)
from tests.on_discord.world import World, buttons, options, texts, title, walk

MANY = "\n".join(f"Day {number}" for number in range(1, 11))


@pytest.fixture
async def message(small: World) -> Any:
    return await open_poll(small, **SECRET)


async def test_the_message_says_all_that_voters_should_know(message: Any):
    shown = on_wire(message)

    said = texts(shown)
    assert message.poll is None
    assert title(shown) == QUESTION
    assert all(option in said for option in ("Yes", "No", "Later"))
    assert "The poll closes on <t:1795521600:f> (<t:1795521600:R>)" in said
    assert "No member and no moderator sees who votes how." in said
    assert "all votes are deleted; until then, whoever runs me could look them up" in said
    assert list(buttons(shown)) == ["Yes", "No", "Later", "My vote"]


async def test_a_vote_is_told_to_the_voter_alone(small: World, message: Any):
    before = on_screen(small.channel, message).components

    told = await small.ada.click(message, label="Yes")

    assert told.ephemeral
    assert title(told.response) == "Your vote is counted."
    assert "You chose **Yes**" in texts(told.response)
    assert on_screen(small.channel, message).components == before
    assert await votes(small) == [0b001]


async def test_a_second_press_is_harmless(small: World, message: Any):
    told = await press_at_once(small, message, (small.ada, "Yes"), (small.ada, "Yes"))

    assert {title(each.response) for each in told} == {"Your vote is counted."}
    assert await votes(small) == [0b001]


async def test_a_second_press_is_harmless_where_several_may_be_chosen(small: World):
    message = await open_poll(small, **SECRET, **SEVERAL)

    told = await press_at_once(small, message, (small.ada, "Yes"), (small.ada, "Yes"))

    assert await votes(small) == [0b001]
    assert all("You chose **Yes**" in texts(each.response) for each in told)


async def test_two_members_vote_at_once(small: World, message: Any):
    told = await press_at_once(small, message, (small.ada, "Yes"), (small.ben, "No"))

    assert ["**Yes**" in texts(each.response) for each in told] == [True, False]
    assert await votes(small) == [0b001, 0b010]


async def test_a_vote_is_changed_withdrawn_and_given_again(small: World, message: Any):
    told = await small.ada.click(message, label="Yes")
    changed = await small.ada.click(told.response, label="Change to: No")
    after_change = await votes(small)
    taken_back = await small.ada.click(changed.response, label="Withdraw")
    said_then = title(taken_back.response)
    after_withdrawal = await votes(small)
    again = await small.ada.click(taken_back.response, label="Later")

    assert after_change == [0b010]
    assert after_withdrawal == []
    assert said_then == "No vote of yours is counted."
    assert await votes(small) == [0b100]
    assert again.response.id == told.response.id  # one private message all along


async def test_ones_own_vote_can_be_looked_at(small: World, message: Any):
    none = await small.ada.click(message, label="My vote")
    await small.ada.click(message, label="No")

    mine = await small.ada.click(message, label="My vote")

    assert title(none.response) == "No vote of yours is counted."
    assert mine.ephemeral
    assert "You chose **No**" in texts(mine.response)
    assert await votes(small) == [0b010]


async def test_several_are_added_and_taken_away(small: World):
    message = await open_poll(small, **SECRET, **SEVERAL)

    told = await small.ada.click(message, label="Yes")
    told = await small.ada.click(told.response, label="Also: Later")
    both = await votes(small)
    told = await small.ada.click(told.response, label="Without: Yes")

    assert both == [0b101]
    assert await votes(small) == [0b100]
    assert "You chose **Later**" in texts(told.response)


async def test_many_answers_become_a_menu(small: World):
    message = await open_poll(small, **SECRET, options=MANY)
    shown = on_wire(message)

    offered = options(shown)
    told = await small.ada.select(message, [offered["Day 10"]])

    assert list(offered) == [f"Day {number}" for number in range(1, 11)]
    assert len(walk(shown.components)) <= 40
    assert [c["placeholder"] for c in walk(shown.components) if c["type"] == 3] == ["Vote…"]
    assert told.ephemeral
    assert "You chose **Day 10**" in texts(told.response)
    assert await votes(small) == [1 << 9]


async def test_several_of_many_are_chosen_one_after_the_other(small: World):
    message = await open_poll(small, **SECRET, **SEVERAL, options=MANY)
    told = await small.ada.select(message, [options(on_wire(message))["Day 1"]])

    for label in ("Also: Day 2", "Also: Day 3", "Without: Day 1"):
        told = await small.ada.select(told.response, [options(told.response)[label]])

    assert await votes(small) == [0b110]


async def test_a_role_can_be_asked_for(small: World):
    role = small.guild.create_role("Readers")
    small.env.backend.add_member_role(small.guild.id, small.ben.id, role.id)
    message = await open_poll(small, **SECRET, role=role)

    refused = await small.ada.click(message, label="Yes")
    let_in = await small.ben.click(message, label="Yes")

    assert f"Only <@&{role.id}> can vote" in texts(on_wire(message))
    assert "Only those who have the role" in title(refused.response)
    assert refused.ephemeral
    assert title(let_in.response) == "Your vote is counted."
    assert await votes(small) == [0b001]


async def test_the_old_message_works_after_a_restart(small: World, message: Any):
    told = await small.ada.click(message, label="Yes")

    await small.restart()
    changed = await small.ada.click(told.response, label="Change to: No")
    new = await small.ben.click(message, label="Later")

    assert "You chose **No**" in texts(changed.response)
    assert title(new.response) == "Your vote is counted."
    assert await votes(small) == [0b010, 0b100]


async def test_it_needs_no_right_to_create_polls(small: World):
    channel = small.env.bot.get_channel(small.channel.id)
    await channel.set_permissions(channel.guild.me, send_polls=False)

    message = await open_poll(small, **SECRET)

    assert title(on_wire(message)) == QUESTION


async def test_mentions_and_marks_in_the_texts_are_shown_as_typed(small: World):
    message = await open_poll(
        small, **SECRET, question="**@everyone** <@&1>?", options="# h\n[x](https://example.org)"
    )

    sent = texts(on_wire(message))
    assert "@everyone" not in sent
    assert "<@&1>" not in sent
    assert "\n# h" not in sent
