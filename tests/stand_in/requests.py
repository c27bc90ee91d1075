"""A request as it came, for the log, the limits and the faults."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

JSON = dict[str, Any]


@dataclass(slots=True)
class Request:
    """*occasion* counts the requests of its kind from 1; *at* is on the clock of `time.monotonic`.

    *args* are the ids in the path. *status* stays None while unanswered, and for ever if dropped.
    """

    kind: str
    occasion: int
    method: str
    path: str
    args: dict[str, str]
    at: float
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    status: int | None = None

    def arg(self, name: str) -> int:
        return int(self.args[name])


async def read_body(request: web.Request) -> Any:
    """The JSON of *request*; files that came with it are named in its attachments."""
    if request.content_type == "multipart/form-data":
        return _with_files(await request.post())
    body = await request.read()
    return json.loads(body) if body else None


def _with_files(form: Any) -> JSON:
    body: JSON = json.loads(form["payload_json"])
    message = body.get("message", body)
    described = {each["id"]: each for each in message.get("attachments") or []}
    files = [part for name, part in form.items() if name.startswith("files[")]
    message["attachments"] = [
        _attachment(number, part, described.get(number, {})) for number, part in enumerate(files)
    ]
    return body


def _attachment(number: int, part: Any, described: JSON) -> JSON:
    size = len(part.file.read())
    url = f"http://127.0.0.1/{part.filename}"
    known = {"id": str(number), "filename": part.filename, "size": size}
    return described | known | {"url": url, "proxy_url": url}
