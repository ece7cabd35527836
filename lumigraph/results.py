"""Answers that show themselves as tables in notebooks and turn into data frames."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, overload

from graph.difference.sides import Comparison
from graph.entities import Entity, Relation
from graph.errors import UsageError
from graph.ledger.attribution import attribution
from graph.ledger.visibility import Visibility
from graph.question.answer import Answer, Hit, Step
from graph.question.paths import Neighbourhood
from graph.question.portrait import Portrait
from graph.question.search import Found
from graph.shapes import shape
from graph.stored import SourceVersion

if TYPE_CHECKING:
    import pandas as pd

ENTITY = ("id", "kind", "type", "name")
PATH = ("id", "name", "score", "path", "role", "since", "until", "urls")
SOURCE = ("name", "title", "licence", "date", "visibility", "read_at", "citation")
RELATION = ("relation", "source", "target", "role", "since", "until", "urls")
SHOWN = 5
COLUMNS = ("score", "name", "kind", "region", "basis", "technologies", "links", "last_active")


@dataclass(frozen=True, repr=False)
class WhoResult:
    """The answer to ``who``: see ``graph.question.answer.Answer`` for its parts."""

    answer: Answer

    @property
    def total(self) -> int:
        """How many organisations there are, over all pages."""
        return self.answer.total

    @property
    def hits(self) -> Sequence[Hit]:
        """The organisations of this page."""
        return self.answer.hits

    def to_dict(self) -> dict[str, Any]:
        """Return the answer in the documented JSON shape."""
        result: dict[str, Any] = shape(self.answer)
        return result

    def to_pandas(self, one_row_per: Literal["hit", "path"] = "hit") -> pd.DataFrame:
        """Return a data frame, one row a hit or one row a path of a hit.

        Needs the extra ``pandas``.
        """
        if one_row_per not in ("hit", "path"):
            raise UsageError(f"`one_row_per` is {one_row_per!r}: give 'hit' or 'path'")
        if one_row_per == "hit":
            rows = [{**shape(hit), "paths": len(hit.paths)} for hit in self.hits]
            return _frame(rows, _names(Hit))
        return _frame([_path_row(hit, path) for hit in self.hits for path in hit.paths], PATH)

    def _repr_html_(self) -> str:
        rows = [[_cell(getattr(hit, column)) for column in COLUMNS] for hit in self.hits]
        return table(self._caption(), COLUMNS, rows)

    def __repr__(self) -> str:
        return f"<WhoResult: {self._caption()}, {len(self.hits)} of them here>"

    def _caption(self) -> str:
        query = self.answer.query
        return f"{self.total} on {query.technology.label} in {query.region.label}"


@dataclass(frozen=True, repr=False)
class SearchResult(Sequence[Found]):
    """What a search found, best first."""

    found: Sequence[Found]

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, place: int) -> Found: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Found]: ...
    def __getitem__(self, place: int | slice) -> Found | Sequence[Found]:
        return self.found[place]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row for each entity found. Needs the extra ``pandas``."""
        return _frame([shape(one) for one in self.found], _names(Found))

    def _repr_html_(self) -> str:
        rows = [[str(one.nearness), one.name, one.type, one.id] for one in self.found]
        return table(f"{len(rows)} found", ("nearness", "name", "type", "id"), rows)

    def __repr__(self) -> str:
        return f"<SearchResult: {_few(one.id for one in self.found)}>"


