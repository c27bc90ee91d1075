"""Lines of a card as Matrix's two texts, plain and HTML; the only place that escapes for it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from bot.core.card import (
    Cite,
    Command,
    Emphasis,
    Line,
    Link,
    MessageLink,
    Moment,
    Reference,
    Span,
    Strong,
)
from bot.core.dates import MONTHS
from bot.core.identity import local_id
from bot.core.place_settings import PREFIX
from bot.core.zones import zone_named

# https://spec.matrix.org/latest/appendices/#matrixto-navigation
MATRIX_TO = "https://matrix.to/#"
THREAD = "$"  # a channel that begins so is a thread, and this the event it hangs under
WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class View:
    """How cards are shown in *room*: what commands begin with, and in which zone times are told."""

    room: str
    prefix: str = PREFIX
    zone: str = "UTC"


def plain(line: Line, view: View) -> str:
    return "".join(_plain(span, view) for span in line)


def html(line: Line, view: View) -> str:
    return "".join(_html(span, view) for span in line)


def escaped(text: str) -> str:
    """*text* as it stands, whatever tags it contains; what is a new line in it stays one."""
    return escape(text).replace("\n", "<br>")


def _plain(span: Span, view: View) -> str:
    match span:
        case str(text) | Strong(text) | Emphasis(text):
            return text
        case Link(text, url):
            return f"{text} ({url})"
        case Cite(number):
            return f" [{number}]"
        case Command(text):
            return f"{view.prefix}{text}"
        case Moment():
            return _moment(span, view)
        case Reference():
            return _name(span, view)
        case MessageLink(text, place, _, message):
            return f"{text} ({_address(local_id(place), message)})"


def _html(span: Span, view: View) -> str:
    match span:
        case Strong(text):
            return f"<strong>{escaped(text)}</strong>"
        case Emphasis(text):
            return f"<em>{escaped(text)}</em>"
        case Link(text, url):
            return _anchor(text, url) if url.startswith(WEB) else escaped(_plain(span, view))
        case Cite(number, url):
            return f" {_anchor(f'[{number}]', url)}"
        case Command():
            return f"<code>{escaped(_plain(span, view))}</code>"
        case Reference(_, name) if name != view.room:
            target = (view.room, name) if name.startswith(THREAD) else (name,)
            return _anchor(_name(span, view), _address(*target))
        case MessageLink(text, place, _, message):
            return _anchor(text, _address(local_id(place), message))
        case _:
            return escaped(_plain(span, view))


def _name(reference: Reference, view: View) -> str:
    """A room has no name that we could be sure of, so the usual one is "this room"."""
    if reference.id == view.room:
        return "this room"
    return "a thread of this room" if reference.id.startswith(THREAD) else reference.id


def _moment(moment: Moment, view: View) -> str:
    """Nothing where the same time stands before it: nobody's own time zone is known here."""
    if moment.after:
        return ""
    local = moment.at.astimezone(zone_named(view.zone))
    month = MONTHS[local.month - 1].capitalize()
    return f"on {local.day} {month} {local.year}, {local:%H:%M} {view.zone}"


def _anchor(text: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escaped(text)}</a>'


def _address(*ids: str) -> str:
    return "/".join((MATRIX_TO, *(quote(each, safe="@!#$:") for each in ids)))
