"""The addresses that evidence names: asked, and shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from graph.curating.archived import Copy, copies_of
from ingest.links.asking import ask
from ingest.links.checking import checked, due, known, named
from ingest.links.link import Link
from ingest.links.register import opening
from lumigraph.cli.app import end, opened
from lumigraph.cli.output import print_json, say, table

MOST_LINKS = 200
COLUMNS = ("address", "state", "seen", "asked", "said", "copy", "sources")
WORTH_A_LOOK = ("dead", "unsure")


def show_links(store: str, limit: int, *, alongside: bool, as_json: bool) -> None:
    """Ask for ``limit`` addresses that public evidence names, and show what is known of all.

    Exit code 1 when one is dead.
    """
    day = datetime.now(UTC).date().isoformat()
    with opened(store, alongside=alongside, internal=False) as graph:
        addresses = named(graph.store)
        copies = copies_of(graph.store, addresses)
        settings = graph.settings
    with opening(settings.links_file()) as register:
        links = known(register, addresses)
        if limit:
            one_by_one = partial(ask, private=settings.private_links)
            for _ in checked(register, due(links, day)[:limit], day, one_by_one):
                pass
            links = known(register, addresses)
    rows = [_row(one, copies.get(one.address), sorted(addresses[one.address])) for one in links]
    if as_json:
        print_json({"links": rows})
    else:
        _print(links, rows)
    end(found=not any(one.state == "dead" for one in links))


def _row(one: Link, copy: Copy | None, sources: Sequence[str]) -> dict[str, Any]:
    kept = copy.address if copy else ""
    values = (one.address, one.state, one.seen, one.asked, one.said, kept, list(sources))
    return dict(zip(COLUMNS, values, strict=True))


def _print(links: Sequence[Link], rows: Sequence[dict[str, Any]]) -> None:
    """Print those that want a look, and how many there are of each state."""
    shown = [list(row.values()) for row in rows if row["state"] in WORTH_A_LOOK]
    table(COLUMNS, shown)
    states = Counter(one.state for one in links)
    told = ", ".join(f"{number:,} {state}" for state, number in sorted(states.items()))
    say(f"{len(links):,} addresses are named as evidence{f': {told}' if told else ''}.")
