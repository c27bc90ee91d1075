"""What is said to who types commands: about pages and numbers, and about slips."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.card import Card, Command, Item, Line, Note, Paragraph

SAY_A_NUMBER = "Say which number, such as: open 2"
NO_NUMBERS = "There is no card with numbers here; reply to the one you mean."
NO_PAGES = "There is no card with several pages here; reply to the one you mean."
FIRST_PAGE = "That was the first page already."
LAST_PAGE = "That was the last page already."
REPLY_TO_A_MESSAGE = "Reply to the message you mean with this command."
NO_MESSAGE = "I cannot read that message, or it has no text."
UNKNOWN = "I do not know that command."


def no_such_number(count: int) -> str:
    if count == 1:
        return "That card has one number only, 1."
    return f"The numbers on that card are 1 to {count}."


def did_you_mean_card(command: str) -> Card:
    return Card(UNKNOWN, (Paragraph(("Did you mean ", Command(command), "?")),), private=True)


def unknown_command_card() -> Card:
    asked: Line = (Command("help"), " has all commands; you can also just ask a question.")
    return Card(UNKNOWN, (Paragraph(asked),), private=True)


def usage_card(commands: Sequence[tuple[str, str, str]]) -> Card:
    """*commands* are names, each with what to type behind it, and what it does."""
    items = [
        Item((Command(f"{name} {usage}".strip()), f" — {summary}"))
        for name, usage, summary in commands
    ]
    note = Note(("What stands in [brackets] can be left out; no quotes are needed.",))
    has_brackets = any("[" in usage for _, usage, _ in commands)
    return Card("How to type it", (*items, *((note,) if has_brackets else ())))


def which_of_card(group: str, commands: Sequence[str]) -> Card:
    """*commands* are those of the *group*, whole; none of them was typed behind its name."""
    first, *others = (Command(command) for command in commands)
    known: Line = (first, *(span for command in others for span in (", ", command)))
    return Card(
        f"There is no such command in “{group}”.",
        (Paragraph(("There are ", *known, ".")),),
        private=True,
    )
