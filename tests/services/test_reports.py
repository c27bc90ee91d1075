"""Reports of errors from anybody, to moderators, and what they decide."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards.plain import to_text
from bot.core.card import Card, Route
from bot.core.form import Form
from bot.core.identity import Asker
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.report import State, Subject
from bot.errors import BadInput, NotAllowed
from bot.services.pack_library import PackLibrary
from bot.services.reports import Reports, lay_before_moderators
from bot.storage.database import Database
from bot.storage.report_store import accepted_reports, find_report
from tests.clock import NOW, SetClock

PLACE = "discord:1"
ADA = Asker("discord:7", PLACE)
BEN = Asker("discord:8", PLACE)
MIRA = Asker("discord:9", PLACE, manages=True)
NOAH = Asker("discord:10", PLACE, roles=frozenset({"55"}))
SUBJECT = Subject(Route("why", ("coria", "alba", "")))
TESTS = Path(__file__).parents[1]
SET = """
    INSERT INTO place_settings (place, version, settings, changed_at) VALUES ($1, 1, $2, 1)
    ON CONFLICT (place) DO UPDATE SET settings = excluded.settings
"""
NO_SOURCE = ""


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> PackLibrary:
    return PackLibrary(TESTS, tmp_path_factory.mktemp("cache"), "small_pack")


@pytest.fixture
def reports(database: Database, packs: PackLibrary, clock: SetClock) -> Reports:
    return Reports(database, packs, clock)


async def choose(database: Database, channel: str | None) -> None:
    settings = PlaceSettings(moderators_channel=channel, moderator_roles=frozenset({"55"}))
    await database.execute(SET, PLACE, write_place_settings(settings))


async def submit(reports: Reports, text: str, source: str = NO_SOURCE, asker: Asker = ADA) -> Card:
    return await reports.submit(asker, SUBJECT, {"wrong": (text,), "source": (source,)})


async def stored(database: Database) -> list[str]:
    rows = await database.fetch_all("SELECT report_id FROM report ORDER BY reported_at, ordinal")
    return [row["report_id"] for row in rows]


async def sent(database: Database) -> list[tuple[str, ...]]:
    rows = await database.fetch_all(
        "SELECT item_id, place, step, target_id, content FROM outbox ORDER BY item_id"
    )
    columns = ("item_id", "place", "step", "target_id", "content")
    return [tuple(row[column] for column in columns) for row in rows]


async def test_a_report_is_stored_and_goes_to_the_moderators(reports: Reports, database: Database):
    await choose(database, "77")

    card = await submit(reports, "The base closed in 2002.", "https://example.org/base")

    (name,) = await stored(database)
    report = await find_report(database, name)
    assert report is not None
    assert (report.by, report.pack, report.subject, report.at) == (
        ADA.person,
        "small",
        SUBJECT,
        NOW,
    )
    assert (report.wrong, report.source) == ("The base closed in 2002.", "https://example.org/base")
    content = f'{{"kind":"report","report":"{name}"}}'
    assert await sent(database) == [(f"report/{name}", PLACE, "report", "77", content)]
    assert "went to the moderators" in to_text(card)


async def test_without_a_channel_it_is_kept_and_nothing_is_sent(
    reports: Reports, database: Database
):
    card = await submit(reports, "The base closed in 2002.")
    told_moderator = await submit(reports, "The base closed in 2003.", asker=MIRA)

    assert len(await stored(database)) == 2
    assert await sent(database) == []
    assert "so nobody was told" in to_text(card)
    assert "settings panel" in to_text(told_moderator)


async def test_what_was_kept_goes_out_once_there_is_a_channel(reports: Reports, database: Database):
    await submit(reports, "The base closed in 2002.")
    await choose(database, "77")

    await submit(reports, "The base closed in 2003.")

    names = await stored(database)
    assert {item for item, *_ in await sent(database)} == {f"report/{name}" for name in names}


async def test_who_chooses_a_channel_can_have_what_was_kept(reports: Reports, database: Database):
    await submit(reports, "The base closed in 2002.")

    for _ in range(2):
        async with database.transaction() as connection:
            await lay_before_moderators(connection, PLACE, "77", NOW)

    assert len(await sent(database)) == 1


@pytest.mark.parametrize(
    ("text", "source", "sentence"),
    [
        ("short", "", "Say what is wrong in 10 to 1,000 characters; this has 5."),
        ("The base closed in 2002.", "a book of mine", "has to be one web address"),
        ("The base closed in 2002.", f"https://example.org/{'x' * 500}", "at most 500 characters"),
    ],
)
async def test_what_cannot_be_taken_is_given_back(
    reports: Reports, database: Database, text: str, source: str, sentence: str
):
    card = await submit(reports, text, source)

    assert sentence in card.title
    assert text in to_text(card)
    assert source in to_text(card)
    assert await stored(database) == []


async def test_an_empty_form_is_no_report(reports: Reports):
    card = await reports.submit(ADA, SUBJECT, {})

    assert card.title.endswith("this has 0.")


async def test_the_same_text_is_taken_once_whoever_sends_it(reports: Reports, database: Database):
    await submit(reports, "The base closed in 2002.")

    again = await submit(reports, "the base  closed in 2002.")
    other = await submit(reports, "The base closed in 2002.", asker=BEN)

    assert "reported already" in again.title
    assert "reported already" in other.title
    assert len(await stored(database)) == 1


async def test_a_fourth_in_an_hour_has_to_wait_until_it_says(reports: Reports, clock: SetClock):
    for number in range(3):
        await submit(reports, f"The base closed in 200{number}.")
        clock.advance(timedelta(minutes=10))

    refused = await submit(reports, "The base closed in 2003.")
    with pytest.raises(BadInput, match="your next one is possible in 30 minutes"):
        await reports.form(ADA, SUBJECT)
    others = await submit(reports, "The base closed in 2004.", asker=BEN)
    clock.advance(timedelta(minutes=30))
    taken = await submit(reports, "The base closed in 2003.")

    assert "3 reports an hour here; your next one is possible in 30 minutes." in refused.title
    assert "The base closed in 2003." in to_text(refused)
    assert others.title == taken.title == "Thank you."


async def test_an_eleventh_in_a_day_has_to_wait(reports: Reports, clock: SetClock):
    for number in range(10):
        taken = await submit(reports, f"The base closed in 20{number:02}.")
        assert taken.title == "Thank you."
        clock.advance(timedelta(minutes=30))

    refused = await submit(reports, "The base closed in 2010.")

    assert "10 reports a day here; your next one is possible in 19 hours." in refused.title


async def test_many_at_once_are_no_way_round_the_limit(reports: Reports, database: Database):
    texts = [f"The base closed in 20{number:02}." for number in range(12)]

    cards = await asyncio.gather(*(submit(reports, text) for text in texts))

    names = await stored(database)
    assert 1 <= len(names) <= 3
    assert len(names) == sum(card.title == "Thank you." for card in cards)


async def test_the_form_is_about_the_card_it_is_asked_for(reports: Reports):
    form = await reports.form_for_card(ADA, [Route("sources", ("coria-alba",))])

    assert isinstance(form, Form)
    assert form.submits == Route("report-submit", ("", "why", "coria", "alba", ""))


async def test_what_is_no_card_gets_no_form(reports: Reports):
    with pytest.raises(BadInput, match="Use this on one of my cards"):
        await reports.form_for_card(ADA, [])


@pytest.fixture
async def name(reports: Reports, database: Database) -> str:
    await choose(database, "77")
    await submit(reports, "The base closed in 2002.")
    (report,) = await stored(database)
    return report


@pytest.mark.parametrize("moderator", [MIRA, NOAH])
@pytest.mark.parametrize("verdict", [State.ACCEPTED, State.DECLINED])
async def test_a_moderator_decides(
    reports: Reports, database: Database, name: str, moderator: Asker, verdict: State
):
    decision = await reports.decide(moderator, name, verdict)

    report = await find_report(database, name)
    assert report is not None
    assert (report.state, report.decided_by, report.decided_at) == (verdict, moderator.person, NOW)
    assert f"{verdict.capitalize()} by person" in to_text(decision.card)
    assert decision.too_late is None


async def test_a_stranger_decides_nothing(reports: Reports, database: Database, name: str):
    with pytest.raises(NotAllowed, match="Only moderators can decide"):
        await reports.decide(BEN, name, State.ACCEPTED)

    report = await find_report(database, name)
    assert report is not None
    assert report.state is State.OPEN


async def test_of_two_moderators_at_once_one_decides(reports: Reports, name: str):
    one, other = await asyncio.gather(
        reports.decide(MIRA, name, State.ACCEPTED), reports.decide(NOAH, name, State.DECLINED)
    )

    first, second = (one, other) if other.too_late else (other, one)
    assert first.too_late is None
    assert second.too_late is not None
    assert "it already" in to_text(second.too_late)
    assert to_text(first.card) == to_text(second.card)


async def test_a_report_of_another_place_or_of_none_is_not_there(reports: Reports, name: str):
    elsewhere = Asker("discord:9", "discord:2", manages=True)

    for asker, report in ((elsewhere, name), (MIRA, "none")):
        with pytest.raises(BadInput, match="no longer kept"):
            await reports.decide(asker, report, State.ACCEPTED)


async def test_what_was_accepted_can_be_listed(reports: Reports, database: Database, name: str):
    await reports.decide(MIRA, name, State.ACCEPTED)

    assert [report.id for report in await accepted_reports(database, NOW)] == [name]


async def test_where_a_report_was_sent_in_is_known(reports: Reports, database: Database):
    await submit(reports, "It was 2002, not 2001.")

    assert await reports.place_of((await stored(database))[0]) == PLACE
    with pytest.raises(BadInput, match="no longer kept"):
        await reports.place_of("none")
