"""Blocks to Markdown and to pages."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.core.card import (
    Card,
    Cite,
    Command,
    Emphasis,
    Heading,
    Item,
    Link,
    Moment,
    Note,
    Option,
    Paragraph,
    Route,
    Section,
    Strong,
)
from bot.on_discord.markdown import to_markdown
from bot.on_discord.paging import pages
from bot.on_discord.rendering import to_view
from tests.on_discord.world import walk

line = st.tuples(st.text(max_size=300))
block = st.one_of(
    st.builds(Heading, st.text(min_size=1, max_size=80)),
    st.builds(Paragraph, line),
    st.builds(Item, line, st.lists(line, max_size=3).map(tuple)),
    st.builds(Note, line),
    st.builds(
        Section,
        st.tuples(line, line),
        st.integers(0, 10**9).map(lambda n: Option("Open", Route("actor", (f"actor-{n}",)))),
    ),
)


def test_every_kind_of_span():
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    spans = ("a_b", Strong("bold"), Emphasis(" slanted "), Link("x", "https://e.org/a(b)"))

    written = to_markdown(
        Paragraph((*spans, Cite(3, "https://e.org"), Command("why"), Moment(moment)))
    )

    assert written == (
        "a\\_b**bold** *slanted* [x](https://e.org/a%28b%29) [[3]](https://e.org)`/why`"
        f"<t:{int(moment.timestamp())}:R>"
    )


@given(st.lists(block, max_size=40))
def test_pages_lose_nothing_and_keep_the_order(blocks):
    foot = 1 if blocks and isinstance(blocks[-1], Note) else 0
    made = pages(tuple(blocks))

    body = [each for page in made for each in page[: len(page) - foot]]

    assert body == blocks[: len(blocks) - foot]


@given(st.lists(block, max_size=40), st.integers(-3, 60))
def test_any_page_of_any_card_fits(blocks, page):
    card = Card("A title", tuple(blocks), route=Route("help"))
    view = to_view(card, page)

    assert view.content_length() <= 4000
    assert len(walk(view.to_components())) <= 40


def test_a_heading_stays_with_what_it_heads():
    blocks = (Paragraph(("x" * 1800,)), Heading("Reasons"), Item(("y" * 200,)))

    first, second = pages(blocks)

    assert first == (blocks[0],)
    assert second == blocks[1:]


def test_small_print_is_on_every_page():
    note = Note(("sources",))
    made = pages((Paragraph(("x" * 1500,)), Paragraph(("y" * 1500,)), note))

    assert [page[-1] for page in made] == [note, note]


def test_two_options_to_one_card_become_one():
    option = Option("Alba", Route("actor", ("alba",)))
    card = Card("A title", buttons=(option, option), options=(option, option))

    components = walk(to_view(card).to_components())

    assert len([c for c in components if c["type"] == 2]) == 1
    assert [len(c["options"]) for c in components if c["type"] == 3] == [1]


def test_a_section_has_its_button_beside_it():
    section = Section((("Where",), ("in a channel",)), Option("Set up", Route("x", ("y",))))

    components = walk(to_view(Card("A title", (section,))).to_components())

    (shown,) = [c for c in components if c["type"] == 9]
    assert [text["content"] for text in shown["components"]] == ["Where\nin a channel"]
    assert shown["accessory"]["custom_id"] == "v1:x:y:0"
    assert shown["accessory"]["style"] == 2


def test_the_main_button_stands_out():
    option = Option("Set up", Route("x", ("y",)), is_main=True)

    components = walk(to_view(Card("A title", buttons=(option,))).to_components())

    assert [c["style"] for c in components if c["type"] == 2] == [1]
