"""YAML text to nodes that know their lines, refusing what a pack has no use for.

The nodes are composed here from PyYAML's parse events and not by `yaml.compose`: its C composer
follows nesting on the machine stack, and a file of 100,000 opening brackets ends the process.
Scalars stay text whatever they look like, so `1993-05-30` or `no` needs no quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bot.core.reading.problems import Problem

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 12  # the format needs 7
PLAIN_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Scalar:
    """*text* is None where the file says null or nothing."""

    text: str | None
    line: int


@dataclass(slots=True)
class Sequence:
    items: list[Node]
    line: int


@dataclass(slots=True)
class Mapping:
    """Keys in the order of the file, each with its own line."""

    items: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


def compose(text: str, file: str, problems: list[Problem]) -> Node | None:
    """The one document in *text*, null where the file is empty.

    None, with a problem added, where it cannot be read.
    """
    if len(text) > MAX_CHARACTERS:
        limit = f"at most {MAX_CHARACTERS:,} characters"
        problems.append(Problem(file, 1, f"the file is too long; split it into files of {limit}"))
        return None
    try:
        return _Composer(text, file, problems).document()
    except _Refused as refusal:
        problems.append(Problem(file, refusal.line, str(refusal)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(file, line, f"this is not YAML: {error.problem or error.context}"))
    except yaml.YAMLError as error:
        problems.append(Problem(file, 1, f"this is not YAML: {' '.join(str(error).split())}"))
    return None


class _Refused(Exception):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


class _Composer:
    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._file = file
        self._problems = problems

    def document(self) -> Node:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(self._events), depth=0)
                self._end()
                return node
        return Scalar(None, 1)

    def _end(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise _Refused("a second document begins here; make it a file", _line(event))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("aliases (`*`) are not read; write the text out", line)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None:
            raise _Refused("anchors (`&`) are not read; write the text out", line)
        if event.tag is not None:
            raise _Refused(f"tags such as {event.tag} are not read; leave it out", line)
        if isinstance(event, yaml.ScalarEvent):
            is_null = not event.style and event.value in PLAIN_NULLS
            return Scalar(None if is_null else event.value, line)
        if depth == MAX_DEPTH:
            raise _Refused(f"this is nested more than {MAX_DEPTH} deep; nothing in a pack is", line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(list(self._items(depth)), line)
        return self._mapping(line, depth)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _mapping(self, line: int, depth: int) -> Mapping:
        mapping = Mapping({}, {}, line)
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            value = self._node(next(self._events), depth + 1)
            if key in mapping.items:
                first = mapping.lines[key]
                message = f"`{key}` stands twice, first on line {first}; keep one of them"
                self._problems.append(Problem(self._file, _line(event), message))
                continue
            mapping.items[key], mapping.lines[key] = value, _line(event)
        return mapping

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused("a key must be a word", _line(event))
        return str(event.value)


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None
    return int(event.start_mark.line) + 1