@dataclass(frozen=True, repr=False)
class Ways(Sequence[Sequence[Step]]):
    """The shortest ways between two entities, each a sequence of steps."""

    ways: Sequence[Sequence[Step]]

    def __len__(self) -> int:
        return len(self.ways)

    @overload
    def __getitem__(self, place: int) -> Sequence[Step]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[Step]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[Step] | Sequence[Sequence[Step]]:
        return self.ways[place]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row a step; ``way`` counts from 1. Needs the extra ``pandas``."""
        rows = [{"way": place, **shape(one)} for place, one in self._steps()]
        return _frame(rows, ("way", *_names(Step)))

    def _steps(self) -> Iterator[tuple[int, Step]]:
        return ((place, one) for place, way in enumerate(self.ways, 1) for one in way)

    def _repr_html_(self) -> str:
        rows = [
            [str(place), one.source, one.relation, one.target, one.role]
            for place, one in self._steps()
        ]
        return table(f"{len(self)} ways", ("way", "from", "relation", "to", "role"), rows)

    def __repr__(self) -> str:
        return f"<Ways: {len(self)}, of {_few(str(len(way)) for way in self.ways)} steps>"


@dataclass(frozen=True, repr=False)
class Around:
    """What lies around an entity: see ``graph.question.paths.Neighbourhood`` for its parts."""

    neighbourhood: Neighbourhood

    @property
    def centre(self) -> Entity:
        """The entity that was asked for."""
        return self.neighbourhood.centre

    @property
    def entities(self) -> Sequence[Entity]:
        """The others, nearest first."""
        return self.neighbourhood.entities

    @property
    def relations(self) -> Sequence[Relation]:
        """The relations between all of them."""
        return self.neighbourhood.relations

    @property
    def distances(self) -> Mapping[str, int]:
        """How many relations away each is, by id."""
        return self.neighbourhood.distances

    @property
    def left_out(self) -> int:
        """How many more there are than the limit allowed."""
        return self.neighbourhood.left_out

    def to_pandas(self) -> pd.DataFrame:
        """Return one row an entity, with its distance. Needs the extra ``pandas``."""
        frame = entity_frame(self.entities)
        frame["distance"] = [self.distances[one.id] for one in self.entities]
        return frame

    def _repr_html_(self) -> str:
        rows = [[str(self.distances[one.id]), one.label, one.type, one.id] for one in self.entities]
        return table(f"Around {self.centre.label}", ("distance", "name", "type", "id"), rows)

    def __repr__(self) -> str:
        return f"<Around {self.centre.id}: {_few(one.id for one in self.entities)}>"


class Picture(Portrait):
    """An entity with all that is said of it, and who says so."""

    @classmethod
    def of(cls, found: Portrait) -> Picture:
        """Return a portrait that shows itself."""
        return cls(*(getattr(found, one.name) for one in fields(found)))

    def to_pandas(self) -> pd.DataFrame:
        """Return one row a relation, with the pages that state it. Needs the extra ``pandas``."""
        rows = []
        for one in self.relations:
            urls = dict.fromkeys(url for said in self.witnesses(one) for url in said.urls)
            part = {name: getattr(one, name) for name in RELATION[1:-1]}
            rows.append({"relation": one.type, **part, "urls": list(urls)})
        return _frame(rows, RELATION)

    def _repr_html_(self) -> str:
        properties = [[name, _plain(value)] for name, value in self.entity.properties.items()]
        relations = [
            [one.type, self.ends[one.source].label, self.ends[one.target].label, one.role]
            for one in self.relations
        ]
        caption = f"{self.entity.label} ({self.entity.id}, {self.entity.type})"
        return table(caption, ("property", "value"), properties) + table(
            f"{len(relations)} relations", ("relation", "from", "to", "role"), relations
        )

    def __repr__(self) -> str:
        return f"<Picture of {self.entity.id}: {len(self.relations)} relations>"


class Differences(Comparison):
    """What is different between two states of the graph, or two sources."""

    @classmethod
    def of(cls, found: Comparison) -> Differences:
        """Return a comparison that shows itself."""
        return cls(*(getattr(found, one.name) for one in fields(found)))

    def _repr_html_(self) -> str:
        caption = f"{self.before.asked} to {self.after.asked}"
        return table(caption, ("difference",), [[line] for line in self.lines])

    def __repr__(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, repr=False)
class Sources(Sequence[SourceVersion]):
    """The sources of a graph, by name; ``citation`` is the line that is owed to each."""

    versions: Sequence[SourceVersion]

    def __len__(self) -> int:
        return len(self.versions)

    @overload
    def __getitem__(self, place: int) -> SourceVersion: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[SourceVersion]: ...
    def __getitem__(self, place: int | slice) -> SourceVersion | Sequence[SourceVersion]:
        return self.versions[place]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row a source, with its licence. Needs the extra ``pandas``."""
        return _frame(self._rows(), SOURCE)

    def _rows(self) -> list[dict[str, str]]:
        return [
            {
                **{name: getattr(one.info, name) for name in SOURCE[:4]},
                "visibility": str(Visibility.parse(one.info.visibility)),
                "read_at": one.read_at,
                "citation": attribution(one.info).line,
            }
            for one in self.versions
        ]

    def _repr_html_(self) -> str:
        rows = [[*row.values()] for row in self._rows()]
        return table(f"{len(rows)} sources", SOURCE, rows)

    def __repr__(self) -> str:
        return f"<Sources: {_few(one.info.name for one in self.versions)}>"


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an HTML table; every text is escaped."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><caption>{html.escape(caption)}</caption><tr>{head}</tr>{body}</table>"


def _few(names: Iterable[str]) -> str:
    """Return the first of some names, and how many more there are."""
    some = list(names)
    more = f" and {len(some) - SHOWN} more" if len(some) > SHOWN else ""
    return (", ".join(some[:SHOWN]) or "none") + more


def _plain(value: object) -> str:
    """Return a property's value as a person reads it."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_plain(part)}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _cell(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _path_row(hit: Hit, path: Sequence[Step]) -> dict[str, Any]:
    urls = dict.fromkeys(url for step in path for one in step.evidence for url in one.urls)
    return {
        "id": hit.id,
        "name": hit.name,
        "score": hit.score,
        "path": " · ".join(f"{one.source} {one.relation} {one.target}" for one in path),
        "role": path[0].role,
        "since": path[0].since,
        "until": path[0].until,
        "urls": list(urls),
    }


def _names(of: type[Any]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(of))


def _frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return ``rows`` as a data frame; ``columns`` are there when no row is, none are all keys."""
    frame: pd.DataFrame = _pandas().DataFrame(rows, columns=[*columns] or None)
    return frame


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise ImportError(
            "data frames need pandas: install it with `pip install 'lumigraph[pandas]'`"
        ) from error
    return pandas


def entity_frame(entities: Iterable[Entity]) -> pd.DataFrame:
    """Return one row an entity: id, kind, type, name, then its properties. Needs ``pandas``."""
    rows = [
        {**one.properties, "id": one.id, "kind": one.kind, "type": one.type, "name": one.label}
        for one in entities
    ]
    return _frame(rows, () if rows else ENTITY)
