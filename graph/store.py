"""What a store can do: the protocol that SQLite and Neo4j both implement in full.

A store has five sides. The *ledger* keeps what sources said and who judged what; the *golden*
graph is what follows from it; *reach* is the closure of technology x region that the main question
reads; *names* proposes entities by text; *queue* keeps what people are asked to decide. All rules
(merging, scoring, ordering) are above the store, in plain functions; a store only keeps and
proposes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from graph.entities import Entity, Relation, RelationKey, Triple
from graph.ledger.codec import EntityRow, RelationRow
from graph.ledger.identity import Judgement
from graph.records import SourceInfo
from graph.revisions import Revisions
from graph.stored import (
    Changed,
    Footprint,
    GoldenDelta,
    Interval,
    LedgerDelta,
    Link,
    Month,
    Reached,
    ReachRow,
    SourceVersion,
    StoredRecord,
    StoredUnit,
    Tie,
    Vicinity,
)

if TYPE_CHECKING:
    from graph.doctor.check import Check
    from graph.ledger.audit import Audit
    from graph.ledger.past import Past, PastRecord
    from graph.review.queue import Queue


class Ledger(Protocol):
    """Sources, units, records, judgements and identities."""

    def sources(self, *, closed: bool = False) -> list[SourceVersion]:
        """Return the standing sources by name; with ``closed`` their former versions too."""

    def open_source(self, info: SourceInfo) -> None:
        """Enter a new version of a source in the revision under way."""

    def close_source(self, name: str) -> None:
        """Close the standing version of a source."""

    def tally(self, source: str) -> tuple[int, int, int]:
        """Return how many records, entities and relations the standing source states."""

    def keep_tally(self, source: str, tally: tuple[int, int, int]) -> None:
        """Keep what ``tally`` is to return of the version opened in the revision under way."""

    def units(self, source: str) -> dict[str, StoredUnit]:
        """Return the standing units of a source by key."""

    def unit_records(self, units: Collection[int]) -> list[StoredRecord]:
        """Return the standing records of these units."""

    def write(self, delta: LedgerDelta) -> None:
        """Enter changes in the revision under way."""

    def entity_records(self, keys: Collection[str]) -> Iterator[StoredRecord]:
        """Yield the standing entity records of these keys."""

    def ties_about(self, subjects: Collection[str]) -> set[Tie]:
        """Return the ties of standing relation records that start at these keys."""

    def ties_to(self, objects: Collection[str]) -> set[Tie]:
        """Return the ties of standing relation records that point at these keys."""

    def tied(self, ties: Collection[Tie]) -> Iterator[StoredRecord]:
        """Yield the standing relation records of exactly these ties."""

    def stating(self, triples: Collection[Triple]) -> Iterator[tuple[Triple, StoredRecord]]:
        """Yield each of (source id, type, target id) with the standing records that state it."""

    def shared(self, source: str, others: Collection[str]) -> set[Tie]:
        """Return what the standing ``source`` says that any of ``others`` says something of too.

        It is named in the words of ``source``: its ties, and (key, class, '') of its entities.
        """

    def objects(self, source: str, types: Collection[str]) -> set[str]:
        """Return the keys that relations of these types in ``source`` point at."""

    def aliases(self, keys: Collection[str]) -> list[tuple[str, str]]:
        """Return (key, identifier) that records state, where either side is one of ``keys``."""

    def identities(self, keys: Collection[str]) -> dict[str, str]:
        """Return key → entity id as last worked out."""

    def keys_of(self, entities: Collection[str]) -> dict[str, list[str]]:
        """Return entity id → keys as last worked out."""

    def called(self, id_: str) -> list[str]:
        """Return the keys, in order, that lend the id ``id_`` with a hash (see ``hashed_id``).

        They are those of entity records, whether these stand or are closed.
        """

    def identify(self, identities: Mapping[str, str], gone: Collection[str]) -> None:
        """Enter key → entity id and forget the keys in ``gone``."""

    def judgements(self, *, closed: bool = False) -> list[Judgement]:
        """Return the standing judgements; with ``closed`` the undone ones too."""

    def judge(self, left: str, right: str, verdict: str, by: str, reason: str) -> Judgement:
        """Enter a judgement in the revision under way."""

    def close_judgement(self, number: int) -> None:
        """Take a judgement back in the revision under way."""

    def former(self, keys: Collection[str]) -> list[StoredRecord]:
        """Return the closed entity records of these keys, in the order of their numbers."""

    def history(self, revision: int) -> Iterator[StoredRecord]:
        """Yield the records that stood after ``revision``."""

    def purge(self, source: str) -> int:
        """Erase the closed records of ``source`` for good; return how many."""

    def superseded(self, revision: int) -> list[int]:
        """Return the numbers of records closed by ``revision`` that later history does without.

        They are all but the last word on each key: of one that no record names any more those
        entity records stay that were closed last.
        """

    def forget(self, revision: int) -> int:
        """Erase what is ``superseded``, and units of which nothing is left; return how many."""

    def all_units(self) -> Iterator[tuple[str, str, str]]:
        """Yield (source, key, digest) of every standing unit, in this order."""

    def all_records(self) -> Iterator[tuple[str, PastRecord]]:
        """Yield every record, open or closed, with the key of its unit.

        They come by source, key of the unit, row, opening and closing, those that stand last: in
        the same order from every store. Memory does not grow with their number.
        """

    def growth(self) -> list[Month]:
        """Return the months in which revisions were closed, in order: what each added."""

    def restore(self, past: Past) -> None:
        """Enter rows as they are into a store that is being restored; units go before records."""


class Golden(Protocol):
    """Golden entities and relations."""

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Return those of ``ids`` that exist."""

    def types(self, ids: Collection[str]) -> dict[str, str]:
        """Return id → most specific class of those of ``ids`` that exist."""

    def all_entities(self, kind: str = "") -> Iterator[Entity]:
        """Yield every entity (of a top kind) ordered by id."""

    def entity_rows(self) -> Iterator[EntityRow]:
        """Yield the same of every kind, before objects are made of it."""

    def relations(
        self, ids: Collection[str], types: Collection[str] = (), direction: str = "both"
    ) -> list[Relation]:
        """Return relations that touch ``ids``, ordered by key.

        ``direction`` is out, in, both, or among: both ends are among ``ids``.
        """

    def around(
        self, id_: str, direction: str, limit: int, type_: str = "", after: str = ""
    ) -> list[Relation]:
        """Return relations that lead ``out`` of or ``in`` to an entity, by type, then other end.

        Of each type (or of ``type_`` only) those of the first ``limit`` other ends whose id comes
        after ``after``: what an entity that everything hangs on costs does not grow.
        """

    def all_relations(self) -> Iterator[Relation]:
        """Yield every relation ordered by key."""

    def relation_rows(self) -> Iterator[RelationRow]:
        """Yield the same, before objects are made of it."""

    def adjacent(self, ids: Collection[str]) -> list[tuple[str, str, str]]:
        """Return (id, other end, its kind) of every relation at ``ids``, whichever way it leads."""

    def ways(self, start: str, goal: str, number: int, avoided: Collection[str]) -> list[list[str]]:
        """Return the ``number`` shortest ways between two entities, shortest first, then by ids.

        A way is the ids along it, of at most ``graph.question.ways.LONGEST`` relations whichever
        way they point; it leads through no entity of a kind that is ``avoided``.
        """

    def vicinity(self, centre: str, depth: int, limit: int, avoided: Collection[str]) -> Vicinity:
        """Return what lies within ``depth`` relations of an entity, nearest first, then by id.

        At most ``limit`` others; none is reached through an entity of a kind that is ``avoided``.
        """

    def between(self, triples: Collection[Triple]) -> list[Relation]:
        """Return the relations that have exactly these (source, type, target)."""

    def apply(self, delta: GoldenDelta) -> None:
        """Enter changes in the revision under way, the change log and the name index included.

        In one revision a relation is entered once.
        """

    def relate(self, ids: Collection[str]) -> None:
        """Enter that the revision under way changed what relates to these entities.

        Those that it wrote itself, and those that are not there, are passed over.
        """

    def changes(self, ids: Collection[str]) -> dict[str, Changed]:
        """Return which revisions last changed those of ``ids`` that exist.

        While a revision is written it may be named already.
        """

    def fill(self, entities: Iterable[Entity], relations: Iterable[Relation]) -> None:
        """Enter a whole graph into an empty store, as ``apply`` does with changes."""

    def changed(self, since: int) -> tuple[list[str], list[RelationKey]]:
        """Return what was entered or dropped after revision ``since``: ids, and relations' keys.

        Both are ordered; the change log says it.
        """

    def last_changed(self) -> int:
        """Return the last revision that entered or dropped anything, 0 if none did."""

    def old_changes(self, until: int) -> int:
        """Return how much was entered or dropped up to revision ``until``, as the log has it."""

    def forget_changes(self, until: int) -> None:
        """Erase the change log up to revision ``until``."""

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return entities by top kind and relations by type."""

    def newest_start(self) -> str:
        """Return the newest beginning of any entity, or ''."""


class Reach(Protocol):
    """The closure technology x place → organisation, and the links it is made from."""

    def top(
        self,
        technology: str,
        intervals: Sequence[Interval],
        reference: int,
        limit: int,
        after: tuple[int, str] | None = None,
        *,
        ended: bool = False,
    ) -> tuple[int, list[Reached]]:
        """Return how many organisations there are and the first ``limit`` by score, then id.

        ``after`` is the (score, id) of the last one already seen. ``ended`` asks for those that
        no longer exist instead.
        """

    def organisations(
        self, technology: str, intervals: Sequence[Interval], *, ended: bool = False
    ) -> dict[str, list[str]]:
        """Return all that ``top`` counts: id → the paths of its places there.

        A wide answer is read in parts of it.
        """

    def links(self, technologies: Collection[str], organisations: Collection[str]) -> list[Link]:
        """Return the links of these organisations to exactly these technologies."""

    def members(self, technologies: Collection[str]) -> list[Relation]:
        """Return MEMBER_OF relations to clusters that themselves work on these technologies."""

    def footprints(self, organisations: Collection[str]) -> list[Footprint]:
        """Return what the golden graph says of these organisations."""

    def organisations_via(self, ids: Collection[str]) -> set[str]:
        """Return the organisations linked to these projects, agreements, products, technologies."""

    def rows(self) -> Iterator[ReachRow]:
        """Yield all rows, ordered by technology, place, organisation."""

    def apply(self, added: Iterable[ReachRow], gone: Iterable[ReachRow]) -> None:
        """Enter changes in the revision under way."""

    def fill(self, rows: Iterable[ReachRow]) -> None:
        """Enter many rows that are not there yet, ordered as ``reach_rows`` orders them."""


class Names(Protocol):
    """Entities by text."""

    def resembling(self, folded: str, kinds: Collection[str]) -> list[tuple[str, str]]:
        """Return (id, folded name) of entities whose names share the most with a folded text.

        ``kinds`` are kinds or classes to look among; empty means all.
        """

    def resembling_each(
        self, texts: Collection[str], kinds: Collection[str]
    ) -> dict[str, list[tuple[str, str]]]:
        """Return for each of many folded texts what ``resembling`` does, in few looks."""

    def exact(self, text: str) -> list[str]:
        """Return ids of entities that have ``text`` as a name, apart from case and accents."""

    def exact_each(self, texts: Collection[str]) -> dict[str, list[str]]:
        """Return for each of many folded texts what ``exact`` does, in one look."""

    def longer_each(self, texts: Collection[str], limit: int) -> dict[str, list[tuple[str, str]]]:
        """Return for each of many folded texts the names that go on after it with another word.

        They are (id, folded name), the first ``limit`` by name.
        """

    def every(self) -> Iterator[tuple[str, str]]:
        """Yield (id, folded name) of all names, ordered; the id is '' where there is no entity."""

    def renew(self, ids: Collection[str], entities: Collection[Entity]) -> None:
        """Replace the names that ``ids`` bear by those of ``entities``."""


class GraphStore(Revisions, Protocol):
    """A store: see the module's text."""

    @property
    def url(self) -> str:
        """The URL that opens it, without credentials."""

    @property
    def ledger(self) -> Ledger:
        """What sources said."""

    @property
    def golden(self) -> Golden:
        """What follows from it."""

    @property
    def reach(self) -> Reach:
        """Technology x place."""

    @property
    def names(self) -> Names:
        """Entities by text."""

    @property
    def queue(self) -> Queue:
        """What people are asked to decide; it stands beside the ledger."""

    @property
    def checks(self) -> Sequence[Check]:
        """What of its own a store may have out of order, in the order in which it is mended."""

    @property
    def audit(self) -> Audit:
        """Who made each revision."""

    def close(self) -> None:
        """Let go of files and connections."""
