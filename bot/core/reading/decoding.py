"""Nodes to records: every field against its declared type, every mismatch a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from bot.core.edtf import Edtf, parse_edtf
from bot.core.pack import Record
from bot.core.reading.nodes import Mapping, Node, Scalar, Sequence
from bot.core.reading.problems import Problem, did_you_mean

R = TypeVar("R", bound=Record)
_MISSING = object()
KINDS = {Scalar: "a text", Sequence: "a list", Mapping: "a block of `key: value` lines"}


class Places:
    """Where the records and their fields stand in the files."""

    def __init__(self) -> None:
        self._nodes: dict[int, tuple[str, Mapping]] = {}
        self._records: list[Record] = []  # which also keeps their ids from being used again

    def add(self, record: Record, file: str, node: Mapping) -> None:
        self._nodes[id(record)] = (file, node)
        self._records.append(record)

    def of(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind, in the order of the files."""
        return (record for record in self._records if type(record) is kind)

    def problem(self, record: Record, key: str, message: str, index: int | None = None) -> Problem:
        """A problem at the *index*-th entry of a field, at the field, or else at the record."""
        file, node = self._nodes[id(record)]
        field = node.items.get(key)
        if index is not None and isinstance(field, Sequence):
            return Problem(file, field.items[index].line, message)
        return Problem(file, node.lines.get(key, node.line), message)


class Decoder:
    """Decodes the nodes of one file and notes the place of every record.

    A record with a problem is left out of the result, so what comes back is whole.
    """

    def __init__(self, file: str, problems: list[Problem], places: Places) -> None:
        self._file = file
        self._problems = problems
        self._places = places

    def records(self, node: Node | None, kind: type[R]) -> list[R]:
        """The records of a file that holds a list of them."""
        if node is None or _is_empty(node):
            return []
        if not isinstance(node, Sequence):
            self._problem(node.line, "this file holds a list; begin each entry with `- id:`")
            return []
        decoded = (self.record(item, kind) for item in node.items)
        return [record for record in decoded if record is not None]

    def record(self, node: Node, kind: type[R]) -> R | None:
        """One record, or None with its problems added."""
        value = self._struct(node, kind)
        return None if value is _MISSING else value

    def _value(self, node: Node, kind: Any, name: str) -> Any:
        if kind is Edtf:
            return self._text(node, name, self._date)
        if kind is str:
            return self._text(node, name, lambda text, _: text)
        origin = get_origin(kind)
        if origin is Literal:
            return self._text(node, name, lambda text, line: self._choice(text, line, kind, name))
        if origin is tuple:
            return self._tuple(node, get_args(kind), name)
        if origin in (Union, UnionType):
            return self._union(node, get_args(kind), name)
        return self._struct(node, kind)

    def _text(self, node: Node, name: str, read: Callable[[str, int], Any]) -> Any:
        if not isinstance(node, Scalar):
            return self._problem(node.line, f"`{name}` is {_what(node)}; make it a text")
        if node.text is None or not node.text.strip():
            return self._problem(node.line, f"`{name}` is empty; fill it in or leave it out")
        return read(node.text.strip(), node.line)

    def _date(self, text: str, line: int) -> Any:
        try:
            return parse_edtf(text)
        except ValueError as error:
            return self._problem(line, str(error))

    def _choice(self, text: str, line: int, kind: Any, name: str) -> Any:
        choices = {str(choice): choice for choice in get_args(kind)}
        if text in choices:
            return choices[text]
        remedy = did_you_mean(text, choices) or f"; choose from {', '.join(choices)}"
        return self._problem(line, f"`{name}` cannot be `{text}`{remedy}")

    def _tuple(self, node: Node, kinds: tuple[Any, ...], name: str) -> Any:
        if not isinstance(node, Sequence):
            return self._problem(node.line, f"`{name}` is {_what(node)}; make it a list")
        count = None if kinds[-1] is Ellipsis else len(kinds)
        if count is not None and len(node.items) != count:
            return self._problem(node.line, f"`{name}` needs exactly {count} entries")
        values = tuple(self._value(item, kinds[0], name) for item in node.items)
        return _MISSING if any(value is _MISSING for value in values) else values

    def _union(self, node: Node, kinds: tuple[Any, ...], name: str) -> Any:
        """A text or a record, by what stands there; `| None` only means that it may be absent."""
        structs = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Record)]
        if structs and (isinstance(node, Mapping) or str not in kinds):
            return self._struct(node, structs[0])
        return self._value(node, next(kind for kind in kinds if kind is not NoneType), name)

    def _struct(self, node: Node, kind: type[Record]) -> Any:
        what = kind.__name__.lower()
        if not isinstance(node, Mapping):
            message = f"this {what} is {_what(node)}; make it {KINDS[Mapping]}"
            return self._problem(node.line, message)
        fields = _fields(kind)
        known = {field.encode_name for field in fields}
        for key in node.items.keys() - known:
            whole = f"{'an' if what[0] in 'aeiou' else 'a'} {what}"
            remedy = did_you_mean(key, known) or f"; {whole} has {', '.join(sorted(known))}"
            self._problem(node.lines[key], f"`{key}` is no field of {whole}{remedy}")
        values = {field.name: self._field(node, field, what) for field in fields}
        given = {name: value for name, value in values.items() if value is not None}
        if any(value is _MISSING for value in given.values()) or node.items.keys() - known:
            return _MISSING
        record = kind(**given)
        self._places.add(record, self._file, node)
        return record

    def _field(self, node: Mapping, field: Any, what: str) -> Any:
        """The value of a field: None where it is left out and may be."""
        if field.encode_name in node.items:
            return self._value(node.items[field.encode_name], field.type, field.encode_name)
        if field.required:
            return self._problem(node.line, f"this {what} has no `{field.encode_name}`; add it")
        return None

    def _problem(self, line: int, message: str) -> Any:
        self._problems.append(Problem(self._file, line, message))
        return _MISSING


def _what(node: Node) -> str:
    return "empty" if _is_empty(node) else KINDS[type(node)]


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text is None


@cache
def _fields(kind: type[Record]) -> tuple[Any, ...]:
    return msgspec.structs.fields(kind)
