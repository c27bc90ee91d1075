"""No line of the log names a person, also where sending to them fails."""

from __future__ import annotations

import logging
from datetime import time, timedelta

import pytest

from bot.core.place_settings import PlaceSettings
from bot.core.post import Reason, Trouble
from bot.delivery.sender import Message, Rejected, Target, TryLater
from bot.services.planning import replan
from bot.storage.settings_store import load, save
from tests.delivery.conftest import CHANNEL, PLACE, Delivery

ADA, ID = "discord:700700700", "700700700"
LASTING = Rejected(Trouble(Reason.NO_ACCESS))
OF_PERSON = Rejected(Trouble(Reason.REFUSED, ("400 50035", f"recipient_id: {ID}")))
LATER = TryLater(Trouble(Reason.UNREACHABLE), in_doubt=False)


@pytest.mark.parametrize("failure", [None, OF_PERSON, LATER], ids=["sent", "refused", "later"])
async def test_a_direct_message_to_who_set_it_up_is_logged_without_them(
    delivery: Delivery, failure: Exception | None, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    settings = PlaceSettings(channel=CHANNEL, at=time(13))
    now = delivery.clock()
    async with delivery.database.transaction() as connection:
        await save(connection, PLACE, await load(connection, PLACE), settings, ADA, now)
        await replan(connection, PLACE, settings, now)

    def fail(target: Target, _message: Message) -> Exception | None:
        return failure if target.channel == f"@{ID}" else LASTING

    delivery.sender.before = fail
    await delivery.run_at_one()
    delivery.clock.advance(timedelta(hours=1))
    await delivery.run()

    asked = [target.channel for target in delivery.sender.searched] + [
        sent.target.channel for sent in delivery.sender.sent
    ]
    assert f"@{ID}" in asked or failure
    assert "gave up discord:1/2026-11-23/message" in caplog.text
    assert ID not in caplog.text
