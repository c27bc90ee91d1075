"""The page about private data says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.core.personal_data import AFTER_LEAVING, RECORDS, SENT
from bot.storage.old_rows import RULES, Rule
from bot.storage.personal_data import OF_THE_PROGRAM, TABLES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "privacy.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
KEPT = {table: (people, until) for table, _, people, until in ROW.findall(PAGE)}
# Where a person stands otherwise than in a column of their own.
HIDDEN = {"outbox": "yes", "matrix_inbox": "yes", "vote": "under a code"}


def test_every_table_is_on_the_page_and_no_other():
    assert set(KEPT) == {table.name for table in TABLES} | set(OF_THE_PROGRAM)


def test_it_says_which_tables_name_people():
    named = {table.name: "yes" if table.persons else "no" for table in TABLES}

    said = {table: people for table, (people, _) in KEPT.items() if table in named}
    assert said == {**named, **HIDDEN}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.table)
def test_it_says_how_long_rows_are_kept(rule: Rule):
    assert f"{rule.after.days} days" in KEPT[rule.table][1]


def test_no_table_is_said_to_be_kept_for_days_that_no_rule_counts():
    counted = {table for table, (_, until) in KEPT.items() if "days" in until}

    assert counted == {rule.table for rule in RULES}


def test_the_texts_to_publish_name_the_same_days():
    policy = PAGE.partition("## A privacy policy to publish")[2]

    days = set(map(int, re.findall(r"(\d+) days", policy)))
    assert days == {RECORDS.days, SENT.days, AFTER_LEAVING.days}
