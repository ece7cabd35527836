"""Where people decide: the queues of a graph's stores, and what follows from a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from graph.curating.entry import HandEntry, enter
from graph.errors import NamingError, StaleError, UnknownNameError, UsageError
from graph.ledger.holdings import Holdings
from graph.ledger.judging import key_named, pronounce, revoke
from graph.ledger.writing import take_out
from graph.ledger.written import written
from graph.records import EntityRecord, Properties, Record
from graph.review.asked import Asked, AskedInFull, asked, in_full
from graph.review.proposal import (
    ACCEPTED,
    OPEN,
    REJECTED,
    SKIPPED,
    Decision,
    Entry,
    Fact,
    Matter,
    Pair,
    Proposal,
)
from graph.review.proposing import Proposed, propose
from graph.review.queue import ALL, Wanted
from graph.review.rehearsal import Effect, rehearse
from graph.schema import Schema, load_schema
from graph.store import GraphStore

VERDICTS = {ACCEPTED: "same", REJECTED: "different"}
DECIDED = (ACCEPTED, REJECTED, SKIPPED)


class Desk:
    """The queues of a graph as one.

    A proposal lies in the store that its source's facts lie in, and so does what follows from it.
    """

    def __init__(self, holdings: Holdings, schema: Schema | None = None) -> None:
        self._holdings = holdings
        self._schema = schema or load_schema()

    def propose(
        self,
        source: str,
        proposals: Iterable[Proposal],
        visibility: str = "",
        *,
        complete: bool = True,
    ) -> Proposed:
        """Put into the queue what ``source`` proposes; see ``graph.review.proposing.propose``."""
        store = self._holdings.home(visibility)
        with store.writing("propose", source):
            return propose(store, source, proposals, complete=complete)

    def entries(self, wanted: Wanted = ALL) -> list[Entry]:
        """Return entries, surest first, then by id; see ``graph.review.queue.Queue``."""
        found = [one for store in self._holdings.stores for one in store.queue.entries(wanted)]
        ordered = sorted(found, key=lambda one: (-one.proposal.confidence, one.proposal.id))
        return ordered[: wanted.limit]

    def tally(self) -> dict[tuple[str, str], int]:
        """Return (kind, state) → how many entries there are."""
        total: Counter[tuple[str, str]] = Counter()
        for store in self._holdings.stores:
            total.update(store.queue.tally())
        return dict(sorted(total.items()))

    def find(self, id_: str) -> Entry:
        """Return the entry of a proposal. Raises ``UnknownNameError`` when there is none."""
        return self._find(id_)[1]

    def preview(self, id_: str) -> Effect:
        """Return what accepting a proposal would do to the graph."""
        store, entry = self._find(id_)
        matter = entry.proposal.matter
        if entry.state not in (OPEN, SKIPPED):
            return Effect()
        step = partial(self._rehearsed, entry)
        return rehearse(store, self._schema, _keys(matter), step)

    def show(self, id_: str) -> AskedInFull:
        """Return a proposal with all that helps to decide it."""
        store, entry = self._find(id_)
        try:
            return in_full(store, entry, self.preview(id_))
        except (NamingError, UsageError) as error:
            return in_full(store, entry, Effect(), str(error))

    def in_words(self, entries: Sequence[Entry]) -> list[Asked]:
        """Return entries in few words."""
        return asked(self._holdings.whole, entries)

    def _rehearsed(self, entry: Entry, store: GraphStore) -> None:
        with store.writing("rehearse", ""):
            self._accept(store, entry.proposal, "", "")

    def decide(
        self,
        id_: str,
        state: str,
        version: int,
        *,
        by: str,
        reason: str = "",
        properties: Properties | None = None,
    ) -> Decision:
        """Decide of a proposal that was looked at in ``version``.

        ``state`` is accepted, rejected or skipped. An accepted pair is one entity, a rejected one
        two; an accepted fact is entered by hand with its quote, with other ``properties`` where
        they were corrected. Raises ``StaleError`` when somebody was faster, and ``UsageError``
        for what is decided already.
        """
        by, reason = written(by), written(reason)
        if state not in DECIDED:
            raise UsageError(f"'{state}' is no decision: there are {', '.join(DECIDED)}")
        store, _ = self._find(id_)
        with self._holdings.turn():
            with store.writing("review", f"{state} {id_}"):
                proposal = self._current(store, id_, version, undo=False).proposal
                if properties is not None:
                    proposal = _edited(proposal, properties)
                made = self._carry_out(store, proposal, id_, state, by, reason)
                decision = store.queue.decide(id_, state, by, reason, made)
            self._holdings.settle()
        return decision

    def undo(self, id_: str, version: int) -> Entry:
        """Take a decision back, and what followed from it; return the entry, open again."""
        store, _ = self._find(id_)
        with self._holdings.turn():
            with store.writing("undo", f"review {id_}"):
                entry = self._current(store, id_, version, undo=True)
                self._take_back(store, entry.decision.made if entry.decision else "")
                store.queue.reopen(id_)
            self._holdings.settle()
        return self.find(id_)

    def _find(self, id_: str) -> tuple[GraphStore, Entry]:
        for store in self._holdings.stores:
            if entry := store.queue.find([id_]).get(id_):
                return store, entry
        raise UnknownNameError(
            f"nothing is proposed as '{id_}': `lumigraph review --list` lists what is", id_
        )

    def _current(self, store: GraphStore, id_: str, version: int, *, undo: bool) -> Entry:
        """Return an entry inside the revision under way, if it is still as it was looked at."""
        entry = store.queue.find([id_]).get(id_)
        if entry is None or entry.version != version:
            raise StaleError(_news(entry))
        if undo != (entry.decision is not None) and entry.state != SKIPPED:
            done = "decided yet: there is nothing to undo" if undo else f"{OPEN}: undo first"
            raise UsageError(f"{id_} is not {done}")
        return entry

    def _carry_out(
        self, store: GraphStore, proposal: Proposal, id_: str, state: str, by: str, reason: str
    ) -> str:
        """Do what follows from a decision; return what was made."""
        if state == ACCEPTED:
            return self._accept(store, proposal, by, reason, id_)
        if state == REJECTED and isinstance(proposal.matter, Pair):
            return self._judge(store, proposal.matter, state, by, reason)
        return ""

    def _accept(
        self, store: GraphStore, proposal: Proposal, by: str, reason: str, id_: str = ""
    ) -> str:
        matter = proposal.matter
        if isinstance(matter, Pair):
            return self._judge(store, matter, ACCEPTED, by, reason)
        if not isinstance(matter, Fact):
            return ""
        visibility = "" if store is self._holdings.public else "internal"
        address = _address(matter)
        entry = HandEntry(matter.records, by, address, reason, visibility)
        return f"source {enter(store, self._schema, entry, id_).name}"

    def _judge(self, store: GraphStore, pair: Pair, state: str, by: str, reason: str) -> str:
        left, right = (key_named(store, key) for key in (pair.left, pair.right))
        verdict = VERDICTS[state]
        judgement = pronounce(store, self._schema, left, right, verdict, by=by, reason=reason)
        return f"judgement {judgement.number}"

    def _take_back(self, store: GraphStore, made: str) -> None:
        """Take back what a decision made, unless somebody did already."""
        what, _, name = made.partition(" ")
        if what == "judgement":
            standing = {str(one.number): one for one in store.ledger.judgements()}
            if name in standing:
                revoke(store, self._schema, standing[name])
        elif what == "source" and name in {one.info.name for one in store.ledger.sources()}:
            take_out(store, self._schema, name)


def _news(entry: Entry | None) -> str:
    """Return what happened to a proposal since it was looked at."""
    if entry is None:
        return "it was withdrawn meanwhile: it is no longer proposed"
    if decision := entry.decision:
        why = f" ({decision.reason})" if decision.reason else ""
        return f"it was {decision.state} by {decision.by} at {decision.at}{why}: look again"
    return "it has changed meanwhile: look again"


def _keys(matter: Matter) -> set[str]:
    """Return the keys around which a decision changes something."""
    if isinstance(matter, Pair):
        return {matter.left, matter.right}
    if not isinstance(matter, Fact):
        return set()
    return {key for record in matter.records for key in _named(record)}


def _named(record: Record) -> tuple[str, ...]:
    if isinstance(record, EntityRecord):
        return (record.key, *record.identifiers)
    return (record.source, record.target)


def _address(fact: Fact) -> str:
    """Return the page on which a fact stands: the document, else a page that the record names."""
    urls = fact.records[0].evidence.urls
    return fact.document if fact.document.startswith("http") or not urls else urls[0]


def _edited(proposal: Proposal, properties: Properties) -> Proposal:
    fact = proposal.matter
    if not isinstance(fact, Fact):
        raise UsageError("only a fact can be corrected: accept or reject this as it is")
    first = replace(fact.records[0], properties=properties)
    return replace(proposal, matter=replace(fact, records=(first, *fact.records[1:])))
