"""Changes of settings, as they are logged."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from bot.core.place_settings import Notify, PlaceSettings
from bot.core.settings_change import (
    SETTINGS,
    carried_over,
    changed,
    read_values,
    write_values,
)

ids = st.none() | st.integers(1, 9).map(str)
settings = st.builds(
    PlaceSettings,
    channel=ids,
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["UTC", "Asia/Baku"]),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    notify=st.sampled_from(Notify),
    notify_role=ids,
    poll=st.booleans(),
    moderator_roles=st.frozensets(st.integers(1, 9).map(str)),
)


def test_what_differs_is_named():
    old, new = PlaceSettings(at=time(9)), PlaceSettings(at=time(10), poll=False)

    assert changed(old, new) == ("at", "poll")
    assert changed(old, old) == ()


@given(settings, settings)
def test_a_change_is_read_back_as_it_was_written(old: PlaceSettings, new: PlaceSettings):
    names = changed(old, new)

    read, values = read_values(write_values(new, names))

    assert read == names
    assert carried_over(names, values, old) == new


@given(settings, settings)
def test_taking_a_change_back_restores_what_was(old: PlaceSettings, new: PlaceSettings):
    assert carried_over(changed(old, new), old, new) == old


def test_nothing_else_is_written():
    assert write_values(PlaceSettings(), ("days",)) == '{"days":[0,1,2,3,4,5,6]}'
    assert read_values("{}") == ((), PlaceSettings())
    assert set(SETTINGS) >= {"channel", "language"}
