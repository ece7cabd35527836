"""Answers that the asker still has are not sent again."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from fastapi import Request, Response

from api.service import Here, Service
from api.version import VERSION
from graph.stored import Revision

WEAK = "W/"


class NotModifiedError(Exception):
    """The asker has the answer already; ``tag`` names it."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def revalidate(request: Request, response: Response, service: Here) -> None:
    """Tag the answer; raises ``NotModifiedError`` when the asker has it.

    The tag is taken before the graph is read: an answer that is newer than its tag is asked for
    once more, one that is older would stay.
    """
    response.headers.update(headers(unless_known(request, service)))


def unless_known(request: Request, service: Service, *form: str) -> str:
    """Return the tag of the answer in one ``form``; raises ``NotModifiedError`` like the above."""
    return unless_has(request, tag_of(request, service, *form))


def unless_has(request: Request, tag: str) -> str:
    """Return ``tag``; raises ``NotModifiedError`` when the asker has the answer that it names."""
    if names(request.headers.get("if-none-match", ""), tag):
        raise NotModifiedError(tag)
    return tag


def names(header: str, tag: str) -> bool:
    """Whether an ``If-None-Match`` header lists a tag; '' is none.

    A tag that a proxy made weak, since it packed the answer, is the same (RFC 9110, 13.1.2).

    >>> names('"a", "b"', 'W/"b"')
    True
    """
    bare = tag.removeprefix(WEAK)
    return bool(bare) and bare in [one.strip().removeprefix(WEAK) for one in header.split(",")]


def unless_as_old(request: Request, tag: str, at: str) -> None:
    """Raise ``NotModifiedError`` when the asker, who knows no tag, has what stands since ``at``.

    A date that is none is passed over (RFC 9110, 13.1.3), and so is one to come: a clock that is
    fast would keep an answer over what changes until then.
    """
    since = request.headers.get("if-modified-since", "")
    if not since or not at or "if-none-match" in request.headers:
        return
    try:
        known = parsedate_to_datetime(since)
    except ValueError:
        return
    if known.tzinfo and datetime.fromisoformat(at) <= known <= datetime.now(UTC):
        raise NotModifiedError(tag)


def tag_of(request: Request, service: Service, *form: str) -> str:
    """Return the weak tag of what this request is answered with as long as the revision stands.

    ``form`` tells apart answers that one address has in several forms.
    """
    return tag_at(service.store.revision(), request, service, *form)


def tag_at(revision: Revision, request: Request, service: Service, *form: str) -> str:
    """Return the same of what a ``revision`` changed last, which need not be the store's last."""
    parts: tuple[Any, ...] = (
        VERSION,
        service.base_uri,
        service.public_url,
        service.reader.before is None,  # what everybody may see, and what not, are not one answer
        revision.number,
        revision.at,
        request.scope["path"],
        request.scope["query_string"].decode(),
        *form,
    )
    return tagged(*parts)


def tagged(*parts: Any) -> str:
    """Return the weak tag of what ``parts`` decide."""
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'


def headers(tag: str) -> dict[str, str]:
    """Return the headers that let the asker keep an answer, and have it ask each time."""
    return {"ETag": tag, "Cache-Control": "no-cache"}


async def not_modified(_: Request, error: Exception) -> Response:
    """Return 304."""
    assert isinstance(error, NotModifiedError)  # noqa: S101 - the table of handlers says so
    return Response(status_code=304, headers=headers(error.tag))
