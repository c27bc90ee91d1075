"""What people install: the wheel, the locks and the recipe of the image."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PINNED = re.compile(r"([a-z0-9-]+)==([^ ;]+)(?: ; [^\\]+?)?((?: --hash=sha256:[0-9a-f]{64})+)")


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run *command* in *folder*, without this process's settings of the program."""
    inherited = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("BEDFELLOWS_", "COV_", "COVERAGE_", "PYTHON"))
    }
    return subprocess.run(
        command, cwd=folder, env=inherited | environment, capture_output=True, text=True
    )


def pip(*arguments: str | Path, folder: Path) -> None:
    done = run(
        sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, folder=folder
    )
    assert done.returncode == 0, done.stderr


def logical_lines(text: str) -> list[str]:
    """Return the lines of *text* with continued ones joined, without blanks and comments."""
    kept = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", "", kept)
    return [line.strip() for line in joined.splitlines() if line.strip()]


def pins(lock: Path) -> dict[str, set[str]]:
    """Return the locked versions by package; one package may have several, told apart by marker."""
    found: dict[str, set[str]] = {}
    for line in logical_lines(lock.read_text()):
        name, version = line.split(" ")[0].split("==")
        found.setdefault(name, set()).add(version)
    return found


def files_under(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", ROOT, folder=folder)
    (built,) = folder.glob("bedfellows-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-index", "--no-deps", "--target", folder, wheel, folder=folder)
    return folder


def test_wheel_carries_code_and_packs(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    expected = {
        f"{inside}/{file}"
        for source, inside in {"bot": "bot", "cogs": "cogs", "data": "bot/data"}.items()
        for file in files_under(ROOT / source)
    }
    assert carried == expected
    assert "bot/data/STYLE.md" in carried
    assert "bot/data/nagorno-karabakh/pack.yaml" in carried


def test_wheel_names_both_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    licences = {name.partition(".dist-info/licenses/")[2] for name in names} - {""}
    assert licences == {"LICENSE", "data/LICENSE"}


def test_installed_program_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = run(
        sys.executable,
        "-c",
        "import bot, cogs; print(*bot.__path__, *cogs.__path__, sep='\\n')",
        folder=tmp_path,
        PYTHONPATH=str(installed),
    )
    shown = run(sys.executable, "-m", "bot", "--help", folder=tmp_path, PYTHONPATH=str(installed))

    assert where.stdout.split() == [str(installed / "bot"), str(installed / "cogs")]
    assert shown.returncode == 0, shown.stderr
    assert "Usage" in shown.stdout


def test_installed_program_checks_its_own_packs(installed: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(installed, tmp_path / "copy")
    program = copy / "bin" / "bedfellows"
    whole = run(program, "check", folder=tmp_path, PYTHONPATH=str(copy))
    next((copy / "bot" / "data").glob("*/pack.yaml")).write_text("id: [broken")
    broken = run(program, "check", folder=tmp_path, PYTHONPATH=str(copy))

    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert broken.returncode != 0, "the packs it checked are not the ones in the wheel"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_pins_every_file_and_names_no_host(lock: Path) -> None:
    text = lock.read_text()

    assert "://" not in text
    assert [line for line in logical_lines(text) if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_agree_on_every_version(lock: Path) -> None:
    decided = pins(ROOT / "requirements-dev.lock")

    assert {name: decided.get(name) for name in pins(lock)} == pins(lock)


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ["matrix"]),
        ("requirements-demo.lock", ["demo", "matrix"]),
        ("requirements-dev.lock", ["demo", "matrix", "postgres", "test"]),
    ],
)
def test_lock_holds_what_the_project_asks_for(lock: str, extras: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    optional = project["optional-dependencies"]
    wanted = [*project["dependencies"], *(line for extra in extras for line in optional[extra])]
    locked = pins(ROOT / lock)

    for requirement in map(Requirement, wanted):
        versions = locked.get(re.sub(r"[._]", "-", requirement.name).lower(), set())
        if requirement.name != project["name"]:
            assert versions, f"{requirement.name} is not locked: make lock"
            assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_audioop_is_replaced_only_where_python_lacks_it(lock: Path) -> None:
    for line in logical_lines(lock.read_text()):
        if line.startswith(("audioop-lts", "discord-py")):
            assert line.startswith("discord-py") or "python_full_version >= '3.13'" in line

    assert ("audioop-lts" in pins(lock)) == ("discord-py" in pins(lock))


def test_dockerfile_copies_only_what_exists_and_is_sent() -> None:
    sent = {line[1:] for line in logical_lines((ROOT / ".dockerignore").read_text())}
    sources = [
        source
        for line in logical_lines((ROOT / "Dockerfile").read_text())
        if line.startswith("COPY ") and "--from=" not in line
        for source in line.split()[1:-1]
    ]

    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert set(sources) <= sent


def test_image_runs_as_a_numbered_user_on_a_pinned_python() -> None:
    lines = logical_lines((ROOT / "Dockerfile").read_text())
    stages = [index for index, line in enumerate(lines) if line.startswith("FROM ")]
    final = lines[stages[-1] :]
    users = [line.split()[1] for line in final if line.startswith("USER ")]

    assert len({lines[index].split()[1] for index in stages}) == 1
    assert re.fullmatch(r"FROM python:3\.\d+-slim", final[0])
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1])
    assert {"STOPSIGNAL SIGTERM", 'ENTRYPOINT ["bedfellows"]', 'CMD ["run"]'} <= set(final)
    assert any(line.startswith("VOLUME ") for line in final)
