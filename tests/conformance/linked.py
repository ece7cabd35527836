"""A store of a few companies that is linked, and what is asked of it."""

from __future__ import annotations

from pathlib import Path

from graph.linkage.in_store import RULE, Outcome, link_store, models
from graph.linkage.kept import upkeep
from graph.linkage.kept.index import Index
from graph.linkage.kept.sorts import ORGANISATIONS, Sort
from graph.linkage.model import Model
from graph.review.proposal import OPEN, Pair
from graph.review.queue import Wanted
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, optics, tell, thing, tie

ONE, OTHER, RELATIVE = "Lichtwerk Optik GmbH", "LICHTWERK OPTIK GES.M.B.H.", "Lichtwerk Optics AG"
STRANGERS = {
    f"stranger{place}": f"{name} AG"
    for place, name in enumerate(
        ("Bäckerei Huber", "Molkerei Senn", "Weingut Kaiser", "Sägewerk Moser", "Brauerei Pichler")
    )
}


def say(store: GraphStore, source: str, **names: str) -> None:
    """Let a source say that there are companies of these names in Graz."""
    places = [tie(key, "LOCATED_IN", "AT22", city="Graz") for key in names]
    tell(store, source, *(thing(key, name={"und": name}) for key, name in names.items()), *places)


def fill(store: GraphStore, folder: Path) -> None:
    """Take in strangers, one company and its relative, and link them."""
    tell(store, "tree", *optics())
    say(store, "list", one=ONE, relative=RELATIVE, **STRANGERS)
    assert link(store, folder).judged == 0


def link(store: GraphStore, folder: Path) -> Outcome:
    with Index.of(folder) as index:
        return link_store(store, SCHEMA, Model.load(), index)


def asked(store: GraphStore) -> set[frozenset[str]]:
    pairs = [one.proposal.matter for one in store.queue.entries(Wanted(state=OPEN, source=RULE))]
    return {frozenset((one.left, one.right)) for one in pairs if isinstance(one, Pair)}


def content(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.iterdir()).lower()


def weighed(store: GraphStore, folder: Path, sort: Sort = ORGANISATIONS) -> set[str]:
    """Return the first keys of what is to be compared anew."""
    with Index.of(folder) as index:
        batch = upkeep.to_weigh(index, store, models(Model.load())[sort], sort)
        return {*batch.keys[batch.new_from :]}
