"""What moderators set for their place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.cards import settings as cards
from bot.cards.settings import Situation
from bot.cards.settings_forms import settings_form
from bot.cards.settings_problems import candidates
from bot.cards.settings_words import names_in
from bot.clock import Clock
from bot.core.card import Block, Card, Option
from bot.core.form import Answers, Form
from bot.core.identity import Asker, Place, platform_of
from bot.core.obstacles import Channels, obstacles
from bot.core.place_settings import PlaceSettings
from bot.core.post import LASTING
from bot.core.settings_change import carried_over, changed
from bot.core.settings_inputs import OLD_FORM, Wish, part_named, read_zone_answer
from bot.core.settling import (
    Refusal,
    added,
    channels_named,
    held_back,
    overtaken,
    read_wishes,
    settings_before,
    settle,
)
from bot.errors import BadInput, NotAllowed
from bot.services.channel_directory import ChannelDirectory
from bot.services.planning import replan
from bot.services.reports import lay_before_moderators
from bot.storage import settings_store
from bot.storage.database import Connection, Database
from bot.storage.post_store import pause_of, planned_post, resume
from bot.storage.request_store import is_first, was_done
from bot.storage.settings_store import Stored

ATTEMPTS = 3
LOG_LENGTH = 100
EVERY_CHANGE = 1_000_000
# A change of one of these may mend what the schedule paused itself for.
MENDING = frozenset({"channel", "forum_tag", "thread", "question", "poll", "notify", "notify_role"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What the settings are to become, and what is said of it; *undoes* as in a change."""

    settings: PlaceSettings
    channels: Channels
    notices: tuple[Block, ...] = ()
    options: tuple[Option, ...] = ()
    undoes: int | None = None


Decide: TypeAlias = Callable[[Stored], Awaitable[Decision]]


