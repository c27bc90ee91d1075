"""Polls beside the commands: their form, the votes in secret ones, and the menu of a message."""

from __future__ import annotations

import re
from collections.abc import Mapping

import discord
from discord import app_commands

from bot.cards.poll_forms import read_again
from bot.cards.poll_routes import AGAIN, BALLOT, FORM, LEAVE_OUT, VOTE, WITHDRAW
from bot.core.card import Card, Route
from bot.core.form import refilled
from bot.core.poll import MAX_QUESTION
from bot.errors import BadInput
from bot.on_discord.askers import asker
from bot.on_discord.drafts import Drafts
from bot.on_discord.forms import answers, to_modal
from bot.on_discord.replies import Interaction, reply_privately
from bot.services.channel_directory import ChannelDirectory
from bot.services.polls import Polls
from cogs.navigation import OLD_BUTTON, Handler

NO_WORDS = "That message has no words to make a question of."
EMOJI = re.compile(r"<a?(:\w+:)\d+>")


class PollButtons:
    """Answers by the kind of the route. A vote is answered to the voter alone."""

    def __init__(self, polls: Polls, channels: ChannelDirectory) -> None:
        self._polls = polls
        self._channels = channels
        self._drafts = Drafts()

    def handlers(self) -> Mapping[str, Handler]:
        return {
            FORM: self._open,
            AGAIN: self._again,
            VOTE: self._vote,
            LEAVE_OUT: self._leave_out,
            WITHDRAW: self._withdraw,
            BALLOT: self._ballot,
        }

    async def _open(self, interaction: Interaction, route: Route) -> None:
        match route.args:
            case (role,):
                who, filled_in = asker(interaction), answers(interaction)
            case _:
                raise BadInput(OLD_BUTTON)
        # Kept before anything can go wrong.
        self._drafts.keep(who.person, filled_in)
        here = str(interaction.channel_id)
        card = await self._polls.open(who, here, filled_in, role or None, self._channels)
        if not _can_be_written_again(card):
            self._drafts.drop(who.person)
        await reply_privately(interaction, card)

    async def _again(self, interaction: Interaction, route: Route) -> None:
        who = asker(interaction)
        role, kind, several = read_again(route.args)
        form = await self._polls.form(who, role=role, kind=kind, several=several)
        draft = refilled(form, self._drafts.of(who.person))
        await interaction.response.send_modal(to_modal(draft))

    async def _vote(self, interaction: Interaction, route: Route) -> None:
        match route.args:
            case (poll, option) if option.isdecimal():
                card = await self._polls.vote(asker(interaction), poll, int(option))
                await reply_privately(interaction, card)
            case _:
                raise BadInput(OLD_BUTTON)

    async def _leave_out(self, interaction: Interaction, route: Route) -> None:
        match route.args:
            case (poll, option) if option.isdecimal():
                card = await self._polls.leave_out(asker(interaction), poll, int(option))
                await reply_privately(interaction, card)
            case _:
                raise BadInput(OLD_BUTTON)

    async def _withdraw(self, interaction: Interaction, route: Route) -> None:
        match route.args:
            case (poll,):
                card = await self._polls.withdraw(asker(interaction), poll)
                await reply_privately(interaction, card)
            case _:
                raise BadInput(OLD_BUTTON)

    async def _ballot(self, interaction: Interaction, route: Route) -> None:
        match route.args:
            case (poll,):
                card = await self._polls.ballot(asker(interaction), poll)
                await reply_privately(interaction, card)
            case _:
                raise BadInput(OLD_BUTTON)


def poll_menu(polls: Polls) -> app_commands.ContextMenu:
    """The entry in the menu of a message. A cog cannot hold one, so the client adds it."""

    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def make_a_poll(interaction: Interaction, message: discord.Message) -> None:
        question = question_of(message)
        form = await polls.form(asker(interaction), question=question)
        await interaction.response.send_modal(to_modal(form))

    return app_commands.ContextMenu(name="Make a poll of this", callback=make_a_poll)


def question_of(message: discord.Message) -> str:
    """The words of *message* as people see them, on one line, as far as a question can hold them.

    Raises:
        BadInput: it has none.
    """
    said = " ".join(EMOJI.sub(r"\1", message.clean_content).split())
    if not said:
        raise BadInput(NO_WORDS)
    return said if len(said) <= MAX_QUESTION else f"{said[: MAX_QUESTION - 1]}…"


def _can_be_written_again(card: Card) -> bool:
    return any(button.opens.kind == AGAIN for button in card.buttons)
