"""Every table that holds something of a place or a person: how it is exported, and how it goes.

All that deletes or exports goes by this one list. A new table or column that is missing here fails
`tests/storage/test_personal_data.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.personal_data import Kept


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """A column with a person in it, which is emptied for them while its row stays.

    *foreign* are the columns of the row that are another person's: not theirs to export.
    """

    name: str
    kind: Kept
    foreign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows belong to a place each, and go with it.

    *withheld* are columns that no export has: they are of use to the program alone, or are secret.
    """

    name: str
    columns: tuple[str, ...]
    persons: tuple[PersonColumn, ...] = ()
    withheld: tuple[str, ...] = ()


# In the order in which the rows of a place are deleted: what refers to another table comes first.
TABLES = (
    Table("vote", (), withheld=("poll_id", "place", "voter_key", "choices")),
    Table("poll_secret", (), withheld=("poll_id", "place", "secret")),
    Table(
        "poll",
        (
            *("poll_id", "place", "channel_id", "message_id", "question", "options", "poll_kind"),
            *("most", "role_id", "opened_by", "opened_at", "closes_at", "state", "closed_at"),
            *("turnout", "counts"),
        ),
        (PersonColumn("opened_by", Kept.POLL),),
        withheld=("ordinal", "slot"),
    ),
    # A person who is sent a direct message stands in target_id, after an @.
    Table(
        "outbox",
        (
            *("item_id", "place", "post_id", "step", "target_id", "content", "created_at"),
            *("due_at", "give_up_at", "error", "detail", "result_id", "ended_at"),
        ),
        withheld=("leased_until", "lease_id", "attempts", "doubt_at"),
    ),
    Table(
        "post",
        (
            *("post_id", "place", "local_date", "slot", "due_at", "state", "reason", "detail"),
            *("pack", "explainer_id", "channel_id", "message_id", "thread_id", "poll_message_id"),
            *("planned_at", "sending_at", "sent_at", "ended_at"),
        ),
    ),
    Table("deck_deal", ("place", "pack", "cycle", "explainer_id", "dealt_at", "skipped_at")),
    Table(
        "schedule_pause",
        ("place", "paused_by", "paused_at", "reason", "detail", "told_at"),
        (PersonColumn("paused_by", Kept.PAUSE),),
    ),
    Table(
        "report",
        (
            *("report_id", "place", "reported_by", "reported_at", "pack", "card", "local_date"),
            *("wrong", "source", "told_at", "state", "decided_by", "decided_at"),
        ),
        (
            PersonColumn("reported_by", Kept.REPORT, foreign=("decided_by",)),
            PersonColumn("decided_by", Kept.DECISION, foreign=("reported_by", "wrong", "source")),
        ),
        withheld=("ordinal",),
    ),
    Table(
        "settings_change",
        (
            *("place", "version", "changed_by", "changed_at", "old_values", "new_values"),
            "undoes",
        ),
        (PersonColumn("changed_by", Kept.SETTINGS),),
    ),
    Table("place_settings", ("place", "version", "settings", "changed_at")),
    # The events in its content name their senders, until they are answered.
    Table(
        "matrix_inbox",
        ("event_id", "place", "state", "received_at", "ended_at"),
        withheld=("ordinal", "content", "due_at", "attempts"),
    ),
    Table("done_request", ("request_id", "place", "done_at")),
    Table("departure", ("place", "left_at")),
)
# Tables with nothing of a place or a person in them.
OF_THE_PROGRAM = ("migration", "matrix_account")
