"""No text is longer than what the platforms hold."""

from pathlib import Path

import pytest

from bot.core.reading.limits import LIMITS, MAX_POST
from bot.core.reading.reader import read_pack
from tests.core.reading.planting import problems_of

LEAD = "Coria deals with both sides and yet had a base in one."
QUESTION = "What would you have asked of a guarantor?"
COPY = "https://example.net/copy"

# File, the text that grows, the field that holds it, its limit, and the line where it stands.
TEXTS = [
    ("pack.yaml", "The Alba-Berga dispute", "title", 100, 2),
    ("pack.yaml", "An invented dispute for tests. Nothing in it happened.", "scope", 600, 7),
    ("pack.yaml", "CC-BY-4.0", "licence", 60, 6),
    ("pack.yaml", "the Lowlands", "say", 100, 8),
    ("pack.yaml", "both sides can sign it", "why", 300, 8),
    ("sources.yaml", "The treaty", "title", 200, 1),
    ("sources.yaml", "The Gazette", "publisher", 120, 1),
    ("sources.yaml", "https://example.org/treaty", "url", 400, 1),
    ("actors.yaml", "Dovia\n", "name", 60, 25),
    ("actors.yaml", "the Corian Union", "in_text", 60, 17),
    ("actors.yaml", "Bergaland", "alias", 80, 12),
    ("alliances.yaml", "A guarantor that also deals with the other side.", "puzzle", 400, 14),
    ("alliances.yaml", "Guarantor}", "note", 120, 5),
    ("alliances.yaml", "Its aid stayed small.", "text", 400, 20),
    ("alliances.yaml", "Estra officials", "holder", 60, 33),
    ("alliances.yaml", "Estra is neutral.", "says", 400, 33),
    ("timeline.yaml", "Talks fail\n", "title", 100, 25),
    ("timeline.yaml", "Albaville", "where", 100, 7),
    ("explainers.yaml", "Why did the Corian Union arm Alba?", "question", 100, 2),
    ("explainers.yaml", LEAD, "lead", 500, 4),
    ("explainers.yaml", QUESTION, "discuss", 300, 10),
    ("explainers.yaml", "Did the base matter?", "question", 300, 11),
    ("explainers.yaml", "Not sure", "option", 55, 11),
]
NAMES = [f"{file} {key} line {line}" for file, _, key, _, line in TEXTS]


def grow(path: Path, text: str, length: int) -> None:
    """Make *text* as long as that in the file, what frames it left alone."""
    bare = text.rstrip("}\n")
    content = path.read_text("utf-8")
    assert content.count(text) >= 1
    grown = bare + "X" * (length - len(bare)) + text[len(bare) :]
    path.write_text(content.replace(text, grown, 1), "utf-8")


@pytest.mark.parametrize(("file", "text", "key", "limit", "line"), TEXTS, ids=NAMES)
def test_a_text_that_is_too_long_is_told_with_what_fits(
    breakable_pack: Path, file: str, text: str, key: str, limit: int, line: int
):
    grow(breakable_pack / file, text, limit + 1)

    message = f"`{key}` has {limit + 1} characters; at most {limit} fit"
    assert problems_of(breakable_pack) == [(file, line, message)]


@pytest.mark.parametrize(
    ("file", "text", "limit"), [(file, text, limit) for file, text, _, limit, _ in TEXTS], ids=NAMES
)
def test_the_longest_text_fits(breakable_pack: Path, file: str, text: str, limit: int):
    grow(breakable_pack / file, text, limit)

    assert read_pack(breakable_pack)


def test_every_limit_is_tried_here():
    tried = {(key, limit) for _, _, key, limit, _ in TEXTS}

    limits = {(key, limit) for fields in LIMITS.values() for key, limit in fields.items()}
    assert limits <= tried
    assert len(TEXTS) == sum(len(fields) for fields in LIMITS.values()) + 2


def test_a_claim_counts_its_links(breakable_pack: Path):
    sources = breakable_pack / "sources.yaml"
    more = "".join(
        f"- {{id: s{n}, title: T, publisher: P, url: 'https://example.org/{'x' * 300}{n}', "
        "reliability: press}\n"
        for n in range(8)
    )
    sources.write_text(sources.read_text("utf-8") + more, "utf-8")
    actors = breakable_pack / "actors.yaml"
    cites = f"cites: [{', '.join(f's{n}' for n in range(8))}]"
    text = actors.read_text("utf-8").replace("cites: [gazette]}", f"{cites}}}")
    actors.write_text(text, "utf-8")

    (problem,) = problems_of(breakable_pack)

    assert problem[:2] == ("actors.yaml", 34)
    assert "with its links the claim has" in problem[2]


def test_a_post_counts_its_links_and_must_fit_as_a_whole(breakable_pack: Path):
    grow(breakable_pack / "explainers.yaml", LEAD, 500)
    grow(breakable_pack / "explainers.yaml", QUESTION, 300)
    grow(breakable_pack / "explainers.yaml", "The base closed in 2001.", 400)
    for text in ("Coria wanted a road to the sea through Alba.", "Coria kept a base in Alba.",
                 "Coria is said to have armed Berga too."):  # fmt: skip
        grow(breakable_pack / "alliances.yaml", text, 400)
    without_links = read_pack(breakable_pack)
    for address in ("https://example.org/treaty", "https://example.org/said", COPY):
        grow(breakable_pack / "sources.yaml", address, 400)

    ((file, line, message),) = problems_of(breakable_pack)

    assert without_links
    assert (file, line) == ("explainers.yaml", 5)
    assert "the post would have" in message
    assert f"at most {MAX_POST} fit, drop a claim" in message


def test_a_contested_claim_in_a_post_counts_every_position(breakable_pack: Path):
    explainers = breakable_pack / "explainers.yaml"
    told = explainers.read_text("utf-8").replace("- coria-alba-base", "- estra-berga-disputed")
    explainers.write_text(told, "utf-8")
    grow(explainers, LEAD, 500)
    grow(explainers, QUESTION, 300)
    grow(breakable_pack / "sources.yaml", "https://example.org/said", 400)
    grow(breakable_pack / "alliances.yaml", "Whether Estra took sides is disputed.", 400)
    without_positions = read_pack(breakable_pack)
    for version in ("Estra is neutral.", "Estra took Berga's side."):
        grow(breakable_pack / "alliances.yaml", version, 400)

    ((file, line, message),) = problems_of(breakable_pack)

    assert without_positions
    assert (file, line) == ("explainers.yaml", 5)
    assert "the post would have" in message


def test_a_claim_that_is_not_there_is_not_counted(breakable_pack: Path):
    path = breakable_pack / "explainers.yaml"
    path.write_text(path.read_text("utf-8").replace("- coria-alba-road", "- nothing"), "utf-8")

    ((_, line, message),) = problems_of(breakable_pack)

    assert (line, message) == (6, "unknown claim `nothing`; add it to the claims")
