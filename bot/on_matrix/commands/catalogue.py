"""All commands and what cards open, put together."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.help import ON_MATRIX, about_card, help_card
from bot.core.card import Route
from bot.on_matrix.commands.explainers import ExplainerCommands
from bot.on_matrix.commands.helping import help_command
from bot.on_matrix.commands.lookups import lookup_commands
from bot.on_matrix.commands.messages import MessageCommands
from bot.on_matrix.commands.navigation import Navigation
from bot.on_matrix.commands.polls import PollCommands
from bot.on_matrix.commands.privacy import PrivacyCommands
from bot.on_matrix.commands.reports import ReportCommands
from bot.on_matrix.commands.request import Answered, Opener, Request
from bot.on_matrix.commands.routing import Router
from bot.on_matrix.commands.schedule import ScheduleCommands
from bot.on_matrix.commands.settings import SettingsCommands
from bot.on_matrix.commands.shown import ShownCards
from bot.on_matrix.directory import MatrixRooms
from bot.on_matrix.homeserver import Homeserver
from bot.services.services import Services


class Catalogue:
    """*router* finds a command, *navigation* opens what a card offers, *shown* knows the cards."""

    def __init__(self, services: Services, server: Homeserver) -> None:
        channels = MatrixRooms(server)
        self.shown = ShownCards(server)
        explainers = ExplainerCommands(services.explainers)
        self.polls = PollCommands(services, channels, server)
        privacy = PrivacyCommands(services.privacy, services.place_data)
        reports = ReportCommands(services.reports, server, self.shown)
        schedule = ScheduleCommands(services.schedules, channels)
        settings = SettingsCommands(services.settings, services.place_data, channels, server)
        openers: Mapping[str, Opener] = {
            **explainers.openers(),
            **self.polls.openers(),
            **privacy.openers(),
            **reports.openers(),
            **schedule.openers(),
            **settings.openers(),
            "help": _help,
            "about": _about,
        }
        self.navigation = Navigation(self.shown, openers, services.clock)
        commands = (
            *lookup_commands(services),
            *explainers.commands(),
            *schedule.commands(),
            *settings.commands(),
            *self.polls.commands(),
            *reports.commands(),
            *MessageCommands(server).commands(),
            *privacy.commands(),
            *self.navigation.commands(),
        )
        self.router = Router((help_command(commands), *commands))


async def _help(request: Request, _route: Route) -> Answered:
    return help_card(request.pack, ON_MATRIX)


async def _about(request: Request, _route: Route) -> Answered:
    return about_card(request.pack, ON_MATRIX)
