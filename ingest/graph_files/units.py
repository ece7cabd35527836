"""Nodes and edges as units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TypeVar

from graph.records import (
    Evidence,
    Record,
    Reject,
    RelationRecord,
    Uncovered,
    Unit,
    Value,
    Withheld,
    digest,
)
from ingest.graph_files.mapping import (
    TYPE,
    NetworkMapping,
    edge_fields,
    guessed,
    is_drawing,
    node_fields,
)
from ingest.graph_files.network import Edge, Network, Node
from ingest.graph_files.relations import tie_of
from ingest.tables.blanks import says_nothing
from ingest.tables.fields import IGNORE, PERSONAL, known_fields, template, value_of
from ingest.tables.kinds import KINDS
from ingest.tables.mapping import SheetRule
from ingest.tables.rows import Column, RowReader, own_key
from ontology.model import Model, load_model
from ontology.technologies import load_technologies
from ontology.values import UnparsedError, cleaner
from ontology.values.personal import personal_field

EXTRACTOR = "graph-file 2"
CLASS = "Organisation"
"""What a node is that says nothing else."""
NAME = "name"
UNMAPPED = "no mapping covers it"
Item = Unit | Reject
ROWS = {kind.type: name for name, kind in reversed([*KINDS.items()])}
R = TypeVar("R", bound=Record)


class NetworkUnits:
    """The units of one network; use it once."""

    def __init__(self, network: Network, mapping: NetworkMapping, source: str, file: str) -> None:
        self._network, self._mapping = network, mapping
        self._source, self._file = source, file
        self._model: Model = load_model()
        nodes = guessed(network.columns(network.nodes), "nodes", node_fields())
        edges = guessed(network.columns(network.edges), "edges", edge_fields())
        self._node_columns = {**nodes, **mapping.nodes.columns}
        self._edge_columns = {**edges, **mapping.edges.columns}
        self._readers: dict[str, tuple[RowReader, list[str]]] = {}
        self._ends: dict[str, tuple[str, str]] = {}
        self._own: set[str] = set()
        self._uncovered: Counter[str] = Counter()
        self._withheld: Counter[str] = Counter()
        self._refused: list[Reject] = []
        self._mark = digest(EXTRACTOR, repr(mapping))

    def units(self) -> Iterator[Item]:
        """Yield the units of nodes, then of edges, then which columns nothing covers."""
        own = [own_key(self._source, node.label) for node in self._network.nodes]
        count_of = Counter(own)
        for node, key in zip(self._network.nodes, own, strict=True):
            alone = count_of[key] == 1
            yield from self._node(
                node, key if alone else own_key(self._source, f"{node.label} {node.id}")
            )
            yield from self._drained()
        seen: set[str] = set()
        for edge in self._network.edges:
            yield from self._edge(edge, seen)
            yield from self._drained()
        self._refuse_hyperedges()
        yield from self._drained()
        for what, count in sorted(self._uncovered.items()):
            remedy = "write what it means into a mapping, or `ignore`"
            place = f"{count:,} cells"
            yield Uncovered(
                self._file, place, what, "", "no mapping covers it", remedy, what, count
            )
        yield from Withheld.each(self._file, self._withheld)

    def _drained(self) -> Iterator[Reject]:
        yield from self._refused
        self._refused.clear()

    def _refuse(self, place: str, column: str, error: UnparsedError) -> None:
        self._refused.append(
            Reject(self._file, place, column, error.raw, error.reason, error.remedy)
        )

    # --- nodes

    def _node(self, node: Node, own: str) -> Iterator[Item]:
        place = f"node {node.id}"
        if not node.id or node.id in self._ends:
            reason = "another node has its id" if node.id else "the node has no id and no label"
            self._refuse(place, "id", UnparsedError(node.label, reason, "give it one of its own"))
            return
        type_ = self._class(node, place)
        top = self._model.top(type_)
        try:
            known = _known(top, node.label)
        except UnparsedError as error:
            self._refuse(place, "label", error)
            return
        if known:
            self._ends[node.id] = (known, type_)
            return
        reader, columns = self._reader(top)
        cells = tuple(self._cells(node, columns))
        said = reader.said(0, (node.label, *cells))
        said.type = type_
        self._refused += [replace(one, place=place) for one in reader.rejects]
        reader.rejects.clear()
        if not said.key and not said.identifiers:
            if not said.name or own in self._own:
                self._refuse_nameless(node.label, said.name, place)
                return
            said.key = own
            self._own.add(own)
        key = reader.key(said)
        self._ends[node.id] = (key, type_)
        self._count(node.cells, {*columns, *self._columns_of(TYPE)}, "nodes")
        records = [_at(place, one) for one in reader.records(0, said)]
        yield Unit(f"node/{node.id}", digest(self._mark, key, type_, node), partial(iter, records))
        self._refused += [replace(one, place=place) for one in reader.rejects]
        reader.rejects.clear()

    def _refuse_nameless(self, label: str, name: str, place: str) -> None:
        """Refuse a node that has no name of its own; what cannot be a name was told already."""
        if name:
            error = UnparsedError(name, "another node is called so too", "rename one of the two")
            self._refuse(place, "label", error)
        elif says_nothing(NAME, label):
            error = UnparsedError(
                label, "it says that no name is known", "write its name, or an id"
            )
            self._refuse(place, "label", error)

    def _columns_of(self, field: str) -> list[str]:
        return [name for name, one in self._node_columns.items() if one == field]

    def _cells(self, node: Node, columns: Sequence[str]) -> Iterator[str]:
        by_name = {name.lower(): text for name, text in node.cells.items()}
        return (by_name.get(column, "") for column in columns)

    def _class(self, node: Node, place: str) -> str:
        """Return the class of a node; a word that means none is refused, the node is not."""
        meaning = self._mapping.nodes
        word = next(filter(None, self._cells(node, self._columns_of(TYPE))), "")
        default = meaning.default or CLASS
        found = meaning.types.get(word.lower()) or self._model.kind_named(word) if word else default
        if found:
            return found
        reason = f"no class is called so; the node went in as {default}"
        remedy = "write what it means under nodes: types: in a mapping"
        self._refuse(place, TYPE, UnparsedError(word, reason, remedy))
        return default

    def _reader(self, top: str) -> tuple[RowReader, list[str]]:
        """Return the reader of the nodes of a top kind, and the columns that it takes."""
        if top not in self._readers:
            fields = _fields(top)
            taken = {
                column: field
                for column, field in self._node_columns.items()
                if field in fields and field != TYPE
            }
            columns = [
                Column(column, column, template(field, fields) or (), "", "")
                for column, field in {"label": NAME, **taken}.items()
            ]
            rule = SheetRule(kind=ROWS[top], language=self._mapping.language)
            reader = RowReader(self._source, self._file, "", rule, columns)
            self._readers[top] = reader, list(taken)
        return self._readers[top]

    def _count(self, cells: Mapping[str, str], taken: set[str], part: str) -> None:
        for column in cells:
            if column.lower() in taken or is_drawing(column):
                continue
            if kind := personal_field(column):
                self._withheld[kind] += 1
            else:
                self._uncovered[f"column {column} of {part}"] += 1

    # --- edges

    def _edge(self, edge: Edge, seen: set[str]) -> Iterator[Item]:
        ends = [self._ends.get(one) for one in (edge.source, edge.target)]
        if ends[0] is None or ends[1] is None:
            missing = edge.source if ends[0] is None else edge.target
            error = UnparsedError(missing, "no node has this id", "add the node, or correct it")
            self._refuse(edge.place, "source" if ends[0] is None else "target", error)
            return
        mark = digest(self._mark, edge, ends)
        if mark in seen:
            error = UnparsedError("", "another edge says the same", "delete one of the two")
            self._refuse(edge.place, "", error)
            return
        seen.add(mark)
        record = self._relation(edge, ends[0], ends[1])
        if record is not None:
            key = f"edge/{edge.source}/{edge.target}/{digest(edge.cells)}"
            yield Unit(key, mark, partial(iter, [record]))

    def _refuse_hyperedges(self) -> None:
        for ends in self._network.hyperedges:
            reason = f"it joins {len(ends)} nodes, and a relation has two ends"
            error = UnparsedError(
                "", reason, "write an edge for each two of them that it is between"
            )
            self._refuse(f"hyperedge {', '.join(ends)}", "", error)

    def _relation(
        self, edge: Edge, source: tuple[str, str], target: tuple[str, str]
    ) -> RelationRecord | None:
        fields = {self._edge_columns.get(name.lower(), ""): one for name, one in edge.cells.items()}
        word = fields.get(TYPE, "")
        try:
            tie = tie_of(word, source[1], target[1], self._mapping.edges)
        except UnparsedError as error:
            self._refuse(edge.place, TYPE, error)
            return None
        properties: dict[str, Value] = {"role": tie.role} if tie.role else {}
        for name in {*edge_fields()} & fields.keys() - {TYPE, IGNORE, PERSONAL}:
            if name in tie.relation.carries:
                self._carry(properties, edge, name, fields[name])
        taken = {
            column
            for column, field in self._edge_columns.items()
            if field in tie.relation.carries or field in (TYPE, IGNORE, PERSONAL)
        }
        self._count(edge.cells, taken, "edges")
        start, end = (target, source) if tie.inverse else (source, target)
        evidence = Evidence(edge.place)
        return RelationRecord(start[0], tie.relation.name, end[0], properties, evidence)

    def _carry(self, properties: dict[str, Value], edge: Edge, name: str, text: str) -> None:
        try:
            value = value_of(name, text)
        except UnparsedError as error:
            self._refuse(edge.place, name, error)
        else:
            multiple = self._model.properties[name].multiple
            properties[name] = [str(value)] if multiple else value


@cache
def _fields(top: str) -> tuple[str, ...]:
    return known_fields(top)


def _known(top: str, label: str) -> str:
    """Return the key of what others describe: a technology or a region; '' for all else."""
    if top == "Technology":
        found = load_technologies().resolve(label)
        return found[0].id if len(found) == 1 else ""
    return str(cleaner("nuts").clean(label)) if top == "Region" else ""


def _at(place: str, record: R) -> R:
    return replace(record, evidence=Evidence(place))
