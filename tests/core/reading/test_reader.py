"""Folders of files to packs."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.core.reading.problems import PackError
from bot.core.reading.reader import read_pack
from tests.conftest import SMALL_PACK
from tests.core.reading.planting import problems_of
from tests.editing import edit

FILES = sorted(path.name for path in SMALL_PACK.iterdir())
MEMORY = Path("/proc/self/mem")

names = st.sampled_from(
    ["id", "text", "cites", "claims", "phases", "when", "from", "to", "positions", "poll", "alba"]
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates())
values = st.recursive(
    st.one_of(scalars, names),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.one_of(names, st.text()), inner)),
)


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with a few stretches of it replaced, repeated or dropped."""
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        instead = draw(
            st.one_of(
                st.binary(max_size=20),
                st.sampled_from(
                    [b"", b"[", b"{", b"*a", b"&a ", b"---\n", b"\t", b"- ", b": ", b"~"]
                ),
                st.just(content[start:end] * 2),
            )
        )
        content = content[:start] + instead + content[end:]
    return content


def is_read_or_refused(folder: Path) -> bool:
    """Whether the pack is read, or not, with problems that each have a place and words."""
    try:
        return bool(read_pack(folder))
    except PackError as error:
        return bool(error.problems) and all(
            problem.message and problem.line >= 1 for problem in error.problems
        )


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that a property fills anew for each example."""
    return tmp_path_factory.mktemp("scratch")


def fill(folder: Path, file: str, content: bytes) -> None:
    for path in SMALL_PACK.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / file).write_bytes(content)


@given(file=st.sampled_from(FILES), text=st.text())
def test_any_text_for_a_file_is_read_or_refused(scratch: Path, file: str, text: str):
    fill(scratch, file, text.encode("utf-8", "surrogatepass"))

    assert is_read_or_refused(scratch)


@given(file=st.sampled_from(FILES), value=values)
def test_any_values_for_a_file_are_read_or_refused(scratch: Path, file: str, value: object):
    fill(scratch, file, yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace"))

    assert is_read_or_refused(scratch)


@given(file=st.sampled_from(FILES), data=st.data())
def test_a_damaged_file_is_read_or_refused(scratch: Path, file: str, data: st.DataObject):
    fill(scratch, file, data.draw(mutated((SMALL_PACK / file).read_bytes())))

    assert is_read_or_refused(scratch)


@given(data=st.data())
def test_a_record_with_any_value_for_a_field_is_read_or_refused(scratch: Path, data: st.DataObject):
    file = data.draw(st.sampled_from(FILES))
    content = yaml.load((SMALL_PACK / file).read_text("utf-8"), yaml.CSafeLoader)
    record = data.draw(st.sampled_from(content)) if isinstance(content, list) else content
    record[data.draw(st.sampled_from(sorted(record)))] = data.draw(values)
    fill(scratch, file, yaml.safe_dump(content, allow_unicode=True).encode("utf-8", "replace"))

    assert is_read_or_refused(scratch)


def test_a_pack_holds_its_records_in_the_order_of_the_files(breakable_pack: Path):
    pack = read_pack(breakable_pack)

    assert list(pack.actors) == ["alba", "berga", "coria", "dovia", "estra"]
    assert list(pack.sources) == ["gazette", "courier", "alba-times", "copybook"]
    assert [event.id for event in pack.chronicle] == ["lowlands-war", "pact-signed", "talks-fail"]


def test_a_list_may_be_a_folder_of_files_read_by_name(breakable_pack: Path):
    single = (breakable_pack / "actors.yaml").read_text("utf-8")
    first, second = single.split("- id: coria\n")
    (breakable_pack / "actors.yaml").unlink()
    (breakable_pack / "actors").mkdir()
    (breakable_pack / "actors" / "b.yaml").write_text(first, "utf-8")
    (breakable_pack / "actors" / "a.yaml").write_text(f"- id: coria\n{second}", "utf-8")

    pack = read_pack(breakable_pack)

    assert list(pack.actors) == ["coria", "dovia", "estra", "alba", "berga"]


@pytest.mark.parametrize("content", ["", "# later\n", "[]", "~"])
def test_a_list_may_be_empty_or_missing(breakable_pack: Path, content: str):
    (breakable_pack / "explainers.yaml").write_text(content, "utf-8")
    without = read_pack(breakable_pack)
    (breakable_pack / "explainers.yaml").unlink()
    missing = read_pack(breakable_pack)

    assert without.explainers == missing.explainers == {}


def test_a_folder_that_is_not_there_has_no_pack(tmp_path: Path):
    folder = tmp_path / "nowhere"

    assert problems_of(folder) == [
        ("pack.yaml", 1, "there is no `pack.yaml` here; write one, with `id` and `title`")
    ]


@pytest.mark.parametrize("content", ["", "# later\n", "---\n"])
def test_an_empty_header_is_told(breakable_pack: Path, content: str):
    (breakable_pack / "pack.yaml").write_text(content, "utf-8")

    ((file, _, message),) = problems_of(breakable_pack)

    assert file == "pack.yaml"
    assert message == "this header is empty; make it a block of `key: value` lines"


def test_a_broken_header_hides_no_broken_record(breakable_pack: Path):
    (breakable_pack / "pack.yaml").write_text("id: small\n", "utf-8")
    edit(breakable_pack, "sources.yaml", "reliability: primary", "reliability: gold")

    files = {file for file, _, _ in problems_of(breakable_pack)}

    assert files == {"pack.yaml", "sources.yaml"}


def test_a_broken_header_hides_no_broken_rule(breakable_pack: Path):
    edit(breakable_pack, "pack.yaml", "schema: 1", "schema: 2")
    edit(breakable_pack, "timeline.yaml", "actors: [coria, alba]", "actors: [corio, alba]")

    files = [file for file, _, _ in problems_of(breakable_pack)]

    assert files == ["pack.yaml", "timeline.yaml"]


def test_a_broken_record_hides_no_broken_claim_in_it(breakable_pack: Path):
    edit(breakable_pack, "alliances.yaml", "strength: 1", "strength: 4")
    edit(breakable_pack, "alliances.yaml", "Estra trades with Berga., cites: [gazette]",
         "Estra trades with Berga., cites: []")  # fmt: skip

    messages = [message for _, _, message in problems_of(breakable_pack)]

    assert len(messages) == 2
    assert any("`strength` cannot be `4`" in message for message in messages)
    assert any("this claim has no source" in message for message in messages)


def test_a_file_that_is_not_utf_8_is_told_with_the_line(breakable_pack: Path):
    path = breakable_pack / "actors.yaml"
    path.write_bytes(path.read_bytes().replace("Альба".encode(), "Альба".encode("cp1251")))

    assert problems_of(breakable_pack) == [
        ("actors.yaml", 4, "this is not UTF-8; save it as UTF-8")
    ]


@pytest.mark.skipif(not MEMORY.exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_told(breakable_pack: Path):
    (breakable_pack / "timeline.yaml").unlink()
    (breakable_pack / "timeline.yaml").symlink_to(MEMORY)

    ((file, line, message),) = problems_of(breakable_pack)

    assert (file, line) == ("timeline.yaml", 1)
    assert "the file cannot be read: " in message


@pytest.mark.parametrize(
    ("stranger", "message"),
    [
        ("source.yaml", "`source.yaml` is not part of a pack; did you mean `sources`?"),
        ("actors.yml", "`actors.yml` is not part of a pack; did you mean `actors`?"),
        ("zzyzx.yaml", "`zzyzx.yaml` is not part of a pack; a pack has pack, sources, actors,"),
        ("images/", "`images` is not part of a pack"),
        ("pack/", "`pack` is not part of a pack"),
        ("sources.old/", "`sources.old` is not part of a pack; did you mean `sources`?"),
    ],
)
def test_a_stranger_among_the_files_is_told(breakable_pack: Path, stranger: str, message: str):
    path = breakable_pack / stranger
    path.mkdir() if stranger.endswith("/") else path.touch()

    ((file, line, told),) = problems_of(breakable_pack)

    assert (file, line) == (stranger.removesuffix("/"), 1)
    assert message in told


def test_files_of_other_kinds_may_lie_beside_a_pack(breakable_pack: Path):
    (breakable_pack / "README.md").touch()
    (breakable_pack / "LICENSE").touch()

    assert read_pack(breakable_pack)


@pytest.mark.parametrize("stranger", ["more.yml", "more/", "more.yaml/"])
def test_what_a_folder_of_files_holds_unread_is_told(breakable_pack: Path, stranger: str):
    (breakable_pack / "explainers.yaml").unlink()
    path = breakable_pack / "explainers" / stranger
    path.mkdir(parents=True) if stranger.endswith("/") else path.parent.mkdir()
    if not stranger.endswith("/"):
        path.touch()

    ((_, _, message),) = problems_of(breakable_pack)

    assert message == f"`{path.name}` is not read; a folder of a pack holds .yaml files"


def test_a_list_is_a_file_or_a_folder_and_not_both(breakable_pack: Path):
    (breakable_pack / "sources").mkdir()

    assert problems_of(breakable_pack) == [
        ("sources.yaml", 1, "there is a folder `sources` too; keep the file or the folder")
    ]


def test_a_file_that_cannot_be_parsed_brings_no_unknown_ids_with_it(breakable_pack: Path):
    (breakable_pack / "sources.yaml").write_text("- {id: gazette", "utf-8")
    (breakable_pack / "alliances.yaml").write_text("- {id: coria-alba", "utf-8")

    files = [file for file, _, _ in problems_of(breakable_pack)]

    assert files == ["alliances.yaml", "sources.yaml"]


def test_one_broken_file_of_several_brings_no_unknown_ids_with_it(breakable_pack: Path):
    single = (breakable_pack / "actors.yaml").read_text("utf-8")
    first, second = single.split("- id: coria\n")
    (breakable_pack / "actors.yaml").unlink()
    (breakable_pack / "actors").mkdir()
    (breakable_pack / "actors" / "a.yaml").write_text(first, "utf-8")
    (breakable_pack / "actors" / "b.yaml").write_text(f"- id: [coria\n{second}", "utf-8")

    files = [file for file, _, _ in problems_of(breakable_pack)]

    assert files == ["actors/b.yaml"]
