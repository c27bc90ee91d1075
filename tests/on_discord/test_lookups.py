"""Every look-up as a member types it, through real discord.py."""

import pytest

from tests.on_discord.world import World, buttons, options, texts, title

LOOKUPS = [
    ("why", {"actor": "coria", "backs": "alba"}, "Does the Corian Union back Alba?"),
    ("why", {"actor": "dovia", "backs": "Alba", "on": "1999"}, "Why did Dovia back Alba?"),
    ("actor", {"name": "Альба"}, "Alba"),
    ("alliance", {"one": "dovia", "other": "coria"}, "Dovia and Coria"),
    ("alliances", {}, "Who backs whom — now"),
    ("alliances", {"side": "alba", "on": "May 1995"}, "Who backs whom — May 1995"),
    ("paradoxes", {"on": "2000"}, "The most surprising alliances"),
    ("timeline", {}, "Timeline — The Alba-Berga dispute"),
    ("timeline", {"actor": "coria", "from": "1990", "kind": "treaty"}, "Timeline — Coria"),
    ("onthisday", {"date": "2026-05-02"}, "On this day — 2 May"),
    ("onthisday", {}, "On this day — 23 November"),
    ("ask", {"question": "Who is Alba?"}, "Alba"),
    ("sources", {}, "Sources — The Alba-Berga dispute"),
    ("sources", {"about": "alba"}, "Sources — Alba"),
    ("help", {}, "What I can do"),
    ("about", {}, "About — The Alba-Berga dispute"),
]


@pytest.mark.parametrize(("name", "arguments", "expected"), LOOKUPS)
async def test_a_lookup_answers_in_public_with_its_card(small: World, name, arguments, expected):
    result = await small.ada.slash(small.channel, name, **arguments)

    assert title(result.response) == expected
    assert not result.ephemeral


@pytest.mark.parametrize(("name", "arguments", "expected"), LOOKUPS)
async def test_a_lookup_works_in_direct_messages(small: World, name, arguments, expected):
    user = small.env.create_user("cleo")

    result = await user.slash(name, **arguments)

    assert title(result.response) == expected


async def test_another_interface_language_changes_nothing(small: World):
    guild = small.env.create_guild("Sohbet", preferred_locale="tr")
    channel = guild.create_text_channel("sohbet")
    deniz = guild.add_member(small.env.create_user("deniz"))

    result = await deniz.slash(channel, "why", actor="dovia", backs="alba")

    assert title(result.response) == "Why does Dovia back Alba?"


async def test_a_misspelt_name_is_understood(small: World):
    result = await small.ada.slash(small.channel, "actor", name="Bergaa")

    assert title(result.response) == "Berga"


async def test_an_unknown_name_is_told_privately(small: World):
    result = await small.ada.slash(small.channel, "actor", name="Zzyzx")

    assert result.ephemeral
    assert "I do not know “Zzyzx”" in texts(result.response)


async def test_a_name_the_pack_does_not_cover_is_not_mistaken_for_another(small: World):
    result = await small.ada.slash(small.channel, "why", actor="Corva", backs="alba")

    assert "“Corva” is not in this pack" in texts(result.response)


async def test_of_several_hits_the_picked_one_answers_the_same_question(small: World):
    asked = await small.ada.slash(small.channel, "why", actor="corian", backs="alba", on="1999")
    choices = options(asked.response)

    picked = await small.ada.select(asked.response, [choices["Dovia"]])

    assert list(choices) == ["Coria", "Dovia"]
    assert title(picked.response) == "Why did Dovia back Alba?"


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("actor", {"name": "x" * 3000}, "at most 100 characters"),
        ("ask", {"question": "why " * 1000}, "at most"),
        ("why", {"actor": "coria", "backs": "alba", "on": "31.02.2020"}, "no date I can read"),
        ("onthisday", {"date": "2020"}, "more than a day"),
        ("timeline", {"from": "2020", "to": "1999"}, "is before"),
        ("alliances", {"side": "coria"}, "no side of this conflict"),
    ],
)
async def test_wrong_input_gets_one_sentence(small: World, name, arguments, sentence):
    result = await small.ada.slash(small.channel, name, **arguments)

    assert result.ephemeral
    assert sentence in texts(result.response)


async def test_what_people_type_becomes_no_markup_and_no_mention(small: World):
    typed = "**@everyone** [x](https://example.org)"

    result = await small.ada.slash(small.channel, "actor", name=typed)

    shown = texts(result.response)
    assert "@everyone" not in shown.replace("@\u200beveryone", "")
    assert "\\*\\*" in shown
    assert "\\[x](" in shown


async def test_the_message_menu_lists_who_is_named(small: World):
    message = await small.ben.send(small.channel, "Dovia would never leave Berga alone")

    result = await small.ada.context_menu(small.channel, "Who is in this?", message)

    assert result.ephemeral
    assert {"Dovia", "Berga"} <= set(options(result.response))


async def test_a_bug_is_logged_with_the_reference_the_asker_sees(small: World, caplog):
    small.shelf._pack, whole = None, small.shelf._pack
    try:
        result = await small.ada.slash(small.channel, "help")
    finally:
        small.shelf._pack = whole

    (record,) = [record for record in caplog.records if record.levelname == "ERROR"]
    reference = record.getMessage().split()[1]
    assert reference in texts(result.response)
    assert result.ephemeral


async def test_buttons_stand_under_the_card(small: World):
    result = await small.ada.slash(small.channel, "why", actor="coria", backs="alba")

    assert list(buttons(result.response)) == [
        "Coria",
        "Alba",
        "What happened between them",
        "Timeline",
        "Sources",
    ]
