"""Whether the asker has what a document or page of a date says, and the headers that tell it."""

from __future__ import annotations

from fastapi import Request

from api.caching import headers, tag_at, unless_as_old, unless_has
from api.linked.addresses import last_modified
from api.service import Service
from graph.stored import Revision


def dated(revision: Revision, request: Request, service: Service, *form: str) -> dict[str, str]:
    """Return ``ETag`` and ``Last-Modified`` of what a ``revision`` changed last.

    Both follow from it, so they change together. ``form`` tells apart the forms of one address.
    Raises ``NotModifiedError`` when the asker has the answer.
    """
    tag = unless_has(request, tag_at(revision, request, service, *form))
    unless_as_old(request, tag, revision.at)
    return {**headers(tag), **last_modified(revision.at)}
