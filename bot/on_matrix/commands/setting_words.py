"""Settings as they are typed: which one a word means, and what an answer to it stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.core.form import Choice, ChoiceField, Form, TextField
from bot.core.listing import listed
from bot.core.nearest import nearest
from bot.core.settings_inputs import NONE, Answer, Part
from bot.core.times import read_days, read_time
from bot.errors import BadInput

ON = frozenset(("on", "yes", "true", "enable", "enabled", "start", "here"))
OFF = frozenset(("off", "no", "none", "never", "false", "disable", "disabled", "stop"))
# What people write before a time or a place, and what needs no saying.
FILLERS = frozenset(("at", "in", "to", "by"))
ROLE = "role"  # there are none here
LONGEST_TIME = 2  # words: 9 pm
ROOMS = ("#", "!")  # what the name and the id of a room begin with
POSTED_HERE = "The daily explainer goes into the room where you say this; say it in that one."


class Setting(NamedTuple):
    """A field of the form of *part*, called *key* there."""

    part: Part
    key: str


WORDS: Mapping[Setting, Sequence[str]] = {
    Setting(Part.WHERE, "at"): ("time", "at", "hour"),
    Setting(Part.WHERE, "zone"): ("zone", "timezone", "tz"),
    Setting(Part.WHERE, "days"): ("days", "day"),
    Setting(Part.POST, "notify"): ("notify", "notification", "notifications"),
    Setting(Part.POST, "grace_hours"): ("grace", "late"),
    Setting(Part.DISCUSSION, "thread"): ("thread", "threads"),
    Setting(Part.DISCUSSION, "question"): ("question", "discussion"),
    Setting(Part.DISCUSSION, "poll"): ("poll",),
    Setting(Part.DISCUSSION, "anniversaries"): ("anniversaries", "anniversary"),
    Setting(Part.PEOPLE, "poll_openers"): ("openers", "polls"),
    Setting(Part.PEOPLE, "moderators_channel"): ("moderators", "reports", "notices"),
    Setting(Part.CONTENT, "language"): ("language",),
    Setting(Part.CONTENT, "pack"): ("pack",),
    Setting(Part.CONTENT, "prefix"): ("prefix",),
}
SETTINGS: Mapping[str, Setting] = {
    word: setting for setting, words in WORDS.items() for word in words
}


def setting_named(word: str) -> Setting:
    """Raises:
    BadInput: there is none of this name.
    """
    if setting := SETTINGS.get(word.casefold()):
        return setting
    meant = nearest(word.casefold(), SETTINGS)
    known = listed([words[0] for words in WORDS.values()])
    remedy = f"did you mean “{meant}”?" if meant else f"there are {known}, besides on and off."
    raise BadInput(f"There is no setting “{word[:40]}”; {remedy}")


def read_start(text: str) -> dict[str, Answer]:
    """The time and the zone in "9:00 Berlin", each only if it is there.

    What begins with a digit is meant for a time, and no zone does.

    Raises:
        BadInput: it names a room.
    """
    if text.startswith(ROOMS):
        raise BadInput(POSTED_HERE)
    words = [word for word in text.split() if word.casefold() not in FILLERS]
    answers: dict[str, Answer] = {}
    for length in range(min(LONGEST_TIME, len(words)), 0, -1):
        if _is_time(time := " ".join(words[:length])) or (length == 1 and time[0].isdigit()):
            answers["at"], words = (time,), words[length:]
            break
    return {**answers, "zone": (" ".join(words),)} if words else answers


def read_answer(setting: Setting, typed: str, form: Form) -> Answer:
    """What *typed* answers to the field of *setting* in its *form*.

    Raises:
        BadInput: it is none of the answers there are.
    """
    field = next((field for field in form.fields if field.key == setting.key), None)
    text = typed.strip()
    match setting.key, field:
        case "days", ChoiceField():
            return tuple(str(day) for day in sorted(read_days(text)))
        case "thread", ChoiceField(choices=choices):
            return _thread(text, choices)
        case _, ChoiceField():
            return (_picked(text, field),)
        case _, TextField(label=label, hint=hint) if not text:
            raise BadInput(f"{label}: {hint[:1].lower()}{hint[1:]}.")
        case _:
            return (text,)


def is_off(typed: str) -> bool:
    return typed.strip().casefold() in OFF


def is_here(typed: str) -> bool:
    return typed.strip().casefold() in ON


def _is_time(text: str) -> bool:
    try:
        read_time(text)
    except BadInput:
        return False
    return True


def _thread(text: str, choices: Sequence[Choice]) -> Answer:
    """A thread never closes here, so that on and off are all there is to it."""
    if is_off(text):
        return (NONE,)
    if not is_here(text):
        raise BadInput("A thread under each post: say on or off.")
    picked = next((choice for choice in choices if choice.is_picked), choices[-1])
    return (choices[-1].value if picked.value == NONE else picked.value,)


def _picked(text: str, field: ChoiceField) -> str:
    """The value of the choice that *text* names, by its label or its value, or the start of one."""
    choices = [
        choice for choice in field.choices if choice.value != ROLE and "role" not in choice.value
    ]
    word = "on" if is_here(text) else "off" if is_off(text) else text.casefold()
    for named in (_is_called, _begins):
        found = [choice.value for choice in choices if word and named(choice, word)]
        if len(found) == 1:
            return found[0]
    labels = listed([choice.label for choice in choices], "or")
    raise BadInput(f"{field.label}: choose {labels}.")


def _is_called(choice: Choice, word: str) -> bool:
    return word in (choice.value.casefold(), choice.label.casefold())


def _begins(choice: Choice, word: str) -> bool:
    digits = word.rstrip("hours ")
    return choice.label.casefold().startswith(word) or choice.value == digits
