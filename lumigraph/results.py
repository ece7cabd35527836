"""Answers that show themselves as tables in notebooks and turn into data frames."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, overload

from graph.entities import Entity, Relation
from graph.question.answer import Answer, Hit, Step
from graph.question.paths import Neighbourhood
from graph.question.search import Found
from graph.shapes import shape

if TYPE_CHECKING:
    import pandas as pd

ENTITY = ("id", "kind", "type", "name")
PATH = ("id", "name", "score", "path", "role", "since", "until", "urls")
COLUMNS = ("score", "name", "kind", "region", "basis", "technologies", "links", "last_active")


@dataclass(frozen=True)
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
        if one_row_per == "hit":
            rows = [{**shape(hit), "paths": len(hit.paths)} for hit in self.hits]
            return _frame(rows, _names(Hit))
        return _frame([_path_row(hit, path) for hit in self.hits for path in hit.paths], PATH)

    def _repr_html_(self) -> str:
        rows = [[_cell(getattr(hit, column)) for column in COLUMNS] for hit in self.hits]
        query = self.answer.query
        caption = f"{self.total} on {query.technology.label} in {query.region.label}"
        return table(caption, COLUMNS, rows)


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an HTML table; every text is escaped."""
    head = "".join(f"<th>{html.escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><caption>{html.escape(caption)}</caption><tr>{head}</tr>{body}</table>"


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
