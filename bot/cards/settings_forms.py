"""The forms in which moderators set up their place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.cards.settings_words import NOTIFICATIONS, OPENERS, Names, silence_in_words
from bot.cards.times import length_in_words
from bot.core.card import Route
from bot.core.channels import Channel, ChannelKind
from bot.core.form import ChannelField, Choice, ChoiceField, Field, Form, RoleField, TextField
from bot.core.obstacles import Channels
from bot.core.place_settings import ARCHIVE_MINUTES, GRACE_HOURS, LANGUAGES, PlaceSettings
from bot.core.settings_inputs import NONE, SAVE, Answer, Part, filled_in
from bot.core.times import DAYS

TITLES: Mapping[Part, str] = {
    Part.WHERE: "Where and when",
    Part.POST: "The post",
    Part.DISCUSSION: "Discussion",
    Part.PEOPLE: "People",
    Part.CONTENT: "Content",
}
MAX_ROLES = 25  # of Discord's menus
MAX_CHOICES = 25


def settings_form(
    part: Part, settings: PlaceSettings, version: int, names: Names, channels: Channels
) -> Form:
    """The form of *part*, filled in with *settings*; *version* is theirs."""
    answers = filled_in(part, settings)
    return Form(
        title=TITLES[part],
        submits=Route(SAVE, (part.value, str(version))),
        fields=_fields(part, settings, answers, names, channels),
    )


def _fields(
    part: Part,
    settings: PlaceSettings,
    answers: Mapping[str, Answer],
    names: Names,
    channels: Channels,
) -> tuple[Field, ...]:
    match part:
        case Part.WHERE:
            return _where(settings, answers, channels)
        case Part.POST:
            channel = channels.get(settings.channel) if settings.channel else None
            return _post(answers, channel)
        case Part.DISCUSSION:
            return _discussion(answers)
        case Part.PEOPLE:
            return _people(settings, answers, channels)
        case _:
            return _content(answers, names)


def _where(
    settings: PlaceSettings, answers: Mapping[str, Answer], channels: Channels
) -> tuple[Field, ...]:
    return (
        ChannelField(
            "channel",
            "Channel",
            tuple(ChannelKind),
            "A text channel, a thread or a forum",
            picked=_seen(settings.channel, channels),
        ),
        TextField(
            "at",
            "Time of day",
            "Such as 9:00, 21:30 or 9 pm",
            value=answers["at"][0],
            longest=20,
        ),
        TextField(
            "zone",
            "Time zone",
            "A city or country, such as Berlin, or an id such as Europe/Berlin",
            value=answers["zone"][0],
            longest=60,
        ),
        ChoiceField(
            "days",
            "Days",
            tuple(_choice(name, str(day), answers["days"]) for day, name in enumerate(DAYS)),
            most=len(DAYS),
        ),
    )


def _post(answers: Mapping[str, Answer], channel: Channel | None) -> tuple[Field, ...]:
    notifications = [(words.capitalize(), each.value) for each, words in NOTIFICATIONS.items()]
    graces = [(length_in_words(timedelta(hours=each)), str(each)) for each in GRACE_HOURS]
    return (
        _one_of("notify", "Post it", notifications, answers),
        RoleField(
            "notify_role",
            "Role to mention",
            "Only if it is posted mentioning a role",
            picked=frozenset(answers["notify_role"]),
        ),
        _one_of(
            "grace_hours",
            "If I was down when it was due",
            graces,
            answers,
            "How late it may still be posted",
        ),
        *_tag_field(answers, channel),
    )


def _tag_field(answers: Mapping[str, Answer], channel: Channel | None) -> tuple[Field, ...]:
    if channel is None or not channel.tags:
        return ()
    nothing = [] if channel.requires_tag else [("No tag", NONE)]
    tags = [*nothing, *((tag.name, tag.id) for tag in channel.tags)]
    return (_one_of("forum_tag", "Tag in the forum", tags, answers),)


def _discussion(answers: Mapping[str, Answer]) -> tuple[Field, ...]:
    threads = [
        ("No thread", NONE),
        *((f"Closes after {silence_in_words(each)}", str(each)) for each in ARCHIVE_MINUTES),
    ]
    return (
        _one_of("thread", "Thread under each post", threads, answers),
        _on_or_off("question", "Discussion question", "Opens the thread", answers),
        _on_or_off("poll", "Poll", "Where an explainer comes with one", answers),
        _on_or_off("anniversaries", "Anniversaries first", "On their own day", answers),
    )


def _people(
    settings: PlaceSettings, answers: Mapping[str, Answer], channels: Channels
) -> tuple[Field, ...]:
    openers = [(words.capitalize(), each.value) for each, words in OPENERS.items()]
    return (
        RoleField(
            "moderator_roles",
            "Moderator roles",
            "They may change all this. Show them /settings in Server Settings, Integrations.",
            picked=settings.moderator_roles,
            most=MAX_ROLES,
        ),
        _one_of("poll_openers", "Who may open polls", openers, answers),
        RoleField(
            "poll_roles",
            "Roles that may open polls",
            "Only if some roles may",
            picked=settings.poll_roles,
            most=MAX_ROLES,
        ),
        ChannelField(
            "moderators_channel",
            "Moderators’ channel",
            (ChannelKind.TEXT, ChannelKind.THREAD),
            "For reports of errors, and for what I have to tell you",
            picked=_seen(settings.moderators_channel, channels),
            required=False,
        ),
    )


def _content(answers: Mapping[str, Answer], names: Names) -> tuple[Field, ...]:
    """The first pack is the one of all who chose none."""
    languages = [(name, code) for code, name in LANGUAGES.items()]
    packs = [
        (title, NONE if place == 0 else pack)
        for place, (pack, title) in enumerate(names.packs.items())
    ]
    return (
        _one_of("language", "Language", languages, answers),
        _one_of("pack", "Pack", packs[:MAX_CHOICES], answers),
    )


def _seen(channel: str | None, channels: Channels) -> str | None:
    return channel if channel and channels[channel] else None


def _one_of(
    key: str,
    label: str,
    values: list[tuple[str, str]],
    answers: Mapping[str, Answer],
    hint: str = "",
) -> ChoiceField:
    return ChoiceField(
        key, label, tuple(_choice(name, value, answers[key]) for name, value in values), hint
    )


def _on_or_off(key: str, label: str, hint: str, answers: Mapping[str, Answer]) -> ChoiceField:
    return _one_of(key, label, [("On", "on"), ("Off", "off")], answers, hint)


def _choice(label: str, value: str, answer: Answer) -> Choice:
    return Choice(label, value, is_picked=value in answer)
