"""Take apart what was typed of a poll: its question and answers, and a vote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from bot.cards.poll_forms import (
    KIND,
    LENGTH,
    ONE_ANSWER,
    OPTIONS,
    QUESTION,
    SEVERAL,
    SEVERAL_ANSWERS,
    USUAL_LENGTH,
    opinion_answers,
)
from bot.core.durations import UNITS
from bot.core.form import Answers
from bot.core.poll import FEWEST_OPTIONS, PollKind
from bot.errors import BadInput
from bot.on_matrix.emoji import pick_of

NO_SECRET = (
    "No poll on Matrix is secret, since everybody in the room can read who votes how: leave that "
    "word out, or add “hidden” to have the result shown only at the end."
)
HOW_TO_ASK = (
    "Write the question and its answers, parted by | or each on a line of its own, such as: "
    "{prefix}poll new Which tea? | green | black | for 2 days"
)
HOW_TO_ASK_QUICKLY = (
    "Write what people are to agree with, such as: {prefix}poll quick Shall we meet on Friday?"
)
HOW_TO_VOTE = "Say the number of the answer, such as: {prefix}vote 1"
ONE_ONLY = "In that poll everybody has one vote; say one number."


class Wish(Enum):
    """What may stand behind the answers, each for itself."""

    SEVERAL = auto()
    HIDDEN = auto()
    SECRET = auto()


WISHES = {
    **dict.fromkeys(
        (
            *("several", "several answers", "choose several", "multiple", "multiple answers"),
            *("multiple choice", "many", "any number", "as many as you like"),
        ),
        Wish.SEVERAL,
    ),
    **dict.fromkeys(
        (
            *("hidden", "hidden results", "hide results", "results hidden", "undisclosed"),
            *("result at the end", "results at the end", "results later"),
        ),
        Wish.HIDDEN,
    ),
    **dict.fromkeys(
        (
            *("secret", "secret poll", "secret ballot", "secret vote", "secretly"),
            *("anonymous", "anonymous poll", "anonymous vote", "anonymously"),
        ),
        Wish.SECRET,
    ),
}
# "secret: …", "anonymous poll: …", and "secret Which tea?", which no sentence begins with.
SECRET_FIRST = re.compile(
    r"(?:secret|anonymous)(?: poll| ballot| vote)?\s*:|(?-i:secret|anonymous)\s+(?-i:[A-Z])",
    re.IGNORECASE,
)
QUOTES = '"“”„«»'
PIECE = re.compile(rf"[{QUOTES}]([^{QUOTES}]+)[{QUOTES}]|([^{QUOTES}]+)")
MARK = re.compile(r"^(?:[-*•‣–]|\d{1,2}[.)])\s+")
# "for" stands before much else than a length; "until" hardly does.
LENGTHS = re.compile(
    rf"(?:open |closes |lasts )?(?:for (?=.*(?:\d|\b(?:{'|'.join(UNITS)})\b))|(?:until|till|til) )",
    re.IGNORECASE,
)
TAKEN_BACK = frozenset(("none", "nothing", "withdraw", "nobody", "-"))
SHORT = re.compile(r"[0-9]{1,2}")
BETWEEN = re.compile(r"[\s,;+&]+(?:and\s+)?")


def read_new(text: str, prefix: str) -> Answers:
    """The form of a new poll, filled in with what was typed.

    Raises:
        BadInput: there are no answers, or it is to be secret.
    """
    question, *options = _pieces(text) or [""]
    if not options:
        raise BadInput(HOW_TO_ASK.format(prefix=prefix))
    options, length, wishes = _without_wishes(options)
    if Wish.SECRET in wishes:
        raise BadInput(NO_SECRET)
    return {
        QUESTION: (_open_question(question),),
        OPTIONS: ("\n".join(options),),
        KIND: (PollKind.HIDDEN if Wish.HIDDEN in wishes else PollKind.NATIVE,),
        LENGTH: (length,),
        SEVERAL: (SEVERAL_ANSWERS if Wish.SEVERAL in wishes else ONE_ANSWER,),
    }


def read_quick(text: str, prefix: str) -> Answers:
    """The form of a poll of opinions on what was typed.

    Raises:
        BadInput: it is nothing, or is to be secret.
    """
    question = _unquoted(" ".join(text.split()))
    if not question:
        raise BadInput(HOW_TO_ASK_QUICKLY.format(prefix=prefix))
    return opinion_answers(_open_question(question))


def read_vote(text: str, options: Sequence[str], most: int, prefix: str) -> tuple[int, ...]:
    """The *options*, counted from 0, that *text* names by number or by name; none to take it back.

    Raises:
        BadInput: it names none, one that there is not, or more than the *most* that count.
    """
    wanted = _unquoted(text.strip().rstrip(".!"))
    if not wanted:
        raise BadInput(HOW_TO_VOTE.format(prefix=prefix))
    if wanted == "0":
        return ()
    chosen = _numbered(wanted, options) or _named(wanted, options)
    if not chosen and wanted.casefold() in TAKEN_BACK:
        return ()
    if not chosen:
        raise BadInput(
            f"That poll has no such answer; say a number from 1 to {len(options)}, or 0 to take "
            "your vote back."
        )
    if len(chosen) > most:
        raise BadInput(ONE_ONLY)
    return chosen


def _pieces(text: str) -> list[str]:
    """The question and what stands behind it, without quotes and the marks of a list."""
    lines = text.strip().splitlines()
    if len(lines) > 1 or "|" in text:
        parts = [MARK.sub("", part.strip()) for line in lines for part in line.split("|")]
    elif text.strip()[:1] in QUOTES:
        parts = [(quoted or bare).strip(" ,") for quoted, bare in PIECE.findall(text)]
    else:
        parts = text.split(";")
    return [piece for part in parts if (piece := _unquoted(part.strip()))]


def _unquoted(text: str) -> str:
    """*text* without the quotes round the whole of it."""
    quoted = PIECE.fullmatch(text)
    return quoted[1].strip() if quoted and quoted[1] else text


def _without_wishes(options: Sequence[str]) -> tuple[list[str], str, set[Wish]]:
    """The answers alone, for how long it is asked, and what else is wished for.

    A wish is at the end, and what it might be an answer instead of has to be answers enough.
    """
    left, length, wishes = list(options), "", set[Wish]()
    while left:
        wish = WISHES.get(left[-1].casefold().strip("().!"))
        if not length and _is_length(left):
            length = re.sub(r"^(?:open|closes|lasts) ", "", left.pop(), flags=re.IGNORECASE)
        elif wish and len(left) > FEWEST_OPTIONS:
            wishes.add(wish)
            left.pop()
        else:
            break
    return left, length or USUAL_LENGTH, wishes


def _is_length(options: Sequence[str]) -> bool:
    """Whether the last of them says how long, unless the one before looks the same."""
    return [bool(LENGTHS.match(option)) for option in options[-2:]] in ([True], [False, True])


def _open_question(question: str) -> str:
    if SECRET_FIRST.match(question):
        raise BadInput(NO_SECRET)
    return question


def _numbered(wanted: str, options: Sequence[str]) -> tuple[int, ...]:
    """What numbers name; nothing if any of them is no number of an answer."""
    numbers = [_number(word) for word in BETWEEN.split(wanted) if word]
    if not all(0 < number <= len(options) for number in numbers):
        return ()
    return tuple(dict.fromkeys(number - 1 for number in numbers))


def _number(word: str) -> int:
    """What *word* says, as far as an answer can have that number; otherwise 0."""
    bare = word.strip("#.")
    return int(bare) if SHORT.fullmatch(bare) else pick_of(word) or 0


def _named(wanted: str, options: Sequence[str]) -> tuple[int, ...]:
    """What is named whole, or by a beginning that is no other's; several are parted by commas."""
    whole = _option_named(wanted, options)
    if whole is not None:
        return (whole,)
    parts = [_option_named(part, options) for part in wanted.split(",")]
    found = [part for part in parts if part is not None]
    return tuple(dict.fromkeys(found)) if len(found) == len(parts) else ()


def _option_named(name: str, options: Sequence[str]) -> int | None:
    texts = [option.casefold() for option in options]
    word = " ".join(name.casefold().split())
    if word in texts:
        return texts.index(word)
    begun = [number for number, text in enumerate(texts) if word and text.startswith(word)]
    return begun[0] if len(begun) == 1 else None
