"""Opening a poll: the form, and what whoever fills it in is told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.poll_routes import AGAIN, FORM
from bot.cards.settings_problems import sentences
from bot.core.card import (
    Block,
    Card,
    Command,
    Heading,
    Item,
    Moment,
    Option,
    Paragraph,
    Reference,
    Route,
    Strong,
)
from bot.core.form import Answers, Choice, ChoiceField, Form, TextField
from bot.core.obstacles import Obstacle
from bot.core.poll import (
    FEWEST_OPTIONS,
    MAX_OPTION,
    MAX_QUESTION,
    MOST_OPTIONS,
    Poll,
    PollKind,
)
from bot.core.report_rules import cleaned
from bot.errors import BadInput

# The fields of the form.
QUESTION, OPTIONS, KIND, LENGTH, SEVERAL = "question", "options", "kind", "length", "several"
TYPED = {
    QUESTION: "What do you ask?",
    OPTIONS: "The answers, one a line",
    LENGTH: "How long is it open?",
}
ONE_ANSWER, SEVERAL_ANSWERS = "one", "several"
USUAL_LENGTH = "24 hours"
LONGEST_OPTIONS, LONGEST_LENGTH = 1_000, 60  # some room to be told what is too long
MAY_NOT = "You may not open polls here; moderators say who may, with the settings panel command."
ROLE_NEEDS_SECRET = (
    "The platform’s own polls cannot be limited to a role; choose a secret poll, or name no role."
)
OPINIONS = ("Agree", "Disagree", "Unsure")
BUSY = "Another poll was opened at this very moment; open yours again."
OLD_FORM = "That form is from another version of me; start again with the poll new command."


def poll_form(
    zone: str,
    *,
    question: str = "",
    role: str | None = None,
    kind: PollKind | None = None,
    several: bool = False,
) -> Form:
    """The form of a new poll; *zone* is the IANA id by which times are read.

    Without a *kind* it is the one that can do what is asked for.
    """
    return Form(
        title="Open a poll",
        submits=Route(FORM, (role or "",)),
        fields=(
            TextField(QUESTION, TYPED[QUESTION], value=question, longest=MAX_QUESTION),
            TextField(
                OPTIONS,
                TYPED[OPTIONS],
                hint=f"{FEWEST_OPTIONS} to {MOST_OPTIONS} of them, "
                f"each of at most {MAX_OPTION} characters.",
                longest=LONGEST_OPTIONS,
                long=True,
            ),
            _kinds(kind or (PollKind.SECRET if role else PollKind.NATIVE)),
            TextField(
                LENGTH,
                TYPED[LENGTH],
                hint=f"Such as 3 days, or until Friday 18:00, by the clocks of {zone}."[:100],
                value=USUAL_LENGTH,
                longest=LONGEST_LENGTH,
            ),
            _answers(several),
        ),
    )


def opinion_answers(question: str) -> Answers:
    """What the form would hold for a poll of opinions on *question*."""
    return {
        QUESTION: (question,),
        OPTIONS: ("\n".join(OPINIONS),),
        KIND: (PollKind.NATIVE,),
        LENGTH: (USUAL_LENGTH,),
        SEVERAL: (ONE_ANSWER,),
    }


def read_choices(answers: Answers) -> tuple[PollKind, bool]:
    """The kind that was picked, and whether several answers may be.

    Raises:
        BadInput: the form was made by another version.
    """
    try:
        (kind,), (most,) = answers[KIND], answers[SEVERAL]
        return PollKind(kind), {ONE_ANSWER: False, SEVERAL_ANSWERS: True}[most]
    except (KeyError, ValueError):
        raise BadInput(OLD_FORM) from None


def again_route(role: str | None, answers: Answers) -> Route:
    """Opens the form again, with what of it fits into a button."""
    picked = (" ".join(answers.get(key, ())) for key in (KIND, SEVERAL))
    return Route(AGAIN, (role or "", *picked))


def read_again(args: Sequence[str]) -> tuple[str | None, PollKind, bool]:
    """The role, the kind and whether several may be chosen, as `again_route` wrote them.

    Raises:
        BadInput: the button was made by another version.
    """
    try:
        role, kind, most = args
    except ValueError:
        raise BadInput(OLD_FORM) from None
    return role or None, *read_choices({KIND: (kind,), SEVERAL: (most,)})


def returned_card(sentence: str, answers: Answers, again: Route) -> Card:
    """Why a poll was not opened, with what was typed, so that it can be copied."""
    typed = {label: cleaned(" ".join(answers.get(key, ()))) for key, label in TYPED.items()}
    written: list[Block] = [
        Paragraph((Strong(label), f"\n{text}")) for label, text in typed.items() if text
    ]
    return Card(
        title=sentence,
        blocks=(Heading("What you wrote"), *written) if written else (),
        buttons=(Option("Write it again", again),),
        private=True,
        whole=True,
    )


def hindered_card(found: Sequence[Obstacle], returned: Card) -> Card:
    """What keeps the bot from opening it, above what was typed."""
    lines = [Item(line) for line in sentences(found)]
    return Card(
        title="I cannot open a poll there.",
        blocks=(*lines, *returned.blocks),
        buttons=returned.buttons,
        private=True,
        whole=True,
    )


def opening_card(poll: Poll) -> Card:
    return Card(
        title="Opening it.",
        blocks=(
            Paragraph(
                (
                    *("It goes to ", Reference("channel", poll.channel), " and closes "),
                    *(Moment(poll.closes, exact=True), "."),
                )
            ),
            Paragraph(
                ("It cannot be changed any more. To close it before: ", Command("poll close"), ".")
            ),
        ),
        private=True,
    )


def _kinds(picked: PollKind) -> ChoiceField:
    hints = {
        PollKind.NATIVE: ("Open", "Everybody sees the votes as they come, and whose they are."),
        PollKind.SECRET: (
            "Secret",
            "Nobody ever learns who voted how; the result comes at the end.",
        ),
    }
    choices = (Choice(label, kind, hint, kind is picked) for kind, (label, hint) in hints.items())
    return ChoiceField(KIND, "What kind of poll?", tuple(choices))


def _answers(several: bool) -> ChoiceField:
    choices = (
        Choice("One answer each", ONE_ANSWER, is_picked=not several),
        Choice("Several answers each", SEVERAL_ANSWERS, is_picked=several),
    )
    return ChoiceField(SEVERAL, "How many answers may one choose?", choices)
