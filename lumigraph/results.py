"""Answers that show themselves as tables in notebooks and turn into data frames."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from graph.answer import Answer, Hit, Step
from graph.entities import Entity
from graph.search import Found
from graph.shapes import shape

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("score", "name", "kind", "region", "basis", "technologies", "links", "last_active")


@dataclass(frozen=True)
class WhoResult:
    """The answer to ``who``: see ``graph.answer.Answer`` for its parts."""

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
        pandas = _pandas()
        if one_row_per == "hit":
            rows = [{**shape(hit), "paths": len(hit.paths)} for hit in self.hits]
        else:
            rows = [_path_row(hit, path) for hit in self.hits for path in hit.paths]
        frame: pd.DataFrame = pandas.DataFrame(rows)
        return frame

    def _repr_html_(self) -> str:
        rows = [[_cell(getattr(hit, column)) for column in COLUMNS] for hit in self.hits]
        query = self.answer.query
        caption = f"{self.total} on {query.technology.label} in {query.region.label}"
        return table(caption, COLUMNS, rows)


@dataclass(frozen=True)
class SearchResult:
    """What a search found, best first."""

    found: Sequence[Found]

    def __iter__(self) -> Any:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def to_pandas(self) -> pd.DataFrame:
        """Return one row for each entity found. Needs the extra ``pandas``."""
        frame: pd.DataFrame = _pandas().DataFrame([shape(one) for one in self.found])
        return frame

    def _repr_html_(self) -> str:
        rows = [[str(one.nearness), one.name, one.type, one.id] for one in self.found]
        return table(f"{len(rows)} found", ("nearness", "name", "type", "id"), rows)


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
    frame: pd.DataFrame = _pandas().DataFrame(rows)
    return frame
