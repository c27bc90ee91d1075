"""What moderators are told unasked: where it goes, and what if it cannot go there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.plain import to_text
from bot.core.card import Route
from bot.core.identity import Asker
from bot.core.outgoing import ThreadStart
from bot.core.place_settings import PlaceSettings, write_place_settings
from bot.core.post import Reason, Trouble
from bot.core.report import Subject
from bot.delivery.sender import CardMessage, Message, Rejected, Target, TryLater
from bot.services.reports import Reports, lay_before_moderators
from tests.delivery.conftest import PLACE, SET, Delivery

ADA = Asker("discord:7", PLACE)
GONE = Rejected(Trouble(Reason.CHANNEL_GONE))


def once(error: Exception, kind: type = CardMessage):
    """Fails the first time, of messages of *kind*."""
    waiting = [error]

    def fail(_target: Target, message: Message) -> Exception | None:
        return waiting.pop() if isinstance(message, kind) and waiting else None

    return fail


async def set_up_by_somebody(delivery: Delivery, **changes: object) -> None:
    """A place whose post is due now."""
    await delivery.set_up(**changes)
    await delivery.database.execute(
        "INSERT INTO settings_change (place, version, changed_by, changed_at, old_values,"
        " new_values) VALUES ($1, 1, 'discord:9', 0, '{}', '{}')",
        PLACE,
    )
    delivery.clock.now = delivery.clock.now.replace(hour=13)


@pytest.mark.parametrize(("name", "said"), [("Book club", "“Book club”"), (None, "a server that")])
async def test_without_a_moderators_channel_who_set_it_up_gets_a_letter(
    delivery: Delivery, name: str | None, said: str
):
    """It names the place and has no button, which would be about where it was pressed."""
    await set_up_by_somebody(delivery)
    delivery.sender.names = {PLACE: name} if name else {}
    delivery.sender.before = once(GONE)

    (letter,) = await delivery.run()

    assert letter.target == Target(PLACE, "@9")
    assert said in letter.message.card.title
    assert letter.message.card.buttons == ()
    assert "until a moderator types schedule resume there" in to_text(letter.message.card)


async def test_a_letter_about_a_part_says_that_the_next_comes(delivery: Delivery):
    await set_up_by_somebody(delivery)
    delivery.sender.before = once(Rejected(Trouble(Reason.TOO_MANY_THREADS)), ThreadStart)

    await delivery.run()

    letter = next(each for each in delivery.sender.sent if each.kind == "letter")
    assert letter.message.card.title.startswith("Something went wrong with the daily explainer of")
    assert "The next one comes as planned." in to_text(letter.message.card)


async def test_a_letter_in_doubt_is_sent_again_under_the_same_key(delivery: Delivery):
    await set_up_by_somebody(delivery)
    delivery.sender.before = once(GONE)
    delivery.sender.after = once(TryLater(Trouble(Reason.PLATFORM_DOWN), in_doubt=True))

    await delivery.run()
    delivery.clock.advance(timedelta(minutes=1))
    await delivery.run()

    first, second = delivery.sender.sent
    assert first.key == second.key
    assert delivery.sender.searched == []


async def test_where_the_moderators_channel_is_gone_who_set_it_up_gets_a_letter(delivery: Delivery):
    await set_up_by_somebody(delivery, moderators_channel="66")
    delivery.sender.before = lambda target, _message: None if target.channel == "@9" else GONE

    (letter,) = await delivery.run()

    assert letter.target.channel == "@9"
    assert "paused itself" in letter.message.card.title


async def test_a_letter_that_cannot_be_sent_is_the_last_attempt(delivery: Delivery):
    await set_up_by_somebody(delivery, moderators_channel="66")
    delivery.sender.before = lambda _target, _message: Rejected(Trouble(Reason.NO_ACCESS))

    await delivery.run()

    assert delivery.sender.sent == []
    rows = await delivery.database.fetch_all("SELECT item_id FROM outbox WHERE step = 'notice'")
    assert len(rows) == 2


async def test_a_report_that_a_gone_channel_did_not_take_goes_to_the_next(delivery: Delivery):
    settings = PlaceSettings(moderators_channel="66")
    await delivery.database.execute(SET, PLACE, write_place_settings(settings))
    reports = Reports(delivery.database, delivery.packs, delivery.clock)
    subject = Subject(Route("why", ("russia", "armenia", "")))
    await reports.submit(ADA, subject, {"wrong": ("The base closed in 2002.",)})
    delivery.sender.before = once(GONE)

    refused = await delivery.run()
    async with delivery.database.transaction() as connection:
        await lay_before_moderators(connection, PLACE, "67", delivery.clock())
    taken = await delivery.run()

    assert refused == []
    assert [each.target.channel for each in taken] == ["67"]
