"""What is offered while somebody types."""

import pytest

from tests.on_discord.world import World


async def test_an_empty_field_offers_the_actors(small: World):
    offered = await small.ada.autocomplete(small.channel, "actor", "name", "")

    assert [choice["value"] for choice in offered] == ["alba", "berga", "coria", "dovia", "estra"]


async def test_values_are_ids_and_labels_show_what_was_typed(small: World):
    offered = await small.ada.autocomplete(small.channel, "why", "actor", "corian")

    assert {"name": "Coria (Corian Union)", "value": "coria"} in offered


async def test_another_script_and_a_slip_are_understood(small: World):
    scripts = await small.ada.autocomplete(small.channel, "actor", "name", "альб")
    slip = await small.ada.autocomplete(small.channel, "actor", "name", "Estta")

    assert scripts[0]["value"] == "alba"
    assert slip[0]["value"] == "estra"


async def test_only_the_sides_can_be_backed(small: World):
    offered = await small.ada.autocomplete(small.channel, "why", "backs", "")

    assert [choice["value"] for choice in offered] == ["alba", "berga"]


@pytest.mark.parametrize("typed", ["", "a", "e", "the", "\u200b", "x" * 200, "\\", "🇦🇲"])
async def test_never_more_than_discord_takes(real: World, typed):
    for command, option in (("why", "actor"), ("ask", "question"), ("sources", "about")):
        offered = await real.ada.autocomplete(real.channel, command, option, typed)

        assert len(offered) <= 25
        assert all(0 < len(choice["name"]) <= 100 for choice in offered)
        assert all(0 < len(choice["value"]) <= 100 for choice in offered)


async def test_a_question_can_be_picked_and_asked(real: World):
    offered = await real.ada.autocomplete(real.channel, "ask", "question", "CSTO")

    result = await real.ada.slash(real.channel, "ask", question=offered[0]["value"])

    assert not result.ephemeral
