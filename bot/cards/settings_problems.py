"""What is wrong with settings or with a wish for some, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.settings_words import LABELS, Names, joined, person_or_somebody, value_in_words
from bot.core.card import Line, Option, Reference, Route, Strong
from bot.core.channels import Permission
from bot.core.obstacles import Channels, Fault, Obstacle
from bot.core.place_settings import PlaceSettings
from bot.core.settings_inputs import CHOOSE
from bot.core.settling import Held, Hindered, Refusal, Unread
from bot.errors import Unclear


def sentences(found: Sequence[Obstacle]) -> list[Line]:
    """One sentence for each obstacle, and one for all permissions missing in a channel."""
    lacking = [each for each in found if each.fault is Fault.PERMISSION]
    others = [_sentence(each) for each in found if each.fault is not Fault.PERMISSION]
    channels = dict.fromkeys(each.channel for each in lacking if each.channel)
    for channel in channels:
        there = [each.permission for each in lacking if each.channel == channel]
        others += _permissions(channel, [each for each in there if each])
    return others


def refusal(refused: Refusal, settings: PlaceSettings, names: Names) -> tuple[Line, ...]:
    """Why a wish was not saved; *settings* are those in force."""
    match refused:
        case Unread(key, error):
            return ((str(error), *_stays(key, settings, names)),)
        case Hindered(_, _, found):
            return tuple(sentences(found))
        case Held(channel):
            return (_held(channel),)
        case _:
            by = refused.by
            return tuple(_overtaken(name, by, settings, names) for name in refused.names)


def candidates(refusals: Sequence[Refusal], channels: Channels) -> tuple[Option, ...]:
    """What the reader may have meant, to pick from."""
    held = tuple(refused.channel for refused in refusals if isinstance(refused, Held))
    found: list[Option] = []
    for refused in refusals:
        match refused:
            case Unread(_, Unclear(options=options)):
                found += [_with(option, held) for option in options]
            case Hindered(_, {"channel": str(channel)}, obstacles):
                if any(each.fault is Fault.NO_TAG for each in obstacles):
                    found += _tags(channel, channels)
    return tuple(found)


def _with(option: Option, held: tuple[str, ...]) -> Option:
    """The time zone of *option*, with the channel that was *held* back for want of it."""
    opens = replace(option.opens, args=(*option.opens.args, *held))
    return replace(option, opens=opens)


def _held(channel: str) -> Line:
    return (
        *("Nothing is posted in ", Reference("channel", channel), " yet: without the time zone "),
        "it would come at the wrong hour.",
    )


def _tags(channel: str, channels: Channels) -> list[Option]:
    forum = channels[channel]
    tags = forum.tags if forum else ()
    return [Option(f"Tag: {tag.name}", Route(CHOOSE, ("tag", channel, tag.id))) for tag in tags]


def _sentence(obstacle: Obstacle) -> Line:
    channel = Reference("channel", obstacle.channel or "")
    match obstacle.fault:
        case Fault.GONE:
            return (
                *("I cannot see the channel ", channel, ": it was deleted or is hidden from me. "),
                *("Choose another, or give me ", Strong(Permission.VIEW), " there."),
            )
        case Fault.ARCHIVED:
            return (channel, " is an archived thread; reopen it, or choose another channel.")
        case Fault.LOCKED:
            return (channel, " is a locked thread; unlock it, or choose another channel.")
        case Fault.NO_TAG:
            return (channel, " is a forum where each post needs a tag; choose the tag too.")
        case Fault.TAGS_CLOSED:
            return (
                *(channel, " is a forum where each post needs a tag, and I may use none of its. "),
                "Add a tag that is not for moderators only, or choose another channel.",
            )
        case Fault.TAG_GONE:
            return ("The tag chosen for ", channel, " is gone; choose another.")
        case Fault.NO_ROLE:
            return ("To mention a role, choose which one.",)
        case _:
            return ("For some roles to open polls, choose which ones.",)


def _permissions(channel: str, lacking: Sequence[Permission]) -> list[Line]:
    where = Reference("channel", channel)
    plain = [Strong(each) for each in lacking if each is not Permission.MENTION]
    lines: list[Line] = [("I need ", *joined(plain), " in ", where, ".")] if plain else []
    if Permission.MENTION in lacking:
        lines.append(
            (
                *("I cannot mention that role in ", where, ": let anyone mention it in its own "),
                *("settings, or give me ", Strong(Permission.MENTION), " there."),
            )
        )
    return lines


def _stays(key: str, settings: PlaceSettings, names: Names) -> Line:
    return (f" {LABELS[key]} stays ", *value_in_words(key, settings, names), ".")


def _overtaken(name: str, by: str | None, settings: PlaceSettings, names: Names) -> Line:
    return (
        *(person_or_somebody(by), " changed this meanwhile, so yours was not saved. "),
        *(f"{LABELS[name]}: ", *value_in_words(name, settings, names), "."),
    )
