"""Reporting an error: the form, what the reporter is told, what moderators see."""

from __future__ import annotations

from bot.cards.dates import day_in_words
from bot.cards.report_subject import name_of_subject
from bot.core.card import (
    Block,
    Card,
    Command,
    Heading,
    Line,
    Link,
    Moment,
    Note,
    Option,
    Paragraph,
    Reference,
    Route,
    Span,
    Strong,
)
from bot.core.form import Form, TextField
from bot.core.identity import Person, local_id
from bot.core.pack import Pack
from bot.core.report import Report, State, Subject, subject_args
from bot.core.report_rules import LONGEST, LONGEST_SOURCE, SHORTEST, cleaned, host_of

AGAIN, SUBMIT, DECIDE = "report-again", "report-submit", "report-decide"
WRONG, SOURCE = "wrong", "source"  # the fields of the form
VERDICTS = {"accept": State.ACCEPTED, "decline": State.DECLINED}
BUSY = "Another report of yours came in at this very moment; send this one again."
NO_CARD = "Use this on one of my cards; the sources command lists where the facts come from."
REPLY_TO_A_CARD = "Reply to one of my cards with this command, and say behind it what is wrong."
GONE = "That report is no longer kept."
MODERATORS_ONLY = "Only moderators can decide about reports."
ALREADY = {
    State.OPEN: "That was reported already; the moderators have not decided about it yet.",
    State.ACCEPTED: "That was reported already; the moderators accepted it.",
    State.DECLINED: "That was reported already; the moderators declined it.",
}
NO_CHANNEL = (
    "The moderators have not chosen a channel for reports yet, so nobody was told. "
    "It is kept, and is shown to them once they have."
)


def report_form(subject: Subject) -> Form:
    return Form(
        title="Report an error",
        submits=Route(SUBMIT, subject_args(subject)),
        fields=(
            TextField(
                WRONG,
                "What is wrong?",
                hint=f"Name the sentence you mean. {SHORTEST} to {LONGEST:,} characters.",
                longest=LONGEST,
                long=True,
            ),
            TextField(
                SOURCE,
                "A source that shows it",
                hint="A link, if you have one. It helps the moderators most.",
                longest=LONGEST_SOURCE,
                required=False,
            ),
        ),
    )


def thanks_card(has_channel: bool, is_moderator: bool) -> Card:
    """*has_channel* says whether the moderators have one for reports."""
    if has_channel:
        told: tuple[Line, ...] = (("Your report went to the moderators.",),)
    elif is_moderator:
        told = ((NO_CHANNEL,), ("You can choose it here: ", Command("settings panel")))
    else:
        told = ((NO_CHANNEL,),)
    return Card(title="Thank you.", blocks=tuple(map(Paragraph, told)), private=True)


def returned_card(sentence: str, subject: Subject, wrong: str, source: str) -> Card:
    """Why a report was not taken, with what was typed, so that it can be copied."""
    written: list[Block] = [Paragraph((cleaned(text),)) for text in (wrong, source) if text]
    return Card(
        title=sentence,
        blocks=(Heading("What you wrote"), *written) if written else (),
        buttons=(Option("Write it again", Route(AGAIN, subject_args(subject))),),
        private=True,
        whole=True,
    )


def not_added(earlier: Report | None) -> str:
    """Why a report could not be added: *earlier* says the same, or another one was quicker."""
    return ALREADY[earlier.state] if earlier else BUSY


def report_card(pack: Pack, report: Report) -> Card:
    """What the moderators see, to decide about and as decided."""
    day = report.subject.day
    posted = f" — daily explainer of {day_in_words(day)}" if day else ""
    about: Line = (Strong(name_of_subject(pack, report)), posted)
    return Card(
        title="Report of an error",
        blocks=(
            Paragraph(about),
            Heading("What is wrong"),
            Paragraph((report.wrong,)),
            Paragraph(_source(report.source)),
            Note(("Reported by ", *_who(report.by, "a member"), " ", Moment(report.at), ".")),
            Note(_standing(report)),
        ),
        buttons=(Option("Open the card", report.subject.card), *_verdicts(report)),
        whole=True,
    )


def already_decided_card(report: Report) -> Card:
    """For a moderator who came second."""
    assert report.decided_at is not None
    by = _who(report.decided_by, "A moderator")
    decided: Line = (*by, f" {report.state} it already, ", Moment(report.decided_at), ".")
    return Card(
        title="That was decided before.",
        blocks=(Paragraph((*decided, " A decision is final.")),),
        private=True,
    )


def _source(source: str | None) -> Line:
    """Linked only if it can be, with the host, so that nobody has to guess where it leads."""
    if source is None:
        return ("No source was given.",)
    host = host_of(source)
    return ("Source: ", Link("open it", source), f" ({host})") if host else (f"Source: {source}",)


def _who(person: Person | None, otherwise: str) -> tuple[Span, ...]:
    return (Reference("person", local_id(person)) if person else otherwise,)


def _standing(report: Report) -> Line:
    if report.decided_at is None:
        return ("Accepted reports go to the maintainers of the facts. A decision is final.",)
    by = _who(report.decided_by, "a moderator")
    return (
        f"{report.state.capitalize()} by ",
        *by,
        " ",
        Moment(report.decided_at),
        ". That is final.",
    )


def _verdicts(report: Report) -> tuple[Option, ...]:
    if report.state is not State.OPEN:
        return ()
    return (
        Option("Accept", Route(DECIDE, (report.id, "accept"))),
        Option("Decline", Route(DECIDE, (report.id, "decline"))),
    )
