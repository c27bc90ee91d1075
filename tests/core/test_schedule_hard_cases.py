"""When a schedule fires around changes of clocks and calendars, worked out by hand."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import islice

import pytest

from bot.core.schedule import EVERY_DAY, Rule, firings

MON, TUE, WED, THU, FRI, SAT, SUN = (frozenset((day,)) for day in range(7))
ALL = EVERY_DAY
# Worked out by hand from the rules that tzdata publishes (its files `europe`, `northamerica` and so
# on), not with a program. The comment of a group gives the offset before and after the change and
# the instant of it; an instant in the table is local time less the offset in force. Each row lists
# firings that follow one another: none of them may be missing and none may come in between.
HARD_CASES = [
    # EU, forward: last Sunday of March, 01:00 UTC. Berlin: +01 to +02, 29 March 2026, at 02:00.
    ("Europe/Berlin", "02:30", ALL, "2026-03-28T01:30 2026-03-29T01:00 2026-03-30T00:30"),
    ("Europe/Berlin", "01:59", ALL, "2026-03-28T00:59 2026-03-29T00:59 2026-03-29T23:59"),
    ("Europe/Berlin", "02:00", ALL, "2026-03-28T01:00 2026-03-29T01:00 2026-03-30T00:00"),
    ("Europe/Berlin", "02:59", ALL, "2026-03-28T01:59 2026-03-29T01:00 2026-03-30T00:59"),
    ("Europe/Berlin", "03:00", ALL, "2026-03-28T02:00 2026-03-29T01:00 2026-03-30T01:00"),
    ("Europe/Berlin", "02:30", SUN, "2026-03-22T01:30 2026-03-29T01:00 2026-04-05T00:30"),
    ("Europe/Berlin", "02:30", SAT | MON, "2026-03-28T01:30 2026-03-30T00:30 2026-04-04T00:30"),
    # EU, back: last Sunday of October, 01:00 UTC. Berlin: +02 to +01, 25 October 2026, at 03:00.
    ("Europe/Berlin", "02:30", ALL, "2026-10-24T00:30 2026-10-25T00:30 2026-10-26T01:30"),
    ("Europe/Berlin", "02:00", ALL, "2026-10-24T00:00 2026-10-25T00:00 2026-10-26T01:00"),
    ("Europe/Berlin", "03:00", ALL, "2026-10-24T01:00 2026-10-25T02:00 2026-10-26T02:00"),
    ("Europe/Berlin", "02:30", SUN, "2026-10-18T00:30 2026-10-25T00:30 2026-11-01T01:30"),
    # The same rule far ahead, past the last change that tzdata lists: 28 March 2100 is a Sunday.
    ("Europe/Berlin", "02:30", ALL, "2100-03-27T01:30 2100-03-28T01:00 2100-03-29T00:30"),
    # London: +00 to +01 and back. It stood at +01 from 18 February 1968 to 31 October 1971.
    ("Europe/London", "01:30", ALL, "2026-03-28T01:30 2026-03-29T01:00 2026-03-30T00:30"),
    ("Europe/London", "01:30", ALL, "2026-10-24T00:30 2026-10-25T00:30 2026-10-26T01:30"),
    ("Europe/London", "02:30", ALL, "1968-10-26T01:30 1968-10-27T01:30 1968-10-28T01:30"),
    # Dublin: tzdata has IST, +01, as its standard time and GMT as -1 hour of saving in winter.
    ("Europe/Dublin", "01:30", ALL, "2026-03-28T01:30 2026-03-29T01:00 2026-03-30T00:30"),
    ("Europe/Dublin", "01:30", ALL, "2026-10-24T00:30 2026-10-25T00:30 2026-10-26T01:30"),
    # Troll: +00 to +02, two hours, with the EU: 01:00 to 03:00 and 03:00 to 01:00.
    ("Antarctica/Troll", "02:30", ALL, "2026-03-28T02:30 2026-03-29T01:00 2026-03-30T00:30"),
    ("Antarctica/Troll", "01:30", ALL, "2026-10-23T23:30 2026-10-24T23:30 2026-10-26T01:30"),
    # Nuuk: -02 to -01 with the EU, so on Saturday 28 March 2026 23:00 is followed by Sunday 00:00:
    # Saturday has no 23:30 and nothing after it. Back: Sunday 00:00 to Saturday 24 October 23:00.
    ("America/Nuuk", "23:30", ALL, "2026-03-28T01:30 2026-03-30T00:30 2026-03-31T00:30"),
    ("America/Nuuk", "23:30", ALL, "2026-10-24T00:30 2026-10-25T00:30 2026-10-26T01:30"),
    ("America/Nuuk", "00:00", ALL, "2026-10-24T01:00 2026-10-25T02:00 2026-10-26T02:00"),
    # Scoresbysund: -01 to -02 as standard time at 31 March 2024 00:00, the very instant (01:00 UTC)
    # at which summer time adds the hour: nothing changes.
    ("America/Scoresbysund", "00:30", ALL, "2024-03-30T01:30 2024-03-31T01:30 2024-04-01T01:30"),
    # US, forward: second Sunday of March, 02:00. New York: -05 to -04, 8 March 2026, 07:00 UTC.
    ("America/New_York", "02:30", ALL, "2026-03-07T07:30 2026-03-08T07:00 2026-03-09T06:30"),
    # US, back: first Sunday of November, 02:00. New York: -04 to -05, 1 November 2026, 06:00 UTC.
    ("America/New_York", "01:30", ALL, "2026-10-31T05:30 2026-11-01T05:30 2026-11-02T06:30"),
    # St John's, half an hour off: -03:30 to -02:30, 8 March 2026 02:00, 05:30 UTC.
    ("America/St_Johns", "02:15", ALL, "2026-03-07T05:45 2026-03-08T05:30 2026-03-09T04:45"),
    # St John's until 2011, at 00:01. Back on Sunday 29 October 2006, 00:01 to Saturday 23:01:
    # Sunday begins twice and Saturday has 23:30 twice. Forward, 11 March 2007: 00:01 to 01:01.
    ("America/St_Johns", "00:00", ALL, "2006-10-28T02:30 2006-10-29T02:30 2006-10-30T03:30"),
    ("America/St_Johns", "23:30", ALL, "2006-10-28T02:00 2006-10-29T02:00 2006-10-30T03:00"),
    ("America/St_Johns", "00:30", ALL, "2007-03-10T04:00 2007-03-11T03:31 2007-03-12T03:00"),
    # Havana: -05 to -04 at 00:00, 9 March 2025; back at 01:00, 2 November 2025; both 05:00 UTC.
    ("America/Havana", "00:30", ALL, "2025-03-08T05:30 2025-03-09T05:00 2025-03-10T04:30"),
    ("America/Havana", "00:30", ALL, "2025-11-01T04:30 2025-11-02T04:30 2025-11-03T05:30"),
    ("America/Havana", "00:00", SUN, "2025-10-26T04:00 2025-11-02T04:00 2025-11-09T05:00"),
    # Santiago, southern: -03 to -04, 6 April 2025 03:00 UTC, Sunday 00:00 to Saturday 23:00;
    # -04 to -03, 7 September 2025 04:00 UTC, 00:00 to 01:00.
    ("America/Santiago", "23:30", ALL, "2025-04-05T02:30 2025-04-06T02:30 2025-04-07T03:30"),
    ("America/Santiago", "00:00", ALL, "2025-04-05T03:00 2025-04-06T04:00 2025-04-07T04:00"),
    ("America/Santiago", "00:00", ALL, "2025-09-06T04:00 2025-09-07T04:00 2025-09-08T03:00"),
    # São Paulo, last summer time: -03 to -02, 4 November 2018 00:00; -02 to -03, 17 February 2019
    # 00:00 to Saturday 23:00.
    ("America/Sao_Paulo", "00:30", ALL, "2018-11-03T03:30 2018-11-04T03:00 2018-11-05T02:30"),
    ("America/Sao_Paulo", "23:00", ALL, "2019-02-16T01:00 2019-02-17T01:00 2019-02-18T02:00"),
    # Sydney: +11 to +10, 5 April 2026, 03:00; +10 to +11, 4 October 2026, 02:00; each 16:00 UTC of
    # the day before.
    ("Australia/Sydney", "02:30", ALL, "2026-04-03T15:30 2026-04-04T15:30 2026-04-05T16:30"),
    ("Australia/Sydney", "02:30", ALL, "2026-10-02T16:30 2026-10-03T16:00 2026-10-04T15:30"),
    # Lord Howe, half an hour: +11 to +10:30, 5 April 2026, 02:00 to 01:30 (15:00 UTC of the day
    # before); +10:30 to +11, 4 October 2026, 02:00 to 02:30 (15:30 UTC of the day before).
    ("Australia/Lord_Howe", "01:45", ALL, "2026-04-03T14:45 2026-04-04T14:45 2026-04-05T15:15"),
    ("Australia/Lord_Howe", "02:15", ALL, "2026-10-02T15:45 2026-10-03T15:30 2026-10-04T15:15"),
    ("Australia/Lord_Howe", "02:30", ALL, "2026-10-02T16:00 2026-10-03T15:30 2026-10-04T15:30"),
    # Auckland: +13 to +12, 5 April 2026, 03:00; +12 to +13, 27 September 2026, 02:00; each 14:00
    # UTC of the day before. Chatham then: +13:45 to +12:45 at 03:45, +12:45 to +13:45 at 02:45.
    ("Pacific/Auckland", "02:30", ALL, "2026-04-03T13:30 2026-04-04T13:30 2026-04-05T14:30"),
    ("Pacific/Auckland", "02:30", ALL, "2026-09-25T14:30 2026-09-26T14:00 2026-09-27T13:30"),
    ("Pacific/Chatham", "03:00", ALL, "2026-04-03T13:15 2026-04-04T13:15 2026-04-05T14:15"),
    ("Pacific/Chatham", "03:00", ALL, "2026-09-25T14:15 2026-09-26T14:00 2026-09-27T13:15"),
    # Apia, over the date line, in summer time: -10 to +14 at the end of Thursday 29 December 2011.
    # There was no Friday the 30th.
    ("Pacific/Apia", "09:00", ALL, "2011-12-29T19:00 2011-12-30T19:00 2011-12-31T19:00"),
    ("Pacific/Apia", "09:00", FRI, "2011-12-23T19:00 2012-01-05T19:00"),
    ("Pacific/Apia", "00:00", ALL, "2011-12-29T10:00 2011-12-30T10:00 2011-12-31T10:00"),
    # Fakaofo the same night: -11 to +13. Kiritimati: -10 to +14, no 31 December 1994.
    ("Pacific/Fakaofo", "12:00", ALL, "2011-12-29T23:00 2011-12-30T23:00 2011-12-31T23:00"),
    ("Pacific/Kiritimati", "06:00", ALL, "1994-12-30T16:00 1994-12-31T16:00 1995-01-01T16:00"),
    # Kwajalein: -12 to +12, no 21 August 1993 (a Saturday).
    ("Pacific/Kwajalein", "08:00", ALL, "1993-08-20T20:00 1993-08-21T20:00 1993-08-22T20:00"),
    ("Pacific/Kwajalein", "08:00", SAT, "1993-08-14T20:00 1993-08-27T20:00"),
    # Kwajalein the other way: +11 to -12 at the end of 30 September 1969, back to 01:00 that day.
    ("Pacific/Kwajalein", "08:00", ALL, "1969-09-28T21:00 1969-09-29T21:00 1969-10-01T20:00"),
    # Casablanca: +01, and +00 in Ramadan: 15 February 2026, 03:00 to 02:00, and 22 March, 02:00 to
    # 03:00; each 02:00 UTC.
    ("Africa/Casablanca", "02:30", ALL, "2026-02-14T01:30 2026-02-15T01:30 2026-02-16T02:30"),
    ("Africa/Casablanca", "02:30", ALL, "2026-03-21T02:30 2026-03-22T02:00 2026-03-23T01:30"),
    # Caracas: -04 to -04:30, 9 December 2007, 03:00 to 02:30; -04:30 to -04, 1 May 2016, 02:30 to
    # 03:00. Neither is summer time.
    ("America/Caracas", "02:45", ALL, "2007-12-08T06:45 2007-12-09T06:45 2007-12-10T07:15"),
    ("America/Caracas", "02:45", ALL, "2016-04-30T07:15 2016-05-01T07:00 2016-05-02T06:45"),
    # Pyongyang: +09 to +08:30 at the start of 15 August 2015, 00:00 to 23:30 of the 14th; back on
    # 4 May 2018, 23:30 to 00:00 of the 5th, so that the 4th has no 23:45.
    ("Asia/Pyongyang", "23:45", ALL, "2015-08-13T14:45 2015-08-14T14:45 2015-08-15T15:15"),
    ("Asia/Pyongyang", "00:00", ALL, "2015-08-13T15:00 2015-08-14T15:30 2015-08-15T15:30"),
    ("Asia/Pyongyang", "23:45", ALL, "2018-05-02T15:15 2018-05-03T15:15 2018-05-05T14:45"),
    ("Asia/Pyongyang", "23:45", FRI, "2018-04-27T15:15 2018-05-11T14:45"),
    # Kathmandu: +05:30 to +05:45, 1 January 1986, 00:00 to 00:15.
    ("Asia/Kathmandu", "00:10", ALL, "1985-12-30T18:40 1985-12-31T18:30 1986-01-01T18:25"),
    ("Asia/Kathmandu", "09:00", WED, "2026-11-25T03:15 2026-12-02T03:15"),
    # Cairo: +02 to +03 on the last Friday of April, 00:00 to 01:00; back at the end of the last
    # Thursday of October, 24:00 to 23:00.
    ("Africa/Cairo", "00:30", ALL, "2025-04-23T22:30 2025-04-24T22:00 2025-04-25T21:30"),
    ("Africa/Cairo", "23:30", ALL, "2025-10-29T20:30 2025-10-30T20:30 2025-10-31T21:30"),
    # Tehran, the last time: +03:30 to +04:30, 22 March 2022, 00:00 to 01:00.
    ("Asia/Tehran", "00:30", ALL, "2022-03-20T21:00 2022-03-21T20:30 2022-03-22T20:00"),
    # Beirut: +02 to +03 at 00:00 of the last Sunday of March.
    ("Asia/Beirut", "00:15", ALL, "2026-03-27T22:15 2026-03-28T22:00 2026-03-29T21:15"),
    # Baku until 2015: +04 to +05 at 04:00 of the last Sunday of March. From 2016 on +04.
    ("Asia/Baku", "04:30", ALL, "2015-03-28T00:30 2015-03-29T00:00 2015-03-29T23:30"),
    ("Asia/Baku", "04:30", ALL, "2016-03-26T00:30 2016-03-27T00:30 2016-03-28T00:30"),
    # Yerevan for the last time: +05 to +04, 30 October 2011, 03:00 to 02:00.
    ("Asia/Yerevan", "02:30", ALL, "2011-10-28T21:30 2011-10-29T21:30 2011-10-30T22:30"),
    # Istanbul stayed at +03 in autumn 2016.
    ("Europe/Istanbul", "03:30", ALL, "2016-10-29T00:30 2016-10-30T00:30 2016-10-31T00:30"),
    # Moscow: +04, in force all year since 2011, to +03, 26 October 2014, 02:00 to 01:00.
    ("Europe/Moscow", "01:30", ALL, "2014-10-24T21:30 2014-10-25T21:30 2014-10-26T22:30"),
    # Volgograd: +04 to +03, 27 December 2020, 02:00 to 01:00.
    ("Europe/Volgograd", "01:30", ALL, "2020-12-25T21:30 2020-12-26T21:30 2020-12-27T22:30"),
    # Juba: +03 to +02 at the end of 31 January 2021, 24:00 to 23:00.
    ("Africa/Juba", "23:30", ALL, "2021-01-30T20:30 2021-01-31T20:30 2021-02-01T21:30"),
    # São Tomé: +00 to +01, 1 January 2018, 01:00 to 02:00.
    ("Africa/Sao_Tome", "01:30", ALL, "2017-12-31T01:30 2018-01-01T01:00 2018-01-02T00:30"),
    # Bougainville: +10 to +11, 28 December 2014, 02:00 to 03:00 (16:00 UTC the day before).
    ("Pacific/Bougainville", "02:30", ALL, "2014-12-26T16:30 2014-12-27T16:00 2014-12-28T15:30"),
    # Norfolk: +11:30 to +11, 4 October 2015, 02:00 to 01:30.
    ("Pacific/Norfolk", "01:45", ALL, "2015-10-02T14:15 2015-10-03T14:15 2015-10-04T14:45"),
    # Colombo: +06 to +05:30, 15 April 2006, 00:30 to 00:00.
    ("Asia/Colombo", "00:15", ALL, "2006-04-13T18:15 2006-04-14T18:15 2006-04-15T18:45"),
    # Monrovia: -00:44:30 to +00, 7 January 1972, 00:00 to 00:44:30.
    ("Africa/Monrovia", "00:30", ALL, "1972-01-06T01:14:30 1972-01-07T00:44:30 1972-01-08T00:30"),
    # Renamed zones: Kolkata +05:30; Los Angeles -08 to -07, 8 March 2026, 02:00, 10:00 UTC;
    # Kyiv +02 to +03 with the EU, 03:00 to 04:00.
    ("Asia/Calcutta", "09:00", ALL, "2026-03-07T03:30 2026-03-08T03:30"),
    ("US/Pacific", "02:30", ALL, "2026-03-07T10:30 2026-03-08T10:00 2026-03-09T09:30"),
    ("Europe/Kiev", "03:30", ALL, "2026-03-28T01:30 2026-03-29T01:00 2026-03-30T00:30"),
    # Leap days: 29 February 2028 is a Tuesday; 2100 has none. Berlin +01, UTC.
    ("Europe/Berlin", "09:00", TUE, "2028-02-22T08:00 2028-02-29T08:00 2028-03-07T08:00"),
    ("UTC", "00:00", ALL, "2100-02-28T00:00 2100-03-01T00:00"),
    # The year's end: Kiritimati +14 is first, Pago Pago -11 last. 1 January 2027 is a Friday.
    ("Pacific/Kiritimati", "00:00", ALL, "2026-12-30T10:00 2026-12-31T10:00 2027-01-01T10:00"),
    ("Pacific/Kiritimati", "00:00", FRI, "2026-12-24T10:00 2026-12-31T10:00 2027-01-07T10:00"),
    ("Pacific/Pago_Pago", "23:59", THU, "2026-12-25T10:59 2027-01-01T10:59 2027-01-08T10:59"),
    # The weekday is the local one: Monday 09:00 in Auckland (+12), Friday 20:00 in Honolulu (-10).
    ("Pacific/Auckland", "09:00", MON, "2026-05-31T21:00 2026-06-07T21:00"),
    ("Pacific/Honolulu", "20:00", FRI, "2026-06-06T06:00 2026-06-13T06:00"),
    # Offsets whose names have the sign the wrong way round: Etc/GMT-4 is four hours east.
    ("Etc/GMT-4", "09:00", ALL, "2026-06-06T05:00 2026-06-07T05:00"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "at", "days", "instants"), HARD_CASES)
def test_hard_cases(zone: str, at: str, days: frozenset[int], instants: str):
    expected = [datetime.fromisoformat(f"{instant}+00:00") for instant in instants.split()]
    rule = Rule(time.fromisoformat(at), zone, days)

    found = firings(rule, expected[0] - timedelta(seconds=1))

    assert [firing.utc for firing in islice(found, len(expected))] == expected
