"""A round over the addresses that evidence names: the longest unasked first, one at a time."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from urllib.parse import urlsplit

from graph.store import GraphStore
from ingest.links.asking import Finding, ask
from ingest.links.link import Link
from ingest.links.register import Register

PAUSE = 1.0
"""Seconds between two questions to one host."""
WEB = ("http://", "https://")


def named(store: GraphStore) -> dict[str, set[str]]:
    """Return each web address that standing records give as evidence, with the sources that do."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for stored in store.ledger.history(store.revision().number):
        for url in stored.record.evidence.urls:
            if url.lower().startswith(WEB):
                found[url].add(stored.source)
    return dict(found)


def known(register: Register, addresses: Collection[str]) -> list[Link]:
    """Return what is known of each of ``addresses``, in their order; forget all others."""
    links = register.links()
    for address in links.keys() - set(addresses):
        register.forget(address)
    return [links.get(address, Link(address)) for address in sorted(addresses)]


def due(links: Collection[Link], day: str) -> list[Link]:
    """Return the links to be asked for on ``day``: not twice a day, the longest unasked first."""
    return sorted((one for one in links if one.asked < day), key=lambda one: one.asked)


def checked(
    register: Register,
    links: Collection[Link],
    day: str,
    ask: Callable[[str], Finding] = ask,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Link]:
    """Ask for each of ``links``; yield what is known of it then, when it is kept."""
    last = ""
    for link in links:
        host = urlsplit(link.address).netloc
        if host == last:
            sleep(PAUSE)
        last = host
        new = link.after(ask(link.address), day)
        register.put(new)
        yield new
