"""Copies that an archive keeps of pages which evidence names and which answer no more.

Such a page is a document of the graph, entered by hand: with its address, that of the copy, and the
day on which it was seen last. So it is told in dumps, and taken back like any entry.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.curating.hand import Hand
from graph.errors import UsageError
from graph.records import Properties, digest
from graph.store import GraphStore
from ontology.values.urls import is_address

ARCHIVED_AT, LAST_SEEN = "archivedAt", "lastSeen"


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a copy of a page is (``address``), and the day (ISO) on which the page was ``seen``.

    ``seen`` is '' where nobody looked before the page was gone.
    """

    address: str
    seen: str = ""


def page_key(address: str) -> str:
    """Return the key of the document that a page is."""
    return f"page-{digest(address)}"


def copies_of(store: GraphStore, addresses: Collection[str]) -> Mapping[str, Copy]:
    """Return the copies that are known of pages, by the addresses of the pages."""
    keys = {page_key(address): address for address in addresses}
    named = store.ledger.identities(keys) if keys else {}
    pages = store.golden.entities(set(named.values()))
    said = {keys[key]: pages[id_].properties for key, id_ in named.items() if id_ in pages}
    return {
        address: Copy(str(one[ARCHIVED_AT]), str(one.get(LAST_SEEN, "")))
        for address, one in sorted(said.items())
        if ARCHIVED_AT in one
    }


def enter_copy(hand: Hand, page: str, copy: Copy) -> str:
    """Enter that an archive keeps ``copy`` of ``page``; return the entry's name.

    One that was entered before is replaced. Raises ``UsageError`` for what is no address of the
    web, and where the same is known already.
    """
    if not is_address(copy.address):
        raise UsageError(
            f"'{copy.address}' is no address of a copy: write it as https://web.archive.org/web/…"
        )
    store = hand.holdings.whole
    known = copies_of(store, [page]).get(page)
    if known and known.address == copy.address:
        raise UsageError(f"that copy of {page} is known already")
    id_ = store.ledger.identities([page_key(page)]).get(page_key(page))
    if id_ and id_ in store.golden.entities([id_]):
        return hand.correct_all(id_, _kept(copy, known))
    said: Properties = {"name": {"en": page}, "documentKind": "web-page", "website": page}
    return hand.add("Document", {**said, **_kept(copy, None)}, page_key(page))


def _kept(copy: Copy, known: Copy | None) -> Properties:
    """Return what is new of a copy beside the ``known`` one: what stays is not to be denied."""
    seen = copy.seen if copy.seen != (known and known.seen) else ""
    return {ARCHIVED_AT: copy.address, **({LAST_SEEN: seen} if seen else {})}
