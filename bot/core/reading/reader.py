"""A folder of YAML files to a pack, or to one error that lists every problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from bot.core.pack import Actor, Alliance, Event, Explainer, Header, Pack, Source
from bot.core.reading.decoding import Decoder, Places
from bot.core.reading.draft import Draft
from bot.core.reading.nodes import Mapping, Node, Scalar, compose
from bot.core.reading.nodes import Sequence as ListNode
from bot.core.reading.problems import PackError, Problem, did_you_mean
from bot.core.reading.rules import broken_rules

R = TypeVar("R", Source, Actor, Alliance, Event, Explainer)
HEADER = "pack"
LISTS = ("sources", "actors", "alliances", "timeline", "explainers")
CLAIMS = "claims"  # no list of its own: they stand in every one but the sources


def read_pack(folder: Path) -> Pack:
    """Read `pack.yaml` and, as files or folders of files, the five lists beside it.

    Raises:
        PackError: the folder holds no valid pack; the error lists every problem.
    """
    draft, problems = read_draft(folder)
    if problems or draft.header is None:
        raise PackError(problems)
    return Pack.of(
        draft.header,
        draft.sources,
        draft.actors,
        draft.alliances,
        draft.events,
        draft.explainers,
    )


def read_draft(folder: Path) -> tuple[Draft, list[Problem]]:
    """The records of a folder with all that is wrong with them."""
    reading = _Reading(folder)
    draft = reading.draft()
    return draft, [*reading.problems, *broken_rules(draft)]


class _Reading:
    """One pass over the files, collecting problems and the places of records."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self._places = Places()
        self._ids: dict[str, set[str]] = {name: set() for name in (*LISTS, CLAIMS)}
        self._unread: set[str] = set()

    def draft(self) -> Draft:
        self._refuse_strangers()
        header = self._header()
        sources = self._records("sources", Source)
        actors = self._records("actors", Actor)
        alliances = self._records("alliances", Alliance)
        events = self._records("timeline", Event)
        explainers = self._records("explainers", Explainer)
        ids = {name: ids for name, ids in self._ids.items() if name not in self._unread}
        return Draft(header, sources, actors, alliances, events, explainers, ids, self._places)

    def _refuse_strangers(self) -> None:
        known = (HEADER, *LISTS)
        for path in _data_in(self._folder):
            is_read = path.stem in LISTS if path.is_dir() else path.stem in known
            if not is_read or path.suffix not in ("", ".yaml"):
                remedy = did_you_mean(path.stem, known) or f"; a pack has {', '.join(known)}"
                self._problem(path, f"`{path.name}` is not part of a pack{remedy}")
        for path in (path for name in LISTS for path in _data_in(self._folder / name)):
            if path.suffix != ".yaml" or path.is_dir():
                message = f"`{path.name}` is not read; a folder of a pack holds .yaml files"
                self._problem(path, message)

    def _header(self) -> Header | None:
        path = self._folder / f"{HEADER}.yaml"
        if not path.is_file():
            self._problem(path, "there is no `pack.yaml` here; write one, with `id` and `title`")
            return None
        node = self._node(path)
        return self._decoder(path).record(node, Header) if node else None

    def _records(self, name: str, kind: type[R]) -> tuple[R, ...]:
        return tuple(self._every_record(name, kind))

    def _every_record(self, name: str, kind: type[R]) -> Iterator[R]:
        for path in self._files(name):
            node = self._node(path)
            self._note_ids(name, node)
            yield from self._decoder(path).records(node, kind)

    def _note_ids(self, name: str, node: Node | None) -> None:
        if node is None:
            self._unread |= {name} if name == "sources" else {name, CLAIMS}
        records = node.items if isinstance(node, ListNode) else []
        self._ids[name] |= _ids(records)
        self._ids[CLAIMS] |= _ids(inner for record in records for inner in _below(record))

    def _files(self, name: str) -> list[Path]:
        single, many = self._folder / f"{name}.yaml", self._folder / name
        if single.is_file() and many.is_dir():
            self._problem(single, f"there is a folder `{name}` too; keep the file or the folder")
        return [path for path in (single, *sorted(many.glob("*.yaml"))) if path.is_file()]

    def _node(self, path: Path) -> Node | None:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.problems.append(Problem(str(path), line, "this is not UTF-8; save it as UTF-8"))
        except OSError as error:
            self._problem(path, f"the file cannot be read: {error.strerror}")
        else:
            return compose(text, str(path), self.problems)
        return None

    def _decoder(self, path: Path) -> Decoder:
        return Decoder(str(path), self.problems, self._places)

    def _problem(self, path: Path, message: str) -> None:
        self.problems.append(Problem(str(path), 1, message))


def _data_in(folder: Path) -> list[Path]:
    """What in a folder looks as if it were meant to be read."""
    paths = sorted(folder.glob("*"))
    return [path for path in paths if path.suffix in (".yaml", ".yml") or path.is_dir()]


def _ids(nodes: Iterable[Node]) -> set[str]:
    """The ids that nodes claim, of broken records too, so that one mistake is told only once."""
    found = (node.items.get("id") for node in nodes if isinstance(node, Mapping))
    return {scalar.text for scalar in found if isinstance(scalar, Scalar) and scalar.text}


def _children(node: Node | None) -> Iterable[Node]:
    match node:
        case ListNode(items):
            return items
        case Mapping(items):
            return items.values()
        case _:
            return ()


def _below(node: Node) -> Iterator[Node]:
    for child in _children(node):
        yield child
        yield from _below(child)
