"""Questions asked of a pack."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.edtf import parse_edtf
from bot.core.pack import Alliance, EventKind, Pack, Phase
from bot.core.queries import (
    backers,
    claims_about,
    events,
    in_common,
    is_backing,
    on_this_day,
    phase_on,
    relations_of,
    sources_of,
    tie_on,
    ties_of,
)

IN_2000 = date(2000, 1, 1)


def alliance(*phases: str) -> Alliance:
    made = tuple(Phase(when=parse_edtf(when), sign="aligned", strength=1) for when in phases)
    return Alliance(id="one-other", start="one", to="other", phases=made)


@st.composite
def cuts(draw: st.DrawFn) -> list[str]:
    """Dates in different years, in order, each as exact as a year, a month or a day."""
    days = draw(st.lists(st.dates(), min_size=2, max_size=9, unique_by=lambda day: day.year))
    return [day.isoformat()[: draw(st.sampled_from([4, 7, 10]))] for day in sorted(days)]


@given(cuts(), st.data())
def test_contiguous_phases_leave_no_day_out_and_the_later_one_holds(
    cut: list[str], data: st.DataObject
):
    phases = [f"{start}/{end}" for start, end in pairwise(cut)]
    first, last = parse_edtf(cut[0]).first_start, parse_edtf(cut[-1]).last_end
    day = data.draw(st.dates(first, last))

    phase = phase_on(alliance(*phases), day)

    begun = [text for text in phases if parse_edtf(text).first_start <= day]
    assert str(phase.when if phase else None) == begun[-1]


@given(cuts())
def test_every_phase_is_in_force_on_the_day_it_begins(cut: list[str]):
    relation = alliance(*(f"{start}/{end}" for start, end in pairwise(cut)))

    for phase in relation.phases:
        assert phase_on(relation, phase.when.first_start) is phase


@given(cuts(), st.dates())
def test_days_before_the_first_and_after_the_last_phase_have_none(cut: list[str], day: date):
    relation = alliance(*(f"{start}/{end}" for start, end in pairwise(cut)))
    is_within = parse_edtf(cut[0]).first_start <= day <= parse_edtf(cut[-1]).last_end

    assert (phase_on(relation, day) is not None) == is_within


def test_an_open_phase_holds_to_this_day():
    relation = alliance("1990/2000", "2000/..")

    assert phase_on(relation, date.max) is relation.phases[1]


def test_between_two_phases_that_leave_a_gap_there_is_no_tie():
    assert tie_on(alliance("1990/1995", "2000/.."), date(1998, 1, 1)) is None


def test_a_tie_names_the_other_end(small_pack: Pack):
    tie = tie_on(small_pack.alliances["coria-alba"], IN_2000)

    assert tie is not None
    assert tie.other("coria") == "alba"
    assert tie.other("alba") == "coria"


def test_only_a_relation_from_outside_to_a_side_is_a_backing(small_pack: Pack):
    backings = [each.id for each in small_pack.alliances.values() if is_backing(small_pack, each)]

    assert backings == ["coria-alba", "dovia-alba", "estra-berga"]


def test_backers_come_before_those_who_hedge_and_the_stronger_first(small_pack: Pack):
    before = [tie.alliance.start for tie in backers(small_pack, "alba", IN_2000)]
    after = [tie.alliance.start for tie in backers(small_pack, "alba", date(2015, 1, 1))]

    assert before == ["coria", "dovia"]
    assert after == ["dovia", "coria"]


def test_backers_of_the_real_pack_stand_by_sign_then_strength_then_name(real_pack: Pack):
    signs = ("aligned", "mixed", "adversarial")
    for side in real_pack.header.sides:
        ties = backers(real_pack, side, real_pack.day)
        keys = [
            (
                signs.index(tie.phase.sign),
                -tie.phase.strength,
                real_pack.actors[tie.alliance.start].name,
            )
            for tie in ties
        ]

        assert keys == sorted(keys)
        assert ties


def test_the_ties_of_an_actor_are_those_in_force(small_pack: Pack):
    ties = {tie.alliance.id: tie.phase.sign for tie in ties_of(small_pack, "dovia", IN_2000)}
    later = {tie.alliance.id for tie in ties_of(small_pack, "dovia", date(2015, 1, 1))}

    assert ties == {
        "dovia-alba": "aligned",
        "dovia-estra": "aligned",
        "coria-dovia": "adversarial",
    }
    assert later == {"dovia-alba", "coria-dovia"}


def test_the_relations_of_an_actor_are_those_of_any_time(small_pack: Pack):
    found = [relation.id for relation in relations_of(small_pack, "estra")]

    assert found == ["estra-berga", "dovia-estra"]


def test_friends_and_foes_in_common_are_those_of_both(small_pack: Pack):
    assert in_common(small_pack, "coria", "dovia", "aligned", IN_2000) == ["alba"]
    assert in_common(small_pack, "coria", "dovia", "adversarial", IN_2000) == []
    assert in_common(small_pack, "coria", "dovia", "aligned", date(2015, 1, 1)) == []


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["lowlands-war", "pact-signed", "talks-fail"]),
        ({"actor": "berga"}, ["lowlands-war", "talks-fail"]),
        ({"kind": "treaty"}, ["pact-signed"]),
        ({"since": "1988-03"}, ["lowlands-war", "pact-signed", "talks-fail"]),
        ({"since": "1988-04-01"}, ["lowlands-war", "pact-signed", "talks-fail"]),
        ({"since": "1988-04-02"}, ["pact-signed", "talks-fail"]),
        ({"until": "1990-05-02"}, ["lowlands-war", "pact-signed"]),
        ({"until": "1990-05-01"}, ["lowlands-war"]),
        ({"since": "2001", "until": "2001"}, ["talks-fail"]),
        ({"actor": "berga", "kind": "treaty"}, []),
    ],
)
def test_events_fit_every_filter_oldest_first(
    small_pack: Pack, filters: dict[str, str], found: list[str]
):
    actor: str | None = filters.get("actor")
    kind: EventKind | None = "treaty" if "kind" in filters else None
    since, until = (
        parse_edtf(filters[key]) if key in filters else None for key in ("since", "until")
    )

    assert [event.id for event in events(small_pack, actor, kind, since, until)] == found


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2020, 5, 2), ["pact-signed"]),
        (date(2020, 2, 20), ["lowlands-war"]),
        (date(2020, 4, 1), ["lowlands-war"]),
        (date(2020, 3, 1), []),
        (date(2020, 5, 1), []),
        (date(2020, 5, 31), []),
    ],
)
def test_an_anniversary_is_of_a_start_or_end_that_is_known_to_the_day(
    small_pack: Pack, day: date, found: list[str]
):
    assert [event.id for event in on_this_day(small_pack, day)] == found


def test_an_open_end_is_no_anniversary(real_pack: Pack):
    year = [date(2024, 1, 1) + timedelta(days=ahead) for ahead in range(366)]
    anniversaries = {event.id for day in year for event in on_this_day(real_pack, day)}

    exact = {
        event.id
        for event in real_pack.chronicle
        if any(len(end) == 10 for end in event.when.text.split("/"))
    }
    assert anniversaries == exact


@pytest.mark.parametrize(
    ("subject", "claims"),
    [
        ("coria", ["coria-says", "coria-wants"]),
        ("estra-berga", ["estra-berga-trade", "estra-berga-disputed"]),
        ("pact-signed", ["pact-signed-text"]),
        (
            "why-coria-armed-alba",
            ["coria-alba-road", "coria-alba-base", "explainer-own", "coria-alba-sold"],
        ),
        ("nobody", []),
    ],
)
def test_the_claims_about_a_subject_stand_in_reading_order(
    small_pack: Pack, subject: str, claims: list[str]
):
    assert [claim.id for claim in claims_about(small_pack, subject)] == claims


def test_the_sources_of_a_subject_come_once_each_with_those_of_positions(small_pack: Pack):
    sources = [source.id for source in sources_of(small_pack, "estra-berga")]

    assert sources == ["gazette", "courier", "alba-times"]


def test_what_lies_between_two_is_found_from_either_end(small_pack: Pack):
    assert small_pack.between("alba", "coria") is small_pack.between("coria", "alba")
    assert small_pack.between("coria", "berga") is None


def test_the_pack_knows_every_claim_wherever_it_is_told(small_pack: Pack):
    told = ["coria-wants", "coria-alba-pact", "lowlands-war-who", "explainer-own"]

    assert all(claim in small_pack.claims for claim in told)
    assert small_pack.day == date(2020, 6, 1)
