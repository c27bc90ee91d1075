"""Buttons and menus: from card to card, after a restart, by the asker and by others."""

from tests.on_discord.world import World, buttons, options, texts, title


async def test_cards_lead_to_each_other_and_back(small: World):
    why = await small.ada.slash(small.channel, "why", actor="coria", backs="alba")
    seen = [title(why.response)]

    shown = why
    for label in ("Coria", "Timeline", "Coria", "Sources", "Back to Coria"):
        shown = await small.ada.click(shown.response, label=label)
        seen.append(title(shown.response))
    back = await small.ada.select(shown.response, [options(shown.response)["Coria and Alba"]])

    assert seen == [
        "Does the Corian Union back Alba?",
        "Coria",
        "Timeline — Coria",
        "Coria",
        "Sources — Coria",
        "Coria",
    ]
    assert title(back.response) == "Does the Corian Union back Alba?"


async def test_buttons_work_after_a_restart(small: World):
    asked = await small.ada.slash(small.channel, "why", actor="coria", backs="alba")

    await small.restart()
    pressed = await small.ada.click(asked.response, label="Alba")

    assert title(pressed.response) == "Alba"


async def test_the_asker_turns_the_message_itself(small: World):
    asked = await small.ada.slash(small.channel, "alliances")

    pressed = await small.ada.click(asked.response, label="What surprises")

    assert pressed.response.id == asked.response.id
    assert title(pressed.response) == "The most surprising alliances"


async def test_anybody_else_gets_a_private_card_of_their_own(small: World):
    asked = await small.ada.slash(small.channel, "alliances")

    pressed = await small.ben.click(asked.response, label="What surprises")

    assert pressed.ephemeral
    assert pressed.response.id != asked.response.id
    assert title(asked.response) == "Who backs whom — now"


async def test_pages_turn_to_the_end_and_back(real: World):
    shown = await real.ada.slash(real.channel, "timeline")
    pages = [texts(shown.response)]

    while not buttons(shown.response)["More ›"]["disabled"]:
        shown = await real.ada.click(shown.response, label="More ›")
        pages.append(texts(shown.response))
    back = await real.ada.click(shown.response, label="‹ Back")

    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert len(set(pages)) == len(pages) > 5
    assert texts(back.response) == pages[-2]


async def test_a_button_of_an_entry_gone_from_the_pack_says_so(small: World):
    asked = await small.ada.slash(small.channel, "actor", name="estra")
    estra = small.shelf.pack.actors.pop("estra")
    try:
        pressed = await small.ben.click(asked.response, label="Timeline")
    finally:
        small.shelf.pack.actors["estra"] = estra

    assert pressed.ephemeral
    assert "no longer in the pack" in texts(pressed.response)


async def test_the_bot_keeps_no_view_in_memory(small: World):
    await small.ada.slash(small.channel, "alliances")

    assert not small.env.bot._connection._view_store._views
