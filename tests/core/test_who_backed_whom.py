"""The signs of the real pack at six dates, against the dossier they were written from.

Each sign was read from `actors-and-relations.md` ("dossier") or `timeline.md` ("timeline") before
the pack was looked at. Where the dossier leaves two readings open, both stand here.
"""

import pytest

from bot.core.edtf import parse_edtf
from bot.core.pack import Pack
from bot.core.queries import tie_on

A, M, X, NONE = "aligned", "mixed", "adversarial", "none"

TABLE = [
    ("united-states-armenia", "1993", {A}),  # dossier 3.1: Section 907 of 1992 limits the other
    ("united-states-armenia", "2010", {M}),  # dossier 3.1 and 2.4: yearly waivers, co-chair
    ("united-states-armenia", "2020-10", {A, M}),  # dossier 2.2: nearer "from 2020"; 3.1: from 2021
    ("united-states-armenia", "2022-09", {A}),  # dossier 2.2: nearer to Armenia, 2020 to 2025
    ("united-states-armenia", "2023-10", {A}),  # dossier 3.1: told Azerbaijan to stop at once
    ("united-states-armenia", "2025-08", {M}),  # dossier 3.1: after August "stakes in both"
    ("iran-armenia", "1993", {M, NONE}),  # dossier 3.2 begins in 2004; timeline E031: a mediator
    ("iran-armenia", "2010", {A}),  # dossier 3.2: gas for power since 2009
    ("iran-armenia", "2020-10", {A}),  # dossier 3.2 and 2.2: supplies; the words on title limit it
    ("iran-armenia", "2022-09", {A}),  # dossier 3.2: warning of July 2022 about the border
    ("iran-armenia", "2023-10", {A}),  # dossier 3.2: barter extended in August 2023
    ("iran-armenia", "2025-08", {A}),  # dossier 3.2: worry over the route eased by assurances
    ("russia-armenia", "1993", {A}),  # dossier 3.3: arms in the 1990s; claim 41: treaty of 1992
    ("russia-armenia", "2010", {A}),  # dossier 3.3: base agreed to 2044 in August 2010
    ("russia-armenia", "2020-10", {A}),  # dossier 3.3: guarantee stands, does not cover Karabakh
    ("russia-armenia", "2022-09", {M}),  # dossier 3.3: declaration with Baku, fact-finding only
    ("russia-armenia", "2023-10", {M}),  # dossier 3.3: peacekeepers did not stop the offensive
    ("russia-armenia", "2025-08", {M}),  # dossier 4, Russia - Armenia: allied on paper
    ("israel-azerbaijan", "1993", {A}),  # dossier 3.4: relations since 1992, embassy 1993
    ("israel-azerbaijan", "2010", {A}),  # dossier 3.4: arms trade of 2006-19
    ("israel-azerbaijan", "2020-10", {A}),  # dossier 3.4: 69 % of arms imports in 2016-20
    ("israel-azerbaijan", "2022-09", {A}),  # dossier 3.4: cargo flights of 2016 to 2023
    ("israel-azerbaijan", "2023-10", {A}),  # dossier 3.4: flights went on, air defence sold
    ("israel-azerbaijan", "2025-08", {A}),  # dossier 3.4: energy deals of early 2025
    ("turkey-azerbaijan", "1993", {A}),  # dossier 3.5: first to recognise it, border shut 1993
    ("turkey-azerbaijan", "2010", {A}),  # dossier 3.5: pact on mutual help of August 2010
    ("turkey-azerbaijan", "2020-10", {A}),  # dossier 3.5: drones and open support in the war
    ("turkey-azerbaijan", "2022-09", {A}),  # dossier 3.5: Shusha Declaration ratified
    ("turkey-azerbaijan", "2023-10", {A}),  # dossier 3.5: the same
    ("turkey-azerbaijan", "2025-08", {A}),  # dossier 3.5 and 2.2: strong
    ("russia-azerbaijan", "1993", {M, NONE}),  # dossier silent; timeline E041: joins the treaty
    ("russia-azerbaijan", "2010", {M}),  # dossier 3.3, limits: armed both
    ("russia-azerbaijan", "2020-10", {M}),  # dossier 3.3, limits: 60 % of its imports in 2011-20
    ("russia-azerbaijan", "2022-09", {A, M}),  # dossier 2.2: backs by declaration; 4: mixed
    ("russia-azerbaijan", "2023-10", {A, M}),  # dossier 2.2 and 4: the same
    ("russia-azerbaijan", "2025-08", {M}),  # dossier 4: mixed, "nearly broke with it"
    ("united-states-azerbaijan", "1993", {M}),  # dossier 3.1: most aid barred, otherwise neutral
    ("united-states-azerbaijan", "2010", {M}),  # dossier 3.1, limits: security aid under waivers
    ("united-states-azerbaijan", "2020-10", {M}),  # dossier 3.1, limits: the same
    ("united-states-azerbaijan", "2022-09", {M}),  # dossier 3.1: waivers until June 2023
    ("united-states-azerbaijan", "2023-10", {M}),  # dossier 3.1: waiver lapsed, both roads urged
    ("united-states-azerbaijan", "2025-08", {M}),  # dossier 3.1: waiver again, stakes in both
    ("csto-armenia", "1993", {A, NONE}),  # dossier 2.4: treaty of 1992, organisation of 2002
    ("csto-armenia", "2010", {A}),  # dossier 3.16: duty of Article 4
    ("csto-armenia", "2020-10", {A, M}),  # dossier 3.16: the duty, limited to Armenia's own soil
    ("csto-armenia", "2022-09", {M}),  # dossier 3.16: appeal met with fact-finding
    ("csto-armenia", "2023-10", {M}),  # dossier 3.16: summit papers unsigned since November 2022
    ("csto-armenia", "2025-08", {M}),  # dossier 3.16: a member that froze its part
    ("france-armenia", "1993", {NONE}),  # dossier 3.6 begins in 2020; 2.4: co-chair from 1997
    ("france-armenia", "2010", {M}),  # dossier 2.4: co-chair; voted against the text of 2008
    ("france-armenia", "2020-10", {M}),  # dossier 3.6: the Senate voted only in November
    ("france-armenia", "2022-09", {A, M}),  # dossier 3.6: Senate for, government against; 2.3
    ("france-armenia", "2023-10", {A}),  # dossier 3.6: arms from October 2023
    ("france-armenia", "2025-08", {A}),  # dossier 3.6: howitzers, strategic partnership
    ("india-armenia", "1993", {NONE}),  # dossier 3.7: nothing before the vote of 2008
    ("india-armenia", "2010", {M}),  # dossier 3.7, limits: no side taken, but the vote of 2008
    ("india-armenia", "2020-10", {M}),  # dossier 3.7, limits: the same
    ("india-armenia", "2022-09", {A}),  # dossier 3.7: arms contract of September 2022
    ("india-armenia", "2023-10", {A}),  # dossier 3.7: the same
    ("india-armenia", "2025-08", {A}),  # dossier 3.7: second batch in mid-2025
    ("pakistan-azerbaijan", "1993", {A}),  # dossier 3.8: refused for decades to recognise Armenia
    ("pakistan-azerbaijan", "2010", {A}),  # dossier 3.8: the same
    ("pakistan-azerbaijan", "2020-10", {A}),  # dossier 3.8: the same
    ("pakistan-azerbaijan", "2022-09", {A}),  # dossier 3.8: the same
    ("pakistan-azerbaijan", "2023-10", {A}),  # dossier 3.8: the same
    ("pakistan-azerbaijan", "2025-08", {A}),  # dossier 3.8: narrowed by ties of 31 August
    ("israel-turkey", "1993", {M, NONE}),  # dossier 4, Israel - Turkey: nothing before 2010
    ("israel-turkey", "2010", {X}),  # dossier 4: Mavi Marmara
    ("israel-turkey", "2020-10", {M, X}),  # dossier 4: "mixed to", ambassadors gone since 2018
    ("israel-turkey", "2022-09", {M, X}),  # dossier 4: the same
    ("israel-turkey", "2023-10", {M, X}),  # dossier 5, claim 24: differ over Gaza
    ("israel-turkey", "2025-08", {X}),  # dossier 4: trade halted in May 2024
    ("iran-israel", "1993", {X, NONE}),  # dossier 4, Iran - Israel: no start is dated
    ("iran-israel", "2010", {X}),  # dossier 3.4, reasons: why Israel armed Azerbaijan from 2006
    ("iran-israel", "2020-10", {X}),  # dossier 3.4, reasons
    ("iran-israel", "2022-09", {X}),  # dossier 3.4, reasons
    ("iran-israel", "2023-10", {X}),  # dossier 3.4, reasons: the Israeli president in May 2023
    ("iran-israel", "2025-08", {X}),  # dossier 4: the war of June 2025
    ("turkey-armenia", "1993", {X}),  # dossier 4, Turkey - Armenia: border shut
    ("turkey-armenia", "2010", {X}),  # dossier 4: protocols of 2009 never ratified
    ("turkey-armenia", "2020-10", {X}),  # dossier 4: protocols void since 2018
    ("turkey-armenia", "2022-09", {X}),  # dossier 4: "adversarial, softening", gates shut
    ("turkey-armenia", "2023-10", {X}),  # dossier 4: the same
    ("turkey-armenia", "2025-08", {X}),  # dossier 4: the same
]


@pytest.mark.parametrize(
    ("alliance_id", "when", "signs"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE]
)
def test_the_pack_says_of_a_date_what_the_dossier_says(
    real_pack: Pack, alliance_id: str, when: str, signs: set[str]
):
    tie = tie_on(real_pack.alliances[alliance_id], parse_edtf(when).last_end)

    assert (tie.phase.sign if tie else NONE) in signs
