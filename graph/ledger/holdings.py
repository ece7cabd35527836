"""The two stores of one graph: what everybody may see, and that with what stays in the house.

The public store holds nothing internal, so nothing that is asked of it can tell of it: no count,
path, error or time (docs/decisions). The internal store holds the public facts too, so that the
house sees one graph; it is made with the first internal source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from datetime import date
from functools import partial
from threading import RLock

from graph.chunks import chunks
from graph.errors import StoreBusyError, UnknownNameError, UsageError
from graph.ledger.following import by_sense, follow_judgements, sense
from graph.ledger.identity import Judgement
from graph.ledger.judging import judging, key_named, undo
from graph.ledger.technology_records import check_not_scheme
from graph.ledger.verdicts import Said, pronouncing
from graph.ledger.visibility import Visibility
from graph.ledger.writing import Completion, Progress, Report, ingest, retract
from graph.rdf.restoring import restore
from graph.rdf.values import Totals
from graph.records import Record, Reject, SourceInfo, Unit
from graph.schema import Schema, load_schema
from graph.store import GraphStore, Ledger
from graph.stored import SourceVersion

Opening = Callable[[bool], GraphStore | None]
"""Opens the internal store; makes one only when told to, else returns None where there is none."""
Erased = Callable[[str], None]
"""Is told the URL of a store out of which a source was erased with its history."""


def nowhere(new: bool) -> GraphStore | None:
    """Open the internal store of a graph that is to have none."""
    if new:
        raise UsageError(
            "this graph has no place for internal sources: say with internal_store where, "
            "or make the source public"
        )
    return None


def nothing_made(store: str) -> None:
    """Take nothing away: nothing was made from the store."""


class Holdings:
    """The stores of a graph, and every way to change both.

    ``internal`` opens the internal store; ``today`` is the ISO date by which an embargo ends,
    this day by default; ``erased`` takes away what was made from a store and names what has gone.
    """

    def __init__(
        self,
        public: GraphStore,
        internal: Opening = nowhere,
        schema: Schema | None = None,
        today: str = "",
        erased: Erased = nothing_made,
    ) -> None:
        self.public = public
        self._opening = internal
        self._internal: GraphStore | None = None
        self._opened = RLock()
        self._schema = schema or load_schema()
        self._today = today or date.today().isoformat()
        self._erased = erased

    @property
    def internal(self) -> GraphStore | None:
        """The internal store, up to date with the public one; None where nothing is internal."""
        with self._opened:  # who asks meanwhile waits; settling asks too
            if self._internal is None and self.unsettled():
                # Somebody else writing it is bringing it up to date, or will be followed by us.
                with suppress(StoreBusyError):
                    self.settle()
        return self._internal

    def unsettled(self) -> GraphStore | None:
        """Return the internal store as it was left, for who is to fill it; None if there is none.

        Bringing it in line with a public store that was lost would take out what it still holds.
        """
        if self._internal is None:
            self._internal = self._opening(False)
        return self._internal

    @property
    def whole(self) -> GraphStore:
        """The store that says all."""
        return self.internal or self.public

    @property
    def stores(self) -> list[GraphStore]:
        """The public store, and the internal one where there is one."""
        return [self.public, self.internal] if self.internal else [self.public]

    def turn(self) -> AbstractContextManager[None]:
        """Be the only one who writes to the internal store, where there is one.

        Who changes both has this first: who waits for it in vain has changed neither.
        """
        return self.internal.turn() if self.internal else nullcontext()

    def known_to(self, visibility: str) -> GraphStore:
        """Return the store whose facts a source of this visibility may build on.

        What is under embargo is public one day: it may name nothing that will not be so by then.
        """
        internal = Visibility.parse(visibility).since is None
        return self.whole if internal else self.public

    def home(self, visibility: str) -> GraphStore:
        """Return the store that a source of this visibility is entered in.

        It is entered in a ``turn``, and ``settle`` follows.
        """
        stores = self.stores  # the other one is opened before anything changes
        public = Visibility.parse(visibility).public_on(self._today)
        return stores[0] if public else self._made()

    def ingest(
        self,
        info: SourceInfo,
        items: Iterable[Unit | Reject],
        complete: Completion | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Take in a source where its visibility puts it; see ``graph.ledger.writing.ingest``.

        A source that was public and is so no longer is erased from the public store with its
        history.
        """
        said = (self._schema, info, items, complete, progress)
        if not self._is_public(info):
            report = ingest(self._made(), *said)
            with self.turn():  # it is in for good before the public store lets go of it
                self.settle()
            return report
        # Opened before the public store changes: bringing both in line would take the change back.
        internal = self.internal
        with self.turn():
            report = ingest(self.public, *said)
            if internal:
                self._copy(info, self.public, internal)
            self.settle()
        return report

    def restore(
        self,
        values: Iterable[str],
        progress: Progress = lambda done, expected: None,
        *,
        internal: bool = False,
    ) -> Totals:
        """Fill the empty public store, or the internal one, from a dump of such a store.

        See ``graph.rdf.restoring.restore``. Raises ``UsageError`` when what is internal would
        become public, or when an internal store's public sources are not those of the public one.
        """
        if internal:
            store, check = self.unsettled() or self.blank(), self._check_follows
        else:
            store, check = self.public, self._check_public
        totals = restore(store, self._schema, values, check, progress)
        self.settle()
        return totals

    def blank(self) -> GraphStore:
        """Make the internal store where there is none: empty, for what is to be restored."""
        store = self._opening(True)
        if store is None:
            raise AssertionError("an opening told to make a store makes one")
        self._internal = store
        return store

    def _check_public(self, versions: Sequence[SourceVersion]) -> None:
        for one in versions:
            if not self._is_public(one.info):
                raise UsageError(
                    f"the dump holds the source '{one.info.name}', which is {one.info.visibility}: "
                    "restore a dump of what is public first, then this one with --internal"
                )

    def _check_follows(self, versions: Sequence[SourceVersion]) -> None:
        standing = [one.info for one in versions if one.closed is None]
        public = {one.name: one for one in standing if self._is_public(one)}
        if public != _sources(self.public):
            raise UsageError(
                "the dump's public sources are not those of this graph: restore a dump of what is "
                "public first, of the same time, then this one with --internal"
            )

    def retract(self, source: str, *, purge: bool = False) -> Report:
        """Take a source out of both stores; see ``graph.ledger.writing.retract``.

        Raises ``UsageError`` for the scheme of technologies.
        """
        check_not_scheme(source)
        holders = [
            store
            for store in self.stores
            if source in {one.info.name for one in store.ledger.sources(closed=purge)}
        ]
        holders = holders or [self.whole]
        with self.turn():
            return [self._taken_out(store, source, purge=purge) for store in holders][-1]

    def _taken_out(self, store: GraphStore, source: str, *, purge: bool) -> Report:
        report = retract(store, self._schema, source, purge=purge)
        if purge:
            self._erased(store.url)
        return report

    def _let_go(self, store: GraphStore, source: str, *, purge: bool) -> None:
        """Take a source out, unless another process that brings both in line too was first."""
        with suppress(UnknownNameError):
            self._taken_out(store, source, purge=purge)

    def judge(self, left: str, right: str, verdict: str, *, by: str, reason: str) -> Judgement:
        """Judge identity wherever both keys are known; see ``graph.ledger.judging.judging``."""
        keys = [key_named(self.whole, name) for name in (left, right)]
        known = self.public.ledger.identities(keys)
        public = len(known) == len(set(keys)) and self.internal is not None
        said = (self._schema, keys[0], keys[1], verdict)
        # Where one store refuses, no other keeps it; the public one, opened last, keeps it first:
        # the house follows that.
        with self.turn(), ExitStack() as revisions:
            judgement = revisions.enter_context(judging(self.whole, *said, by=by, reason=reason))
            if public:
                revisions.enter_context(judging(self.public, *said, by=by, reason=reason))
        return judgement

    def judge_all(self, note: str, some: Sequence[Said]) -> list[Said]:
        """Judge many keys wherever both are known, in a revision of each store named ``note``.

        Return what did not stand so yet; see ``graph.ledger.verdicts.pronouncing``.
        """
        with self.turn(), ExitStack() as revisions:  # opened in the order of ``judge``
            made = revisions.enter_context(pronouncing(self.whole, self._schema, note, some))
            if self.internal:
                known = self.public.ledger.identities({key for one in some for key in one.pair})
                public = [one for one in some if known.keys() >= one.pair]
                revisions.enter_context(pronouncing(self.public, self._schema, note, public))
        return made

    def undo(self, number: int) -> Judgement:
        """Take back what the whole store calls judgement ``number``, in both stores."""
        with self.turn():
            standing = {one.number: one for one in self.whole.ledger.judgements()}
            if self.internal and number in standing:
                public = by_sense(self.public.ledger.judgements())
                for one in public.get(sense(standing[number]), [])[:1]:
                    undo(self.public, self._schema, one.number)
            judgement = undo(self.whole, self._schema, number)
            self.settle()  # a public judgement that it had overruled holds in the house again
        return judgement

    def settle(self) -> None:
        """Bring both stores in line: after an interruption, or when an embargo has ended."""
        internal = self._internal
        if internal is None:
            return
        self._publish(internal)
        self._follow(internal)
        follow_judgements(self.public, internal, self._schema)

    def _publish(self, internal: GraphStore) -> None:
        """Put into the public store what has become public, and take out what is so no longer."""
        public = _sources(self.public)
        for name, info in _sources(internal).items():
            if not self._is_public(info):
                if name in public:
                    self._let_go(self.public, name, purge=True)
            elif Visibility.parse(info.visibility).since and name not in public:
                self._copy(info, internal, self.public)

    def _follow(self, internal: GraphStore) -> None:
        """Let the internal store have the public sources as they are."""
        public, held = _sources(self.public), _sources(internal)
        for name, info in public.items():
            if held.get(name) != info:
                self._copy(info, self.public, internal)
        for name, info in held.items():
            if name not in public and self._is_public(info):
                self._let_go(internal, name, purge=False)

    def _copy(self, info: SourceInfo, origin: GraphStore, target: GraphStore) -> None:
        ingest(target, self._schema, info, _units(origin.ledger, target.ledger, info.name))

    def _made(self) -> GraphStore:
        """Return the internal store; make it, with all that is public, where there is none."""
        if self.internal is None:
            self._internal = self._opening(True)
            self.settle()
        return self.whole

    def _is_public(self, info: SourceInfo) -> bool:
        return Visibility.parse(info.visibility).public_on(self._today)

    def close(self) -> None:
        """Let go of both."""
        self.public.close()
        if self._internal:
            self._internal.close()


def _sources(store: GraphStore) -> dict[str, SourceInfo]:
    return {one.info.name: one.info for one in store.ledger.sources()}


def _units(origin: Ledger, target: Ledger, source: str) -> Iterator[Unit]:
    """Yield the units of ``source`` as ``origin`` holds them; what ``target`` has is not read."""
    held = {(one.key, one.digest) for one in target.units(source).values()}
    for some in chunks(origin.units(source).values()):
        records: defaultdict[int, list[Record]] = defaultdict(list)
        for stored in origin.unit_records(
            [one.number for one in some if (one.key, one.digest) not in held]
        ):
            records[stored.unit].append(stored.record)
        for one in some:
            yield Unit(one.key, one.digest, partial(records.__getitem__, one.number))
