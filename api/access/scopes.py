"""What a token may allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.errors import UsageError

READ_INTERNAL, REVIEW, INGEST, ADMIN = "read-internal", "review", "ingest", "admin"
SCOPES: Mapping[str, str] = {
    READ_INTERNAL: "read what stays in the house",
    REVIEW: "decide what is asked, edit, suggest, judge who is who",
    INGEST: "take in sources",
    ADMIN: "all of these, and take any source out",
}
"""Scope → what it allows. Each token reads what is public, one without a scope only that."""
Scopes = frozenset[str]
ALL: Scopes = frozenset(SCOPES)


def scopes_of(text: str) -> Scopes:
    """Return the scopes that ``text`` lists with commas; '' are none.

    Raises ``UsageError`` for a word that is none.

    >>> sorted(scopes_of("review, ingest"))
    ['ingest', 'review']
    """
    words = [one.strip() for one in text.split(",") if one.strip()]
    for word in words:
        if word not in SCOPES:
            raise UsageError(f"there is no scope '{word}'; there are {', '.join(SCOPES)}")
    return frozenset(words)


def allowed(scopes: Iterable[str]) -> Scopes:
    """Return all that ``scopes`` allow: ``admin`` is all of them.

    >>> sorted(allowed(["admin"])) == sorted(SCOPES)
    True
    """
    given = frozenset(scopes)
    return ALL if ADMIN in given else given
