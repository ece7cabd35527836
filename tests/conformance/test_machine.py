"""Whatever is done to a graph in whatever order, it says what the plain rules say.

Sources come, change, go and are purged, public ones and internal ones; keys are merged and split,
judgements undone, values corrected by hand and taken back. After each step both stores of the graph
are compared with ``tests.conformance.plain``, and the doctor finds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Self

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from graph.curating.entry import PRIORITY
from graph.curating.hand import Hand
from graph.doctor.examination import examine
from graph.entities import Entity, Relation
from graph.errors import UsageError
from graph.ledger.history import as_of
from graph.ledger.holdings import Holdings
from graph.neo4j_store import Neo4jStore
from graph.rdf.restoring import restore
from graph.records import EntityRecord, Evidence, Record, RelationRecord, Value
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, info, units
from tests.conformance.plain import Graph, State, Told, Verdict, graph
from tests.conformance.test_dumps import dumped, values
from tests.neo4j_testing import credentials, empty

ID = "pic-1"
KEYS = ["alpha", "beta", "pic:1", "pic:2", ID]
TEXTS: Mapping[str, Sequence[Value]] = {
    "name": [{"en": "Alpha"}, {"en": "Beta"}, {"lt": "Alfa"}, {"en": "Alpha", "lt": "Beta"}],
    "founded": ["2001", "2002"],
    "website": ["https://alpha.example", "https://beta.example"],
    "acronym": [["A"], ["B"], ["A", "C"]],
}
ALLOWED = {"Organisation": [*TEXTS], "Project": ["name", "acronym"]}
ROLES: Mapping[str, Sequence[Value]] = {"role": ["member"]}
TIMES: list[dict[str, Value]] = [
    {},
    {"since": "2001"},
    {"since": "2001", "until": "2002"},
    {"since": "2005", "until": "2006"},
    {"until": "2003"},
    {"since": "2002", "until": "2005"},
]
PAGE = "https://alpha.example/about"
SURE = st.sampled_from([1.0, 1.0, 0.5])
HIDDEN = st.sampled_from(["", "", "internal"])
DENIED = Evidence("", confidence=0.0)
BOTH_WAYS = st.sampled_from(["same", "different"])


def some_of(values: Mapping[str, Sequence[Value]]) -> st.SearchStrategy[dict[str, Value]]:
    """Draw some of the properties that ``values`` names."""
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(some) for name, some in values.items()}
    )


def things(types: Sequence[str], kind: str) -> st.SearchStrategy[EntityRecord]:
    """Draw what a source may say of a thing of a kind."""
    return st.builds(
        EntityRecord,
        st.sampled_from(KEYS),
        st.sampled_from(types),
        some_of({name: TEXTS[name] for name in ALLOWED[kind]}),
        st.builds(Evidence, st.just("a line"), confidence=SURE),
        st.sampled_from([(), (), ("pic:1",), ("pic:2",)]),
    )


THINGS = things(["Company", "Cluster"], "Organisation")
PROJECTS = things(["Project"], "Project")
TIES = st.builds(
    RelationRecord,
    st.sampled_from(KEYS),
    st.sampled_from(["MEMBER_OF", "PARTICIPATES_IN"]),
    st.sampled_from(KEYS),
    st.builds(lambda times, role: {**times, **role}, st.sampled_from(TIMES), some_of(ROLES)),
    st.builds(Evidence, st.just("a line"), confidence=SURE),
)
TOLD = st.builds(
    Told,
    st.integers(0, 1),
    st.sampled_from(["", "2020"]),
    st.lists(THINGS | TIES | THINGS | TIES | PROJECTS, min_size=1, max_size=5, unique_by=repr).map(
        tuple
    ),
)


class Clock(datetime):
    """Each time it is looked at, a second has passed."""

    shown = datetime(2026, 1, 1, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return the next second."""
        Clock.shown += timedelta(seconds=1)
        return cls.fromtimestamp(Clock.shown.timestamp(), tz)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done later bears a later time."""
    for module in ("graph.stored", "graph.sqlite_store.ledger", "graph.neo4j_store.ledger"):
        monkeypatch.setattr(f"{module}.datetime", Clock)


class Side:
    """A store, what must stand in it, and what did after each step: by its revision."""

    def __init__(self, store: GraphStore, state: State) -> None:
        self.store = store
        self.state = state
        self.past: dict[int, State] = {}

    @property
    def graph(self) -> Graph:
        """What the plain rules make of what must stand."""
        return graph(self.state)

    def forget(self, source: str) -> None:
        """Take out a source with its past."""
        self.state = self.state.without(source)
        self.past = {number: one.without(source) for number, one in self.past.items()}

    def check(self) -> None:
        """Compare all, and remember it."""
        compare(self.store, self.state)
        standing = [(one.left, one.right, one.verdict) for one in self.store.ledger.judgements()]
        assert sorted(standing) == sorted(self.state.judgements)
        assert {one.info.name for one in self.store.ledger.sources()} == self.state.sources.keys()
        assert examine(self.store, SCHEMA, thorough=True) == []
        self.past[self.store.revision().number] = self.state

    def check_past(self, number: int) -> None:
        """Compare what is said to have stood after a revision with what did."""
        with closing(as_of(self.store, number, SCHEMA)) as then:
            compare(then, self.past[number])


def compare(store: GraphStore, state: State) -> None:
    """The golden graph of ``store`` is what the plain rules make of ``state``."""
    plain = graph(state)
    assert [*store.golden.all_entities()] == plain.entities
    assert [*store.golden.all_relations()] == plain.relations
    assert store.ledger.identities(KEYS) == {
        key: plain.ids[key] for key in KEYS if key in plain.ids
    }


class Machine(RuleBasedStateMachine):
    """A graph of two stores beside the plain one."""

    def __init__(self, store: GraphStore, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.memory: SqliteStore | None = None
        self.public = Side(store, State())
        self.whole = self.public
        self.entries = 0
        self.denied = False
        self.begin_anew()

    def teardown(self) -> None:
        """Let go of the stores."""
        self.holdings.close()

    @rule()
    def begin_anew(self) -> None:
        """As another process would, which brings both stores in line when it asks for the other."""
        self.holdings = Holdings(self.public.store, self._open, SCHEMA)
        assert self.holdings.internal is (None if self.whole is self.public else self.whole.store)
        self._settle()

    def _open(self, new: bool) -> SqliteStore | None:
        if new:
            self.memory = SqliteStore(":memory:")
        return self.memory

    @rule(name=st.sampled_from(["one", "two"]), told=TOLD, visibility=HIDDEN)
    def tell(self, name: str, told: Told, visibility: str) -> None:
        """A source says what it says now."""
        # Of what is denied as a whole no key is known: who writes its id as a key makes it anew.
        assume(not self.denied or all(one.key != ID for one in _things(told)))
        source = replace(info(name, told.records, told.priority, told.date), visibility=visibility)
        self.holdings.ingest(source, units(told.records))
        self._stands(name, told, visibility)

    def _stands(self, name: str, told: Told, visibility: str) -> None:
        if visibility and self.whole is self.public:
            self.whole = Side(self.holdings.whole, State(self.public.state.sources))
            self._settle()
        if not visibility:
            self.public.state = self.public.state.told(name, told)
        elif name in self.public.state.sources:
            self.public.forget(name)
        self.whole.state = self.whole.state.told(name, told)
        self._settle()

    def _settle(self) -> None:
        """A public judgement reaches the other store when that knows both keys.

        The house judges alone what is no longer known in public: that is later, and stands.
        """
        missing = Counter(self.public.state.judgements) - Counter(self.whole.state.judgements)
        for one in missing.elements():
            after = self.whole.state.judged(one)
            overruled = len(after.judgements) <= len(self.whole.state.judgements)
            if {*one[:2]} <= {*self.whole.graph.ids} and not overruled:
                self.whole.state = after

    @property
    def sides(self) -> list[Side]:
        """The public side, and the other where there is one."""
        return [self.public] if self.whole is self.public else [self.public, self.whole]

    @precondition(lambda self: self.whole.state.sources)
    @rule(data=st.data(), purge=st.booleans())
    def retract(self, data: st.DataObject, purge: bool) -> None:
        """A source goes, be it an entry by hand."""
        name = data.draw(st.sampled_from([*self.whole.state.sources]))
        self.holdings.retract(name, purge=purge)
        for side in self.sides:
            if purge:
                side.forget(name)
            side.state = side.state.without(name)

    @precondition(lambda self: len(self.whole.graph.ids) > 1)
    @rule(data=st.data(), verdict=BOTH_WAYS)
    def judge(self, data: st.DataObject, verdict: str) -> None:
        """Two keys are merged or split, in each store that knows both."""
        known = st.sampled_from(sorted(self.whole.graph.ids))
        left, right = data.draw(st.lists(known, min_size=2, max_size=2, unique=True))
        told = [side for side in self.sides if {left, right} <= {*side.graph.ids}]
        after = [side.state.judged((left, right, verdict)) for side in told]
        means = [graph(state).ids for state in after]
        if verdict == "same" and any(_kinds(side.graph, left, right) > 1 for side in told):
            with pytest.raises(UsageError, match="only things of one kind can be one"):
                self.holdings.judge(left, right, verdict, by="a curator", reason="")
            return
        told_and_after = zip(told, after, strict=True)
        if verdict == "same" and any(_parts(side.state, state) for side, state in told_and_after):
            with pytest.raises(UsageError, match="cannot be one"):
                self.holdings.judge(left, right, verdict, by="a curator", reason="")
            return
        one_still = (left in one and one[left] == one.get(right) for one in means)
        if verdict == "different" and any(one_still):
            with pytest.raises(UsageError, match="cannot be parted"):
                self.holdings.judge(left, right, verdict, by="a curator", reason="")
            return
        self.holdings.judge(left, right, verdict, by="a curator", reason="")
        for side, state in zip(told, after, strict=True):
            side.state = state

    @precondition(lambda self: self.whole.state.judgements)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """A judgement is taken back, wherever it stands."""
        one = data.draw(st.sampled_from(self.whole.store.ledger.judgements()))
        self.holdings.undo(one.number)
        gone: Verdict = (one.left, one.right, one.verdict)
        for side in self.sides:
            if gone in side.state.judgements:
                side.state = side.state.unjudged(gone)
        self._settle()

    @precondition(lambda self: self.whole.graph.entities)
    @rule(data=st.data(), visibility=HIDDEN)
    def correct(self, data: st.DataObject, visibility: str) -> None:
        """Somebody says what a value is; what stood there is denied."""
        entity = self._drawn(data, visibility)
        name = data.draw(st.sampled_from(ALLOWED[entity.kind]))
        value = data.draw(st.sampled_from(TEXTS[name]))
        made = self._hand(visibility).correct(entity.id, name, value)
        key, wrong = entity.keys[0], entity.properties.get(name)
        if isinstance(wrong, Mapping) and isinstance(value, Mapping):
            wrong = {language: text for language, text in wrong.items() if language in value}
        records: list[Record] = [EntityRecord(key, entity.type, {name: value}, Evidence(""))]
        if wrong:
            records.append(EntityRecord(key, entity.type, {name: wrong}, DENIED))
        self._entered(made, records, visibility)

    @precondition(lambda self: self.whole.graph.entities)
    @rule(data=st.data(), visibility=HIDDEN)
    def deny(self, data: st.DataObject, visibility: str) -> None:
        """Somebody says that a value is wrong, or that there is no such thing."""
        entity = self._drawn(data, visibility)
        known = [name for name in ALLOWED[entity.kind] if name in entity.properties]
        stated = (one for told in self.whole.state.sources.values() for one in _things(told))
        whole = [""] if all(one.key != ID for one in stated) else []
        assume(known or whole)
        name = data.draw(st.sampled_from([*whole, *known]))
        self.denied = self.denied or not name
        made = self._hand(visibility).deny(entity.id, name)
        wrong = {name: entity.properties[name]} if name else {}
        record = EntityRecord(entity.keys[0], entity.type, wrong, DENIED)
        self._entered(made, [record], visibility)

    @precondition(lambda self: self.whole.graph.relations)
    @rule(data=st.data())
    def deny_relation(self, data: st.DataObject) -> None:
        """Somebody says that two things were never joined so."""
        relations = self.whole.graph.relations
        one = data.draw(st.sampled_from(relations))
        assume(one.role or all(not other.role for other in relations if _alike(one, other)))
        made = self._hand("internal").deny_relation(one.source, one.type, one.target, one.role)
        ends = (self.whole.graph.named(id_).keys[0] for id_ in (one.source, one.target))
        wrong = {"role": one.role} if one.role else {}
        record = RelationRecord(next(ends), one.type, next(ends), wrong, DENIED)
        self._entered(made, [record], "internal")

    def _drawn(self, data: st.DataObject, visibility: str) -> Entity:
        """Draw an entity as an entry of this visibility may know it."""
        side = self.whole if visibility else self.public
        assume(side.graph.entities)
        return data.draw(st.sampled_from(side.graph.entities))

    def _hand(self, visibility: str) -> Hand:
        return Hand(self.holdings, "a curator", PAGE, visibility=visibility)

    def _entered(self, name: str, records: Sequence[Record], visibility: str) -> None:
        self.entries += 1
        told = Told(PRIORITY + self.entries, "", tuple(records))
        self._stands(name, told, visibility)

    @rule(data=st.data())
    def ask_of_the_past(self, data: st.DataObject) -> None:
        """What stood is still known."""
        for side in self.sides:
            side.check_past(data.draw(st.sampled_from(sorted(side.past))))

    @precondition(lambda self: self.public.state.sources)
    @rule()
    def move(self) -> None:
        """A store restored from the dump of another writes the same dump."""
        for side in self.sides:
            dump = dumped(side.store, self.folder)
            with closing(SqliteStore(":memory:")) as other:
                restore(other, SCHEMA, values(dump, self.folder))
                assert dumped(other, self.folder) == dump

    @invariant()
    def both_are_right(self) -> None:
        """Each store says what the plain rules say."""
        for side in self.sides:
            side.check()


def _things(told: Told) -> Iterator[EntityRecord]:
    return (one for one in told.records if isinstance(one, EntityRecord))


def _kinds(known: Graph, *keys: str) -> int:
    """Return of how many kinds is what keys mean."""
    return len({known.named(known.ids[key]).kind for key in keys})


def _parts(before: State, after: State) -> bool:
    """Whether a judgement that held, or is new, makes nothing one after the last of ``after``."""
    held, holds = graph(before).ids, graph(after).ids
    bound = [
        one for one in before.judgements if one[0] in held and held[one[0]] == held.get(one[1])
    ]
    return any(
        verdict == "same" and holds[left] != holds[right]
        for left, right, verdict in (*bound, after.judgements[-1])
    )


def _alike(one: Relation, other: Relation) -> bool:
    return (one.source, one.type, one.target) == (other.source, other.type, other.target)


def run(machine: Callable[[], Machine], examples: int, steps: int, *, random: bool) -> None:
    """Let a machine do ``steps`` in a row, ``examples`` times."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=not random,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)  # type: ignore[arg-type]


def in_memory(folder: Path) -> Machine:
    """Return a machine on a new store in memory."""
    return Machine(SqliteStore(":memory:"), folder)


def in_neo4j(url: str, folder: Path) -> Machine:
    """Return a machine on the tests' own server, emptied."""
    empty(url)
    return Machine(Neo4jStore(url, *credentials()), folder)


def test_a_few_lives(tmp_path: Path) -> None:
    run(partial(in_memory, tmp_path), 60, 10, random=False)


@pytest.mark.neo4j
def test_a_life_in_neo4j(neo4j_url: str, tmp_path: Path) -> None:
    run(partial(in_neo4j, neo4j_url, tmp_path), 1, 6, random=False)


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_many_lives(tmp_path: Path) -> None:
    run(partial(in_memory, tmp_path), 3_000, 25, random=True)


@pytest.mark.torture
@pytest.mark.neo4j
@pytest.mark.timeout(3600)
def test_many_lives_in_neo4j(neo4j_url: str, tmp_path: Path) -> None:
    run(partial(in_neo4j, neo4j_url, tmp_path), 60, 20, random=True)
