"""Which pairs of rows may be one organisation, and how much speaks for it: Splink on DuckDB."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.errors import UsageError
from graph.linkage.columns import Frequencies, table
from graph.linkage.model import Model
from graph.linkage.row import Row

if TYPE_CHECKING:
    import duckdb

FUNCTIONS = Path(__file__).with_name("functions.sql")
MEMORY = "1500MB"
"""What DuckDB may take; what is more goes to a temporary file."""
Columns = Mapping[str, Sequence[Any]]
Numbered = TypeVar("Numbered", bound="_Numbered")
_NO_NULLS = "Warning: No null level"


class _Numbered(Protocol):
    @property
    def number(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of records with what speaks for them, the more the further up.

    ``left`` and ``right`` are numbers of records, ``weight`` is in bits; ``levels`` has a column
    a comparison, each with the place of the level that counts.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weight: NDArray[np.float64]
    levels: NDArray[np.int64]

    @classmethod
    def none(cls) -> Pairs:
        """Return no pairs."""
        numbers = np.empty(0, dtype=np.int64)
        return cls(numbers, numbers, np.empty(0), np.empty((0, 0), dtype=np.int64))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.weight)

    def picked(self, which: NDArray[Any]) -> Pairs:
        """Return those at these places, or where this is true."""
        return Pairs(self.left[which], self.right[which], self.weight[which], self.levels[which])


def compare(
    rows: Sequence[Row],
    model: Model,
    least: float | None = None,
    counted: Frequencies | None = None,
    new_from: int | None = None,
) -> Pairs:
    """Return the pairs of records that share a key and weigh at least so much.

    A pair of records with several names weighs what its best pair of names does. ``counted``: how
    frequent words are, by default as in these rows. ``new_from``: compare only the records from
    this number on with all others. Raises ``UsageError`` when Splink is not installed.
    """
    if not rows:
        return Pairs.none()
    counted = counted or Frequencies.of(rows)
    tables = [table(some, counted) for some in parted(rows, new_from)]
    return weighed(tables, model, least)


def parted(rows: Sequence[Numbered], new_from: int | None) -> list[Sequence[Numbered]]:
    """Return the rows of old records and those of the records from a number on, if there is one."""
    if new_from is None:
        return [rows]
    return [
        [row for row in rows if row.number < new_from],
        [row for row in rows if row.number >= new_from],
    ]


def weighed(tables: Sequence[Columns], model: Model, least: float | None = None) -> Pairs:
    """Return the pairs within the last table, and between it and those before, of some weight.

    A table has the columns that ``model.comparisons`` speak of, and ``unique_id`` of a row,
    ``record``, the number of its record, and ``keys``: rows that share one are compared.
    """
    if not any(tables[-1]["keys"]):
        return Pairs.none()
    with _connection() as connection:
        return _best([*_predicted(connection, tables, model, least)])


def _predicted(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[Columns],
    model: Model,
    least: float | None,
) -> Iterator[Pairs]:
    """Yield what Splink finds within the last table, and between it and those before."""
    import pyarrow as pa
    from splink import Linker
    from splink.internals.duckdb.database_api import DuckDBAPI

    api = DuckDBAPI(connection)
    frames = []
    for number, columns in enumerate(tables):
        name = f"rows_{number}"
        connection.register("given", pa.table(columns))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608 - our own name
        connection.unregister("given")
        frames.append(api.register(connection.table(name)))
    linker = Linker(frames[-1], model.settings(), log_level=logging.ERROR)
    inference = linker.inference
    found = inference.predict(threshold_match_weight=least)
    yield _read(connection, found.physical_name, model)
    for frame in frames[:-1]:
        between = inference.predict_between(frame, frames[-1], threshold_match_weight=least)
        yield _read(connection, between.physical_name, model)


def _read(connection: duckdb.DuckDBPyConnection, name: str, model: Model) -> Pairs:
    levels = [f"gamma_{one.name}" for one in model.comparisons]
    listed = ", ".join(["record_l", "record_r", "match_weight", *levels])
    found = connection.sql(
        f"SELECT {listed} FROM {name} WHERE record_l <> record_r"  # noqa: S608 - Splink's name
    ).fetchnumpy()
    left, right = found["record_l"].astype(np.int64), found["record_r"].astype(np.int64)
    # Splink counts levels from the last one.
    places = [
        len(one.levels) - 1 - found[f"gamma_{one.name}"].astype(np.int64)
        for one in model.comparisons
    ]
    return Pairs(
        np.minimum(left, right),
        np.maximum(left, right),
        found["match_weight"].astype(np.float64),
        np.column_stack(places),
    )


def _best(found: Sequence[Pairs]) -> Pairs:
    """Return each pair of records once, the heaviest first, of equal ones by number."""
    whole = Pairs(
        np.concatenate([one.left for one in found]),
        np.concatenate([one.right for one in found]),
        np.concatenate([one.weight for one in found]),
        np.concatenate([one.levels for one in found]),
    )
    ordered = whole.picked(np.lexsort((whole.right, whole.left, -whole.weight)))
    _, first = np.unique(np.column_stack([ordered.left, ordered.right]), axis=0, return_index=True)
    return ordered.picked(np.sort(first))


@contextmanager
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(database().connect()) as connection:
        logging.getLogger("splink.internals.settings").addFilter(_is_wanted)
        connection.execute("SET memory_limit = ?", [MEMORY])
        connection.execute(FUNCTIONS.read_text("utf-8"))
        yield connection


def database() -> ModuleType:
    """Return DuckDB; raises ``UsageError`` where what linking needs is not installed."""
    try:
        import duckdb
        import splink  # noqa: F401 - asked whether it is there
    except ImportError as error:
        raise UsageError(
            f"linking needs '{error.name}', which is not installed: pip install 'lumigraph[link]'"
        ) from error
    return duckdb


def _is_wanted(record: logging.LogRecord) -> bool:
    """Tell whether a warning of Splink's is one: nulls are answered for in comparisons.yaml."""
    return not record.getMessage().startswith(_NO_NULLS)


class Reason(NamedTuple):
    """What one comparison says of a pair: which level counts, and what it weighs in bits."""

    comparison: str
    level: str
    weight: float


def reasons(pairs: Pairs, place: int, model: Model) -> list[Reason]:
    """Return what speaks for and against the pair at this place, what weighs most first, before
    that what leaves it to a person."""
    answers = [*zip(model.comparisons, map(int, pairs.levels[place]), strict=True)]
    answers.sort(
        key=lambda told: (not told[0].asks(told[1]), -abs(model.weights[told[0].name][told[1]]))
    )
    return [
        Reason(one.label, one.levels[level].label, model.weights[one.name][level])
        for one, level in answers
    ]
