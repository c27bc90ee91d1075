"""Case endings of names, for the languages whose names the packs give.

The tables hold what `normalise` leaves of the letters: й is и, ı is i, ə is e.
"""

from __future__ import annotations

from collections.abc import Iterator

SHORTEST = 4  # shorter names take endings only after an apostrophe or a hyphen

# Russian: the ending of the first case, the endings of the others ("-" is none); the first line
# that fits counts.
RUSSIAN: tuple[tuple[str, str], ...] = (
    ("ия", "ии ию иеи иею"),
    ("ая", "ои ую"),
    ("ое", "ого ому ым ом"),
    ("ые", "ых ым ыми"),
    ("ие", "их им ими"),
    ("ыи", "ого ому ым ом"),
    ("ии", "ого ому им ом"),
    ("аи", "ая аю аем ае"),
    ("а", "ы и і е у ои ою"),
    ("ь", "я ю ем е и ью"),
    ("о", "а у ом е"),
    ("ы", "- ов ам ами ах"),
)
RUSSIAN_CONSONANT = "а у ом е"
VOWELS = "аеиіоуыэюя"
ARMENIAN_SUBJECT = ("ը", "ն")
ARMENIAN = ("ի", "ին", "ից", "ում", "ով", "յի", "յին", "յից", "յում", "յով")
TURKIC = (
    *("a", "e", "ya", "ye", "na", "ne"),
    *("i", "u", "yi", "yu", "ni", "nu"),
    *("in", "un", "nin", "nun"),
    *("da", "de", "ta", "te", "dan", "den", "tan", "ten"),
    *("la", "le", "yla", "yle"),
)  # fmt: skip
CASE_ENDINGS = frozenset((*TURKIC, *ARMENIAN_SUBJECT, *ARMENIAN))
OBLIQUE_ENDINGS = frozenset((*TURKIC, *ARMENIAN))


def inflected(word: str) -> Iterator[tuple[str, bool]]:
    """Every other form of a normalised *word*, and whether it cannot be a subject."""
    if len(word) < SHORTEST or not word.isalpha():
        return
    if word[0] <= "z":
        yield from ((word + ending, True) for ending in TURKIC)
    elif "а" <= word[0] <= "ӿ":
        yield from ((form, True) for form in _russian(word))
    elif "ա" <= word[0] <= "և":
        yield from ((word + ending, False) for ending in ARMENIAN_SUBJECT)
        yield from ((word + ending, True) for ending in ARMENIAN)


def _russian(word: str) -> list[str]:
    for first, others in RUSSIAN:
        if word.endswith(first):
            return [word.removesuffix(first) + ending.strip("-") for ending in others.split()]
    if word[-1] in VOWELS:
        return []
    return [word + ending for ending in RUSSIAN_CONSONANT.split()]
