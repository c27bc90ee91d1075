"""Words for a relation: its sign, its strength, its forms, its phases."""

from __future__ import annotations

from bot.cards.dates import in_words
from bot.core.card import Line, Strong
from bot.core.pack import Actor, Phase

SIGNS = {"aligned": "aligned", "mixed": "mixed", "adversarial": "at odds"}
STRENGTHS = {1: "weak", 2: "medium", 3: "strong"}


def did_or_does(actor: Actor, *, past: bool) -> str:
    if past:
        return "did"
    return "do" if actor.plural == "yes" else "does"


def backs(actor: Actor, *, past: bool) -> str:
    if past:
        return "backed"
    return "back" if actor.plural == "yes" else "backs"


def strength_of(phase: Phase) -> str:
    return STRENGTHS[phase.strength]


def forms_of(phase: Phase) -> str:
    return ", ".join(form.replace("-", " ") for form in phase.forms)


def phase_line(phase: Phase, *, current: bool = False) -> Line:
    """ "**1992 to 2001** — aligned, strong: arms, base. Guarantor." """
    dates = in_words(phase.when)
    details = f" — {SIGNS[phase.sign]}, {strength_of(phase)}"
    forms = f": {forms_of(phase)}" if phase.forms else ""
    note = f". {phase.note}" if phase.note else ""
    return (Strong(f"{dates} ●" if current else dates), f"{details}{forms}{note}.")
