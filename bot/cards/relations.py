"""Words for a relation: its sign, its strength, its forms, its phases."""

from __future__ import annotations

from bot.cards.dates import in_words
from bot.core.card import Line, Strong
from bot.core.pack import Actor, Form, Phase

SIGNS = {"aligned": "aligned", "mixed": "mixed", "adversarial": "at odds"}
STRENGTHS = {1: "weak", 2: "medium", 3: "strong"}
FORMS: dict[Form, str] = {
    "closed-border": "closed border",
    "security-guarantee": "security guarantee",
}  # the others read as they are written


def starting(actor: Actor) -> str:
    """The name as it begins a sentence: "The United States"."""
    return actor.mention[0].upper() + actor.mention[1:]


def did_or_does(actor: Actor, *, past: bool) -> str:
    if past:
        return "did"
    return "do" if actor.plural == "yes" else "does"


def backs(actor: Actor, *, past: bool) -> str:
    if past:
        return "backed"
    return "back" if actor.plural == "yes" else "backs"


def be(actor: Actor, *, past: bool) -> str:
    if actor.plural == "yes":
        return "were" if past else "are"
    return "was" if past else "is"


def strength_of(phase: Phase) -> str:
    return STRENGTHS[phase.strength]


def forms_of(phase: Phase) -> str:
    return ", ".join(FORMS.get(form, form) for form in phase.forms)


def firmness(phase: Phase) -> str:
    """ "strong: arms, base" """
    return f"{strength_of(phase)}: {forms_of(phase)}" if phase.forms else strength_of(phase)


def standing(phase: Phase) -> str:
    """ "aligned, strong: arms, base" """
    return f"{SIGNS[phase.sign]}, {firmness(phase)}"


def phase_line(phase: Phase, mark: str = "") -> Line:
    """ "**1992 to 2001** — aligned, strong: arms, base. Guarantor." """
    note = f" {phase.note.rstrip('.')}." if phase.note else ""
    return (Strong(f"{in_words(phase.when)}{mark}"), f" — {standing(phase)}.{note}")
