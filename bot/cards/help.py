"""What the bot can do, and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards.dates import day_in_words
from bot.core.card import (
    Block,
    Card,
    Command,
    Emphasis,
    Heading,
    Item,
    Line,
    Note,
    Option,
    Paragraph,
    Route,
)
from bot.core.pack import Pack

COMMANDS: tuple[tuple[str, str], ...] = (
    ("why", "why X backs Y, where that stops, and what surprises"),
    ("actor", "who someone is, what it says and wants, whom it is with"),
    ("alliance", "the relation of any two, phase by phase"),
    ("alliances", "who backed whom at a date"),
    ("paradoxes", "the most surprising alliances, ranked and explained"),
    ("timeline", "what happened, by actor, date or kind"),
    ("onthisday", "anniversaries"),
    ("ask", "a question in your own words"),
    ("sources", "the bibliography"),
    ("explainer", "one question a day; for moderators, what comes next"),
    ("schedule", "when it comes, and what became of the one of a date"),
    ("poll", "quick polls: new, quick, close, results, list, export"),
    ("settings", "for moderators: a daily explainer, where and when it comes"),
    ("privacy", "what I keep about you; a copy of it, or its end"),
    ("about", "where the facts come from"),
)


@dataclass(frozen=True, slots=True)
class Ways:
    """What one platform does in its own way. *reads*: which messages the bot reads there."""

    names: Line
    report: Line
    reads: str


ON_DISCORD = Ways(
    names=("Names work as you type them: abbreviations, other scripts, slips of the finger.",),
    report=("Is a card wrong? “Report an error” in the menu of its message tells the moderators.",),
    reads="I read no messages, except one that you point me to with “Who is in this?”.",
)
ON_MATRIX = Ways(
    names=(
        "Names work as you type them, slips of the finger included. Or mention me with a question. "
        "More about a command: ",
        Command("help timeline"),
    ),
    report=(
        "Is a card wrong? Reply to it with ",
        Command("report"),
        " and what is wrong. Reply to any message with ",
        Command("who"),
        " to see who is in it.",
    ),
    reads="I look at each message only to see whether it is for me, and then forget it.",
)


def help_card(pack: Pack, ways: Ways = ON_DISCORD) -> Card:
    return Card(
        title="What I can do",
        blocks=(
            Paragraph(
                ("I answer from a pack of sourced facts: ", Emphasis(pack.header.title), ".")
            ),
            *(Item((Command(name), f" — {summary}")) for name, summary in COMMANDS),
            Note(ways.names),
            Note(ways.report),
        ),
        buttons=(
            Option("Who backs whom", Route("alliances", ("", ""))),
            Option("What surprises", Route("paradoxes", ("",))),
            Option("About", Route("about")),
        ),
        route=Route("help"),
    )


def about_card(pack: Pack, ways: Ways = ON_DISCORD) -> Card:
    header = pack.header
    size: Line = (
        f"{len(pack.claims)} claims about {len(pack.actors)} actors, {len(pack.alliances)} "
        f"relations and {len(pack.events)} events, from {len(pack.sources)} sources; newest "
        f"evidence: {day_in_words(pack.day)}. Licence of the pack: {header.licence}.",
    )
    rules = (
        "Every stated fact is cited, claim by claim. Contested claims show each side's version.",
        "What is marked as our reading is ours. Answers are made of written claims, never made up.",
        ways.reads,
    )
    words: list[Block] = [Item((f"I say “{word.say}”: {word.why}",)) for word in header.naming]
    return Card(
        title=f"About — {header.title}",
        blocks=(
            Paragraph((header.scope,)),
            Paragraph(size),
            *(Item((rule,)) for rule in rules),
            *((Heading("Words"), *words) if words else ()),
        ),
        buttons=(
            Option("Sources", Route("sources", ("",))),
            Option("What I can do", Route("help")),
        ),
        route=Route("about"),
    )
