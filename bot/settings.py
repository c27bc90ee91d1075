"""Everything the operator can set, read once from the environment or a `.env` file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from bot import matrix_settings
from bot.core.listing import listed
from bot.core.nearest import nearest
from bot.environment import secret
from bot.errors import ConfigurationError, refuse
from bot.matrix_settings import MatrixSettings, read_matrix_settings

PREFIX = "BEDFELLOWS_"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
NAMES = (
    "BEDFELLOWS_DATA",
    "BEDFELLOWS_DATABASE",
    "BEDFELLOWS_DATABASE_FILE",
    "BEDFELLOWS_LOG",
    "BEDFELLOWS_PACK",
    "BEDFELLOWS_PACKS",
)


NO_PACKS = "There is no folder {packs}; BEDFELLOWS_PACKS has to name one that holds packs."


@dataclass(frozen=True, slots=True)
class Settings:
    """*packs* is the folder of packs and *pack* the id of the one in use.

    *database* is a URL, which may hold a password. *state_folder* is where the bot may write.
    *matrix* is None if Matrix is not switched on. *warnings* are unknown settings, each a sentence.
    """

    discord_token: str | None = field(repr=False)
    matrix: MatrixSettings | None
    database: str = field(repr=False)
    packs: Path
    pack: str
    state_folder: Path
    log_level: str
    warnings: tuple[str, ...] = ()

    @property
    def pack_folder(self) -> Path:
        return self.packs / self.pack

    @property
    def cache(self) -> Path:
        """A folder for copies of packs, which can be deleted at any time."""
        return self.state_folder / "cache"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings; a secret may also stand in the file that `<NAME>_FILE` names.

    Raises:
        ConfigurationError: listing every setting that cannot be used.
    """
    settings, problems = settings_and_problems(environment)
    refuse(problems)
    return settings


def settings_and_problems(environment: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """The settings so far as they can be used, and what is wrong with the others."""
    problems: list[str] = []
    token = secret("DISCORD_TOKEN", environment, problems)
    database = secret("BEDFELLOWS_DATABASE", environment, problems)
    state_folder = Path(environment.get("BEDFELLOWS_DATA") or user_data_path("bedfellows"))
    matrix = read_matrix_settings(environment, problems)
    level = (environment.get("BEDFELLOWS_LOG") or "INFO").upper()
    if level not in LEVELS:
        problems.append(f"BEDFELLOWS_LOG is {level}; choose from {', '.join(LEVELS)}.")
        level = "INFO"
    settings = Settings(
        discord_token=token,
        matrix=matrix,
        database=database or f"sqlite:{state_folder / 'bedfellows.db'}",
        packs=Path(environment.get("BEDFELLOWS_PACKS") or bundled_packs()),
        pack=environment.get("BEDFELLOWS_PACK") or "nagorno-karabakh",
        state_folder=state_folder,
        log_level=level,
        warnings=tuple(_unknown(environment)),
    )
    return settings, problems


def make_state_folder(settings: Settings) -> None:
    """Make the folder the bot may write to, and where the database is unless set otherwise.

    Raises:
        ConfigurationError: it cannot be made.
    """
    folder = settings.state_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"The folder {folder} cannot be made ({error.strerror}); "
            "name another in BEDFELLOWS_DATA."
        ) from error


def check_packs(settings: Settings) -> None:
    """Raises:
    ConfigurationError: there is no folder of packs, or not the pack in it.
    """
    if not settings.packs.is_dir():
        raise ConfigurationError(NO_PACKS.format(packs=settings.packs))
    if not settings.pack_folder.is_dir():
        names = sorted(file.parent.name for file in settings.packs.glob("*/pack.yaml"))
        there = f"BEDFELLOWS_PACK can be {listed(names, 'or')}" if names else "there is none at all"
        raise ConfigurationError(f"There is no pack {settings.pack} in {settings.packs}; {there}.")


def environment_with(file: Path) -> dict[str, str]:
    """The environment, with what *file* adds in lines of `NAME=value`. The environment wins."""
    lines = file.read_text("utf-8", "replace").splitlines() if file.is_file() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    added = {name.strip(): value.strip().strip("\"'") for name, value in pairs}
    return added | dict(os.environ)


def bundled_packs() -> Path:
    """The packs that came with the program: in the wheel, else in the checkout."""
    here = Path(__file__).parent
    inside = here / "data"
    return inside if inside.is_dir() else here.parent / "data"


def _unknown(environment: Mapping[str, str]) -> list[str]:
    ours = [name for name in environment if name.startswith(PREFIX) and name not in NAMES]
    # Other programs may have such names too: only what is nearly one of ours is told.
    others = [
        name
        for name in environment
        if name.startswith(matrix_settings.PREFIX)
        and name not in matrix_settings.NAMES
        and nearest(name, matrix_settings.NAMES)
    ]
    return [
        *(f"{name} is no setting; {_remedy(name, NAMES)}" for name in ours),
        *(f"{name} is no setting; {_remedy(name, matrix_settings.NAMES)}" for name in others),
    ]


def _remedy(name: str, names: Sequence[str]) -> str:
    meant = nearest(name, names)
    return f"did you mean {meant}?" if meant else "see the README."
