"""The daily explainer of a place: today's, the next one, and those of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.dates import day_in_words
from bot.cards.explainer import daily_card, explainer_card
from bot.cards.schedule import TURN_ON
from bot.cards.times import firing_line
from bot.core.card import (
    Block,
    Card,
    Item,
    Line,
    MessageLink,
    Note,
    Option,
    Paragraph,
    Reference,
    Route,
    Strong,
)
from bot.core.pack import Pack
from bot.core.place_settings import PlaceSettings
from bot.core.post import Post
from bot.core.schedule import Firing

DO = "explainer-do"  # the kind of route that does something with the deck
SKIP, POST_NOW, HISTORY = "skip", "post", "history"
TITLE = "The daily explainer"
NO_EXPLAINERS = "This pack has no explainers."
BEING_POSTED = "Today’s explainer is being posted right now."


def posted_card(pack: Pack, post: Post) -> Card:
    """Today's explainer, with where it was posted."""
    posted: Line = (Strong("Today’s explainer"), " was posted here: ", _link(post), ".")
    return _with_head(pack, post.explainer or "", posted)


def explainer_of_the_day_card(pack: Pack, explainer_id: str) -> Card:
    """For where nothing is posted."""
    return _with_head(pack, explainer_id, (Strong("An explainer for today"),))


def not_yet_card(
    pack: Pack, settings: PlaceSettings, coming: Sequence[Firing], latest: Sequence[Post]
) -> Card:
    """When the next one comes, if *coming* is not empty, and the *latest* one, if there is one."""
    channel = Reference("channel", settings.channel or "")
    lines: list[Line] = [
        ("The next one comes in ", channel, ": ", *firing_line(firing, settings.zone), ".")
        for firing in coming
    ]
    none: Line = ("No date is set for the next one at present.",)
    head: tuple[Block, ...] = (Paragraph(("The latest:",)),) if latest else ()
    return Card(
        TITLE,
        blocks=(
            *map(Paragraph, lines or [none]),
            *head,
            *(_item(pack, post) for post in latest),
        ),
        buttons=(Option("Those before", Route(DO, (HISTORY,))),) if latest else (),
    )


def being_posted_card() -> Card:
    return Card(BEING_POSTED)


def preview_card(
    pack: Pack, explainer_id: str, firing: Firing, settings: PlaceSettings, *, discuss: bool
) -> Card:
    """The card that comes next as it will be, with when and where it will."""
    card = daily_card(pack, explainer_id, firing.day, discuss=discuss)
    channel = Reference("channel", settings.channel or "")
    head: Line = (Strong("Next"), " in ", channel, ": ", *firing_line(firing, settings.zone), ".")
    buttons = (
        Option("Skip this one", Route(DO, (SKIP, explainer_id))),
        Option("Post it now", Route(DO, (POST_NOW,))),
    )
    # Nothing is to be reported that nobody has seen yet, so the last button makes room.
    return replace(
        card,
        blocks=(Paragraph(head), *card.blocks),
        buttons=(*card.buttons[:-1], *buttons),
        private=True,
    )


def posting_card(channel: str) -> Card:
    line: Line = ("It goes to ", Reference("channel", channel), ".")
    return Card("Posting it now.", (Paragraph(line),), private=True)


def out_already_card(post: Post, coming: Sequence[Firing], settings: PlaceSettings) -> Card:
    lines: list[Line] = [("It is here: ", _link(post), ". One a day is the promise.")]
    lines += [("The next one comes ", *firing_line(each, settings.zone), ".") for each in coming]
    title = "Today’s explainer is out already."
    return Card(title, tuple(map(Paragraph, lines)), private=True)


def history_card(pack: Pack, posts: Sequence[Post]) -> Card:
    """*posts* that went out, newest first."""
    items: list[Block] = [_item(pack, post) for post in posts]
    empty = Paragraph(("Nothing has been posted here yet. ", *TURN_ON))
    note = Note(("Newest first. Pick one to read it here.",))
    return Card(
        title="The explainers posted here",
        blocks=(*items, note) if items else (empty,),
        route=Route(DO, (HISTORY,)),
    )


def _with_head(pack: Pack, explainer_id: str, head: Line) -> Card:
    card = explainer_card(pack, explainer_id)
    return replace(card, blocks=(Paragraph(head), *card.blocks))


def _item(pack: Pack, post: Post) -> Item:
    """A post by its day and question, which opens the explainer if the pack still has it."""
    explainer = pack.explainers.get(post.explainer or "")
    when = day_in_words(post.day)
    if explainer is None:
        return Item((Strong(when), " — ", _link(post), " (not in the present pack)"))
    route = Route("explainer", (explainer.id,))
    option = Option(explainer.question, route, when)
    return Item((Strong(when), f" — {explainer.question} ", _link(post)), option=option)


def _link(post: Post) -> MessageLink:
    return MessageLink("the post", post.place, post.channel or "", post.message or "")
