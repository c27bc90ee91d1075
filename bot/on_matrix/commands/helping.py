"""What the bot can do, and how each command is typed, which no client here shows by itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.browsing import did_you_mean_card, usage_card
from bot.cards.help import ON_MATRIX, help_card
from bot.core.card import Card
from bot.on_matrix.commands.request import Command, Request
from bot.on_matrix.commands.routing import nearest_command

HELP = "help"


def help_command(commands: Sequence[Command]) -> Command:
    """The command that tells about *commands*."""

    async def answer(request: Request) -> Card:
        words = request.text.casefold().removeprefix(request.view.prefix).split() or [""]
        named = [each for each in commands if each.name.split()[: len(words)] == words]
        meant = named or [each for each in commands if each.name.split()[0] == words[0]]
        if meant:
            return usage_card([(each.name, each.usage, each.summary) for each in meant])
        nearest = nearest_command(words[0], commands)
        if nearest:
            return did_you_mean_card(f"{HELP} {nearest}")
        return help_card(request.pack, ON_MATRIX)

    return Command(HELP, "What I can do.", answer, "[COMMAND]")
