"""Settings in words: what each is called, and what its values mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.cards.times import length_in_words
from bot.core.card import Line, Reference, Span
from bot.core.identity import Person, local_id
from bot.core.obstacles import Channels
from bot.core.place_settings import LANGUAGES, Notify, PlaceSettings, PollOpeners
from bot.core.times import days_in_words

LABELS: Mapping[str, str] = {
    "channel": "Channel",
    "forum_tag": "Forum tag",
    "at": "Time of day",
    "zone": "Time zone",
    "days": "Days",
    "language": "Language",
    "pack": "Pack",
    "notify": "Notification",
    "notify_role": "Role to mention",
    "thread": "Thread",
    "archive_minutes": "Thread closes after",
    "question": "Discussion question",
    "poll": "Poll",
    "anniversaries": "Anniversaries first",
    "grace_hours": "Posted late by at most",
    "moderator_roles": "Moderator roles",
    "poll_openers": "Who may open polls",
    "poll_roles": "Roles that may open polls",
    "moderators_channel": "Moderators’ channel",
    "prefix": "Prefix of commands",
}
NOTIFICATIONS = {
    Notify.NORMAL: "like any message",
    Notify.SILENT: "silently",
    Notify.ROLE: "mentioning a role",
}
OPENERS = {
    PollOpeners.NOBODY: "moderators only",
    PollOpeners.ROLES: "moderators and some roles",
    PollOpeners.EVERYBODY: "everybody",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: *packs* by id, the default first, and the tags of forums."""

    packs: Mapping[str, str]
    tags: Mapping[str, str] = field(default_factory=dict)

    def pack(self, name: str | None) -> str:
        return self.packs.get(name, name) if name else next(iter(self.packs.values()))


def names_in(packs: Mapping[str, str], channels: Channels) -> Names:
    tags = (tag for channel in channels.values() if channel for tag in channel.tags)
    return Names(packs, {tag.id: tag.name for tag in tags})


def value_in_words(name: str, settings: PlaceSettings, names: Names) -> Line:
    """The setting *name*, which has a label, as *settings* have it."""
    return WORDS[name](settings, names)


def joined(spans: Sequence[Span], conjunction: str = "and") -> Line:
    """Like `listed`, of spans; one at least."""
    *others, last = spans
    between: list[Span] = [part for span in others for part in (span, ", ")]
    return (*between[:-1], f" {conjunction} ", last) if between else (last,)


def person_or_somebody(by: Person | None) -> Span:
    return Reference("person", local_id(by)) if by else "Somebody"


def silence_in_words(minutes: int) -> str:
    return f"{length_in_words(timedelta(minutes=minutes))} of silence"


def _references(kind: Literal["channel", "role"], ids: Iterable[str | None], nothing: str) -> Line:
    spans = [Reference(kind, name) for name in sorted(filter(None, ids))]
    return joined(spans) if spans else (nothing,)


def _on(value: bool) -> Line:
    return ("on" if value else "off",)


WORDS: Mapping[str, Callable[[PlaceSettings, Names], Line]] = {
    "channel": lambda s, _: _references("channel", [s.channel], "none"),
    "forum_tag": lambda s, names: (
        names.tags.get(s.forum_tag, "one that is gone") if s.forum_tag else "none",
    ),
    "at": lambda s, _: (f"{s.at:%H:%M}",),
    "zone": lambda s, _: (s.zone,),
    "days": lambda s, _: (days_in_words(s.days),),
    "language": lambda s, _: (LANGUAGES[s.language],),
    "pack": lambda s, names: (names.pack(s.pack),),
    "notify": lambda s, _: (NOTIFICATIONS[s.notify],),
    "notify_role": lambda s, _: _references("role", [s.notify_role], "none"),
    "thread": lambda s, _: _on(s.thread),
    "archive_minutes": lambda s, _: (silence_in_words(s.archive_minutes),),
    "question": lambda s, _: _on(s.question),
    "poll": lambda s, _: _on(s.poll),
    "anniversaries": lambda s, _: _on(s.anniversaries),
    "grace_hours": lambda s, _: (length_in_words(s.grace),),
    "moderator_roles": lambda s, _: _references("role", s.moderator_roles, "none"),
    "poll_openers": lambda s, _: (OPENERS[s.poll_openers],),
    "poll_roles": lambda s, _: _references("role", s.poll_roles, "none"),
    "moderators_channel": lambda s, _: _references("channel", [s.moderators_channel], "none"),
    "prefix": lambda s, _: (s.prefix,),
}
