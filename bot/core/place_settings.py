"""What a place can set, with the defaults, and what follows from it."""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum

import msgspec

from bot.core.channels import ChannelKind
from bot.core.identity import Asker
from bot.core.schedule import EVERY_DAY, Rule

ARCHIVE_MINUTES = (60, 1440, 4320, 10080)  # all that Discord knows
GRACE_HOURS = (1, 3, 6, 12, 24)
LANGUAGES = {"en": "English"}
PREFIX = "!"


class Notify(StrEnum):
    """How a daily post makes itself heard."""

    NORMAL = "normal"
    SILENT = "silent"  # no sound and no banner, only the unread mark
    ROLE = "role"  # mentions one role


class PollOpeners(StrEnum):
    """Who may open polls, besides moderators."""

    NOBODY = "nobody"
    ROLES = "roles"
    EVERYBODY = "everybody"


class PlaceSettings(msgspec.Struct, frozen=True, omit_defaults=True):
    """The settings of one place. What is stored is JSON of what differs from the defaults.

    Ids are the platform's own, without its name before them. *zone* is an IANA id. *grace_hours* is
    how late a post may be sent before it counts as missed. *prefix* is what commands begin with,
    where they are messages.
    """

    channel: str | None = None
    channel_kind: ChannelKind = ChannelKind.TEXT  # as it was when it was picked
    forum_tag: str | None = None
    at: time = time(9)
    zone: str = "UTC"
    days: frozenset[int] = EVERY_DAY
    language: str = "en"
    pack: str | None = None  # None: the one the bot runs with
    notify: Notify = Notify.SILENT
    notify_role: str | None = None
    thread: bool = True
    archive_minutes: int = 1440
    question: bool = True
    poll: bool = True
    anniversaries: bool = True
    grace_hours: int = 6
    moderator_roles: frozenset[str] = frozenset()
    poll_openers: PollOpeners = PollOpeners.NOBODY
    poll_roles: frozenset[str] = frozenset()
    moderators_channel: str | None = None
    prefix: str = PREFIX

    @property
    def is_on(self) -> bool:
        """Whether there is a daily post at all."""
        return self.channel is not None

    @property
    def rule(self) -> Rule:
        return Rule(self.at, self.zone, self.days)

    @property
    def grace(self) -> timedelta:
        return timedelta(hours=self.grace_hours)

    def is_moderator(self, asker: Asker) -> bool:
        """Whether *asker* may change settings and run the schedule in this place."""
        return asker.manages or not self.moderator_roles.isdisjoint(asker.roles)

    def may_open_polls(self, asker: Asker) -> bool:
        return (
            self.is_moderator(asker)
            or self.poll_openers is PollOpeners.EVERYBODY
            or (
                self.poll_openers is PollOpeners.ROLES
                and not self.poll_roles.isdisjoint(asker.roles)
            )
        )


def read_place_settings(stored: str) -> PlaceSettings:
    """The settings that `write_place_settings` wrote, by this or an older version."""
    return msgspec.json.decode(stored, type=PlaceSettings)


def write_place_settings(settings: PlaceSettings) -> str:
    return msgspec.json.encode(settings, order="deterministic").decode()
