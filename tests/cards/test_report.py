"""What people who report an error and moderators read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.cards.plain import to_text
from bot.cards.report import (
    already_decided_card,
    not_added,
    report_card,
    report_form,
    returned_card,
    thanks_card,
)
from bot.core.card import Link, Paragraph, Reference, Route
from bot.core.form import TextField
from bot.core.pack import Pack
from bot.core.report import Report, State, Subject

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 10, tzinfo=UTC)
SUBJECT = Subject(Route("explainer", ("why-coria-armed-alba",)), date(2026, 11, 24))
OPEN = Report(
    id="r1",
    place="discord:1",
    pack="small",
    subject=SUBJECT,
    wrong="The base closed in 2002.",
    source="https://example.org/base",
    at=AT,
    by="discord:7",
)
ACCEPTED = replace(OPEN, state=State.ACCEPTED, decided_by="discord:9", decided_at=LATER)


def test_the_form_asks_what_is_wrong_and_for_a_source_if_there_is_one():
    form = report_form(SUBJECT)

    args = ("2026-11-24", "explainer", "why-coria-armed-alba")
    wrong, source = form.fields
    assert form.submits == Route("report-submit", args)
    assert isinstance(wrong, TextField)
    assert (wrong.key, wrong.longest, wrong.required, wrong.long) == ("wrong", 1000, True, True)
    assert isinstance(source, TextField)
    assert (source.key, source.longest, source.required) == ("source", 500, False)


def test_thanks_tell_who_has_the_report_now():
    assert "went to the moderators" in to_text(thanks_card(has_channel=True, is_moderator=True))


def test_without_a_channel_the_thanks_admit_that_nobody_was_told():
    member = to_text(thanks_card(has_channel=False, is_moderator=False))
    moderator = to_text(thanks_card(has_channel=False, is_moderator=True))

    assert "have not chosen a channel for reports yet, so nobody was told. It is kept" in member
    assert "settings panel" not in member
    assert moderator == f"{member}\nYou can choose it here: settings panel"


def test_what_was_not_taken_is_given_back_with_a_way_to_send_it_again():
    card = returned_card("Too short.", SUBJECT, "Wrong", "some book")

    assert to_text(card) == "Too short.\n\nWhat you wrote\nWrong\nsome book"
    assert [str(button.opens) for button in card.buttons] == [
        "report-again:2026-11-24:explainer:why-coria-armed-alba:0"
    ]
    assert card.private


def test_where_nothing_was_written_nothing_is_given_back():
    assert returned_card("Too short.", SUBJECT, "", "").blocks == ()


@pytest.mark.parametrize(
    ("earlier", "sentence"),
    [
        (None, "at this very moment; send this one again"),
        (OPEN, "reported already; the moderators have not decided"),
        (ACCEPTED, "reported already; the moderators accepted it"),
        (replace(ACCEPTED, state=State.DECLINED), "reported already; the moderators declined it"),
    ],
)
def test_why_a_report_was_not_added(earlier: Report | None, sentence: str):
    assert sentence in not_added(earlier)


def test_moderators_see_what_it_is_about_what_is_wrong_and_who_says_so(small_pack: Pack):
    card = report_card(small_pack, OPEN)

    assert to_text(card) == (
        "Report of an error\n\n"
        "Why did the Corian Union arm Alba? — daily explainer of 24 November 2026\n"
        "\nWhat is wrong\n"
        "The base closed in 2002.\n"
        "Source: open it (https://example.org/base) (example.org)\n"
        "\n(Reported by person 7 2026-11-24 09:30 UTC.)\n"
        "\n(Accepted reports go to the maintainers of the facts. A decision is final.)"
    )
    assert [(button.label, str(button.opens)) for button in card.buttons] == [
        ("Open the card", "explainer:why-coria-armed-alba:0"),
        ("Accept", "report-decide:r1:accept:0"),
        ("Decline", "report-decide:r1:decline:0"),
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [(None, ("No source was given.",)), ("a book", ("Source: a book",))],
)
def test_what_is_no_address_is_no_link(small_pack: Pack, source: str | None, shown):
    card = report_card(small_pack, replace(OPEN, source=source))

    assert Paragraph(shown) in card.blocks
    assert not any(isinstance(span, Link) for span in shown)


def test_a_decided_report_says_by_whom_and_offers_no_other_decision(small_pack: Pack):
    card = report_card(small_pack, ACCEPTED)

    assert to_text(card).endswith("\n(Accepted by person 9 2026-11-25 10:00 UTC. That is final.)")
    assert [button.label for button in card.buttons] == ["Open the card"]


def test_deleted_names_leave_a_sentence(small_pack: Pack):
    text = to_text(report_card(small_pack, replace(ACCEPTED, by=None, decided_by=None)))

    assert "Reported by a member 2026-11-24" in text
    assert "Accepted by a moderator 2026-11-25" in text


def test_who_comes_second_is_told_who_was_first():
    card = already_decided_card(ACCEPTED)

    (paragraph,) = card.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.line[:2] == (Reference("person", "9"), " accepted it already, ")
    assert "A decision is final." in to_text(card)
    assert card.private