class SettingsService:
    """*titles* gives those of the packs to choose from, by id, the default first.

    Every method raises NotAllowed for who is no moderator of the place.
    """

    def __init__(
        self, database: Database, clock: Clock, titles: Callable[[], Mapping[str, str]]
    ) -> None:
        self._database = database
        self._clock = clock
        self._titles = titles

    async def panel(self, asker: Asker, directory: ChannelDirectory) -> Card:
        read = await self._read(asker)
        channels = await _channels(directory, asker.place, read.settings)
        return await self._card(asker.place, Decision(read.settings, channels))

    async def form(self, asker: Asker, part: str, directory: ChannelDirectory) -> Form:
        """The form of a part of the settings.

        Raises:
            BadInput: there is no such part.
        """
        read = await self._read(asker)
        channels = await _channels(directory, asker.place, read.settings)
        names = names_in(self._titles(), channels)
        return settings_form(part_named(part), read.settings, read.version, names, channels)

    async def fill_in(
        self, asker: Asker, part: str, version: int, answers: Answers, directory: ChannelDirectory
    ) -> Card:
        """Save what can work of the *answers* to a form, and say what cannot and why.

        *version* is that of the settings the form was filled in with.

        Raises:
            BadInput: there is no such part.
        """

        async def decide(read: Stored) -> Decision:
            since = await settings_store.changes_after(
                self._database, asker.place, version, EVERY_CHANGE
            )
            seen = [change for change in since if change.version <= read.version]
            base = settings_before(seen, read.settings)
            wishes, unread = read_wishes(part_named(part), answers, base, self._clock())
            free, late = overtaken(wishes, base, read.settings, seen)
            return await self._settled(asker.place, read, free, [*unread, *late], directory)

        return await self._change(asker, decide)

    async def choose(
        self, asker: Asker, picked: Sequence[str], directory: ChannelDirectory
    ) -> Card:
        """Save what was *picked* from the menu of a reply: a time zone, with the channel that was
        held back for want of one, or a forum with a tag.

        Raises:
            BadInput: it is neither.
        """
        match picked:
            case ("zone", zone):
                wishes = {"zone": read_zone_answer((zone,), self._clock())}
            case ("zone", zone, channel):
                wishes = {
                    "zone": read_zone_answer((zone,), self._clock()),
                    "channel": {"channel": channel},
                }
            case ("tag", channel, tag):
                wishes = {"channel": {"channel": channel, "forum_tag": tag}}
            case _:
                raise BadInput(OLD_FORM)

        async def decide(read: Stored) -> Decision:
            return await self._settled(asker.place, read, wishes, [], directory)

        return await self._change(asker, decide)

    async def turn_off(self, asker: Asker, directory: ChannelDirectory) -> Card:
        """Stop the daily post; everything else stays as it is set."""

        async def decide(read: Stored) -> Decision:
            return await self._settled(
                asker.place, read, {"channel": {"channel": None}}, [], directory
            )

        return await self._change(asker, decide)

    async def undo(self, asker: Asker, directory: ChannelDirectory) -> Card:
        """Take back the last change that was not taken back, unless it could no longer work."""

        async def decide(read: Stored) -> Decision:
            change = await settings_store.undoable(self._database, asker.place)
            before = carried_over(change.names, change.old, read.settings) if change else None
            channels = await _channels(directory, asker.place, read.settings, before)
            if change is None or before is None:
                return Decision(read.settings, channels, (cards.NOTHING_TO_UNDO,))
            if found := added(read.settings, before, channels):
                return Decision(read.settings, channels, tuple(cards.not_taken_back(found)))
            said = cards.taken_back(read.settings, before, names_in(self._titles(), channels))
            return Decision(before, channels, tuple(said), undoes=change.version)

        # Decided anew it might take back a change that the asker has never seen.
        return await self._change(asker, decide, attempts=1)

    async def log(self, asker: Asker, directory: ChannelDirectory) -> Card:
        read = await self._read(asker)
        changes = await settings_store.changes_after(self._database, asker.place, 0, LOG_LENGTH)
        channels = await _channels(directory, asker.place, read.settings)
        return cards.log_card(changes, names_in(self._titles(), channels))

    async def _read(self, asker: Asker) -> Stored:
        read = await settings_store.load(self._database, asker.place)
        if not read.settings.is_moderator(asker):
            raise NotAllowed(cards.NOT_ALLOWED[platform_of(asker.place)])
        return read

    async def _settled(
        self,
        place: Place,
        read: Stored,
        wishes: Mapping[str, Wish],
        refused: Sequence[Refusal],
        directory: ChannelDirectory,
    ) -> Decision:
        """*read* with all *wishes* that can work; others were *refused* before."""
        channels = await _channels(directory, place, read.settings, *wishes.values())
        settings, hindered = settle(read.settings, wishes, channels)
        refusals = (*refused, *hindered)
        if held := held_back(read.settings, settings, refused):
            others = {key: wish for key, wish in wishes.items() if key != "channel"}
            settings, hindered = settle(read.settings, others, channels)
            refusals = (*refused, *hindered, held)
        names = names_in(self._titles(), channels)
        said = cards.saved(read.settings, settings, names) if settings != read.settings else []
        said += cards.not_saved(refusals, settings, names)
        return Decision(
            settings, channels, tuple(said) or (cards.NO_CHANGE,), candidates(refusals, channels)
        )

    async def _change(self, asker: Asker, decide: Decide, attempts: int = ATTEMPTS) -> Card:
        """Save what is decided on the settings as read; if they change meanwhile, decide anew.

        Raises:
            BadInput: it was saved for the same request before, or others change too much.
        """
        if await was_done(self._database, asker):
            raise BadInput(cards.SAVED_BEFORE)
        for _ in range(attempts):
            read = await self._read(asker)
            decision = await decide(read)
            more = await self._save(asker, read, decision)
            if more is not None:
                told = replace(decision, notices=(*decision.notices, *more))
                return await self._card(asker.place, told)
        raise BadInput(cards.CHANGED_TOO_OFTEN)

    async def _save(
        self, asker: Asker, read: Stored, decision: Decision
    ) -> tuple[Block, ...] | None:
        """What else happened; None if somebody changed the settings since they were *read*."""
        old, new, now = read.settings, decision.settings, self._clock()
        if old == new and decision.undoes is None:
            return ()
        async with self._database.transaction() as connection:
            if not await settings_store.save(
                connection, asker.place, read, new, asker.person, now, decision.undoes
            ):
                return None
            if not await is_first(connection, asker, now):
                raise BadInput(cards.SAVED_BEFORE)  # which rolls this back
            if (old.is_on, old.rule) != (new.is_on, new.rule):
                await replan(connection, asker.place, new, now)
            if new.moderators_channel and new.moderators_channel != old.moderators_channel:
                await lay_before_moderators(connection, asker.place, new.moderators_channel, now)
            runs_again = await _resume_if_mended(connection, asker.place, old, decision)
        return (cards.RESUMED,) if runs_again else ()

    async def _card(self, place: Place, decision: Decision) -> Card:
        situation = Situation(
            place,
            decision.settings,
            names_in(self._titles(), decision.channels),
            obstacles(decision.settings, decision.channels),
            await planned_post(self._database, place),
            await pause_of(self._database, place),
        )
        return cards.panel_card(situation, decision.notices, decision.options)


async def _resume_if_mended(
    connection: Connection, place: Place, old: PlaceSettings, decision: Decision
) -> bool:
    """Let a schedule go on that paused itself, once nothing stands in its way any more."""
    new = decision.settings
    mended = new.is_on and not MENDING.isdisjoint(changed(old, new))
    if not mended or obstacles(new, decision.channels):
        return False
    pause = await pause_of(connection, place)
    paused_itself = pause is not None and pause.trouble.reason in LASTING
    return paused_itself and await resume(connection, place)


async def _channels(
    directory: ChannelDirectory, place: Place, *sources: PlaceSettings | Wish | None
) -> Channels:
    """What is known of the channels that settings or wishes name."""
    named = channels_named(*(source for source in sources if source is not None))
    return {name: await directory.channel(place, name) for name in sorted(named)}
