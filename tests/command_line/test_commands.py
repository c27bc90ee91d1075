"""`bedfellows` as it is typed on a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ANSWER = {"kind", "actors", "title", "text", "sources", "contested"}


def bedfellows(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, with nothing set but *settings*."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=ROOT,
        env=kept | settings,
    )


def small(*words: str) -> subprocess.CompletedProcess[str]:
    return bedfellows(*words, BEDFELLOWS_PACKS=str(ROOT / "tests"), BEDFELLOWS_PACK="small_pack")


@pytest.mark.parametrize(
    ("words", "kind", "actors"),
    [
        (("ask", "Who is Alba?"), "actor", ["alba"]),
        (("ask", "What is the weather in Rome?"), "none", []),
        (("why", "Dovia", "Alba"), "why", ["dovia", "alba"]),
        (("why", "Dovia", "Alba", "--on", "May 1999"), "why", ["dovia", "alba"]),
        (("show", "actor", "Альба"), "actor", ["alba"]),
        (("show", "alliance", "coria", "dovia"), "relation", ["coria", "dovia"]),
        (("show", "alliances", "--on", "2000"), "alliances", None),
        (("show", "paradoxes", "--on", "2000"), "paradoxes", None),
        (("show", "timeline", "coria", "--from", "1990"), "timeline", ["coria"]),
        (("show", "onthisday", "2026-05-02"), "timeline", []),
        (("show", "event", "lowlands-war"), "event", ["alba", "berga"]),
        (("show", "explainer", "why-coria-armed-alba"), "why", ["coria", "alba"]),
        (("show", "sources"), "none", []),
    ],
)
def test_answers_as_json(words, kind, actors):
    done = small(*words, "--json")

    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert set(answer) == ANSWER
    assert answer["kind"] == kind
    assert actors is None or answer["actors"] == actors
    assert all(set(source) == {"title", "url", "published"} for source in answer["sources"])


def test_a_contested_answer_says_so():
    answer = json.loads(small("show", "event", "lowlands-war", "--json").stdout)

    assert answer["contested"] is True
    assert "Alba: Berga fired first." in answer["text"]


def test_answers_as_text_end_with_the_addresses_of_the_sources():
    shown = small("show", "event", "pact-signed").stdout

    assert shown.startswith("Coria and Alba sign a pact\n")
    assert shown.rstrip().endswith("[2] What was said: https://example.org/said")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("why", "Corva", "Alba"), "“Corva” is not in this pack."),
        (("show", "actor", "Zzyzx"), "I do not know “Zzyzx”"),
        (("why", "Dovia", "Alba", "--on", "someday"), "no date I can read"),
        (("show", "event", "nothing"), "There is no event “nothing”"),
        (("show", "explainer", "nothing"), "There is no explainer “nothing”"),
        (("run",), "Set DISCORD_TOKEN"),
        (("sync-commands",), "Set DISCORD_TOKEN"),
    ],
)
def test_bad_input_ends_with_1_and_one_sentence(words, sentence):
    done = small(*words)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("why",), ("nonsense",), ("show", "alliances", "--no-such")])
def test_wrong_usage_ends_with_2(words):
    done = small(*words)

    assert done.returncode == 2
    assert "Usage" in done.stderr


def test_check_finds_the_bundled_pack_whole():
    done = bedfellows("check", "--json")

    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["problems"] == []
    assert found["actors"] >= 27
    assert found["events"] >= 180


def test_check_lists_problems_with_file_and_line(tmp_path):
    (tmp_path / "pack.yaml").write_text("id: Broken Pack\n", "utf-8")

    done = bedfellows("check", str(tmp_path))

    assert done.returncode == 1
    assert f"{tmp_path}/pack.yaml:1: this header has no `title`; add it" in done.stdout


def test_a_broken_pack_stops_an_answer_with_its_problems(tmp_path):
    (tmp_path / "p").mkdir()
    done = bedfellows("ask", "Who?", BEDFELLOWS_PACKS=str(tmp_path), BEDFELLOWS_PACK="p")

    assert done.returncode == 1
    assert "pack.yaml:1: there is no `pack.yaml` here" in done.stderr


def test_every_wrong_setting_is_listed_at_once_and_an_unknown_one_warned_of(tmp_path):
    wrong = bedfellows(
        "ask", "Who?", BEDFELLOWS_LOG="loud", DISCORD_TOKEN_FILE=str(tmp_path / "nowhere")
    )
    warned = bedfellows("show", "actor", "Iran", BEDFELLOWS_PAKS="x")

    assert wrong.returncode == 1
    assert "BEDFELLOWS_LOG is LOUD" in wrong.stderr
    assert "DISCORD_TOKEN_FILE names" in wrong.stderr
    assert warned.returncode == 0
    assert "BEDFELLOWS_PAKS is no setting; did you mean BEDFELLOWS_PACKS?" in warned.stderr


def test_a_token_is_read_from_a_file_and_never_shown(tmp_path):
    from bot.settings import read_settings

    secret = tmp_path / "token"
    secret.write_text("s3cret-token\n", "utf-8")

    settings = read_settings({"DISCORD_TOKEN_FILE": str(secret)})

    assert settings.discord_token == "s3cret-token"
    assert "s3cret" not in repr(settings)


def test_a_dotenv_file_adds_what_the_environment_lacks(tmp_path, monkeypatch):
    from bot.settings import environment_with

    file = tmp_path / ".env"
    file.write_text("# a comment\nBEDFELLOWS_LOG='DEBUG'\nBEDFELLOWS_PACK=x=y\n", "utf-8")
    monkeypatch.setenv("BEDFELLOWS_LOG", "ERROR")

    environment = environment_with(file)

    assert environment["BEDFELLOWS_LOG"] == "ERROR"
    assert environment["BEDFELLOWS_PACK"] == "x=y"


def test_export_holds_the_whole_pack():
    data = json.loads(small("export").stdout)

    assert data["pack"]["as_of"] == "2020-06-01"
    assert [actor["id"] for actor in data["actors"]][:2] == ["alba", "berga"]
    assert data["alliances"][0]["from"] == "coria"


def test_export_for_timelinejs_needs_only_a_year():
    data = json.loads(small("export", "--format", "timelinejs").stdout)

    war = data["events"][0]
    assert war["start_date"] == {"year": 1988, "month": 2, "day": 20}
    assert war["end_date"] == {"year": 1988, "month": 4, "day": 1}
    assert war["display_date"] == "20 February 1988 to 1 April 1988"
    assert "<i>Contested: </i>Who fired first is disputed." in war["text"]["text"]
    assert "<b>Berga: </b>Alba fired first. <a href" in war["text"]["text"]
    assert data["title"]["text"]["headline"] == "The Alba-Berga dispute"
