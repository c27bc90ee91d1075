"""What the bot can do, and what it stands for."""

from pathlib import Path

from bot.cards.help import COMMANDS, ON_MATRIX, about_card, help_card
from bot.cards.plain import body
from bot.core.pack import Pack
from tests.editing import edited


def test_help_names_the_pack_and_every_command(small_pack: Pack):
    text = body(help_card(small_pack))

    assert "The Alba-Berga dispute" in text
    assert all(f"- {name} — {summary}" in text for name, summary in COMMANDS)


def test_what_differs_between_platforms_is_said_of_the_right_one(small_pack: Pack):
    on_matrix = body(help_card(small_pack, ON_MATRIX)) + body(about_card(small_pack, ON_MATRIX))
    on_discord = body(help_card(small_pack)) + body(about_card(small_pack))

    assert "Reply to it with report and what is wrong." in on_matrix
    assert "to see whether it is for me" in on_matrix
    assert "“Report an error” in the menu" in on_discord
    assert "I read no messages, except" in on_discord
    assert "menu" not in on_matrix


def test_about_counts_what_there_is_and_says_of_when_it_is(small_pack: Pack):
    text = body(about_card(small_pack))

    assert "An invented dispute for tests." in text
    assert "21 claims about 5 actors, 6 relations and 3 events, from 4 sources" in text
    assert "newest evidence: 1 June 2020" in text
    assert "Licence of the pack: CC-BY-4.0" in text


def test_about_gives_the_reasons_for_its_words(small_pack: Pack):
    assert "I say “the Lowlands”: both sides can sign it" in body(about_card(small_pack))


def test_a_pack_without_rules_of_naming_has_no_section_of_words(breakable_pack: Path):
    pack = edited(breakable_pack, "pack.yaml", "naming:", "# naming:")

    assert "Words" not in body(about_card(pack))
