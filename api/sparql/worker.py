"""A process that answers queries, one at a time, until its input ends.

``python -m api.sparql.worker`` reads a line of JSON a query (``Job``), writes the answer into the
file that the job names, and a line of JSON about it to its output. Before anything else it shuts
itself in. Whoever started it ends it when a query takes too long; should that process be gone, an
alarm does.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from api.sparql import guard
from api.sparql.asked import Answered, Asked
from api.sparql.clauses import graphs_from
from api.sparql.errors import (
    MalformedQueryError,
    NotAcceptableError,
    RefusedError,
    TooMuchError,
)
from api.sparql.malformed import explained, unknown_function
from api.sparql.results import WRITERS, truth
from api.sparql.sandbox import close_in
from graph.rdf.rdf_xml import UnnameableError, serialize

GRACE = 5
"""Seconds after its time limit at which a process ends itself."""
STATEMENTS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
FAULTS = (MalformedQueryError, NotAcceptableError, RefusedError, TooMuchError)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """A query on the ``index`` folder, and where its answer goes.

    ``golden`` and ``union`` are the names of the default graph and of all graphs together.
    """

    asked: Asked
    index: str
    output: str
    golden: str
    union: str
    prefixes: dict[str, str]
    rows: int
    room: int
    seconds: float

    @classmethod
    def read(cls, line: str) -> Job:
        """Return the job that a line of JSON tells."""
        told = json.loads(line)
        return cls(**{**told, "asked": Asked(**told["asked"])})


class Capped(Iterator[T]):
    """The first ``most`` of some rows after ``offset``; ``cut`` tells whether there are more."""

    def __init__(self, rows: Iterable[T], offset: int, most: int) -> None:
        self.number = 0
        self.cut = False
        self._most = most
        self._rest = islice(rows, offset, None)

    def __next__(self) -> T:
        row = next(self._rest)
        if self.number == self._most:
            self.cut = True
            raise StopIteration
        self.number += 1
        return row


class Room:
    """A file that may grow so far and no further."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self._file = file
        self._room = room

    def write(self, data: bytes) -> int:
        """Write ``data``. Raises ``TooMuchError`` when that is more than fits."""
        self._room -= len(data)
        if self._room < 0:
            raise TooMuchError("the answer is too large: ask for less of it, with LIMIT and OFFSET")
        return self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def answer(job: Job) -> Answered:
    """Answer a query; raises one of ``FAULTS``."""
    guard.check(job.asked.query)
    try:
        return _written(job)
    except SyntaxError as error:
        explanation = explained(job.asked.query, str(error), job.prefixes)
        raise MalformedQueryError(explanation) from error
    except UnnameableError as error:
        raise NotAcceptableError(str(error)) from error
    except RuntimeError as error:
        if reason := unknown_function(str(error)):
            raise MalformedQueryError(reason) from error
        raise


def _written(job: Job) -> Answered:
    result = _opened(job.index).query(job.asked.query, **_dataset(job))
    statements = isinstance(result, pyoxigraph.QueryTriples)
    form = job.asked.statements_form if statements else job.asked.rows_form
    if not form:
        return Answered("", statements, 0, False)
    with Path(job.output).open("wb") as file:
        output: Any = Room(file, job.room)
        if isinstance(result, pyoxigraph.QueryBoolean):
            output.write(truth(form, bool(result)))
            return Answered(form, False, 1, False)
        capped: Capped[Any] = Capped(result, job.asked.offset, job.rows)
        if isinstance(result, pyoxigraph.QuerySolutions):
            names = [one.value for one in result.variables]
            WRITERS[form](names, capped, output)
        else:
            serialize(capped, output, STATEMENTS[form], job.prefixes)
    return Answered(form, statements, capped.number, capped.cut)


@lru_cache(maxsize=1)
def _opened(index: str) -> pyoxigraph.Store:
    return pyoxigraph.Store.read_only(index)


def _dataset(job: Job) -> dict[str, Any]:
    """Return the graphs that a query is about, as Oxigraph wants them (SPARQL Protocol, 2.1.4).

    It reads ``FROM`` itself, but knows nothing of the names of what has none in the index.
    """
    default, named = job.asked.default, job.asked.named
    if default is None and named is None:
        default, named = graphs_from(guard.unescaped(job.asked.query))
        if not {job.golden, job.union}.intersection(default):
            return {}
    if default is not None and job.union in default:
        graphs = {} if named is None else _named(named)
        return {"use_default_graph_as_union": True, **graphs}
    return {
        "default_graph": [
            DefaultGraph() if one == job.golden else NamedNode(one) for one in default or []
        ],
        **_named(named or []),
    }


def _named(graphs: Iterable[str]) -> dict[str, Any]:
    return {"named_graphs": [NamedNode(one) for one in graphs]}


def main() -> None:
    """Answer queries until there are no more."""
    memory = int(sys.argv[1])
    print(json.dumps({"shut_in": close_in(memory)}), flush=True)
    for line in sys.stdin:
        job = Job.read(line)
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, job.seconds + GRACE)
        try:
            told: dict[str, object] = asdict(answer(job))
        except FAULTS as error:
            told = {"fault": type(error).__name__, "message": str(error)}
        except MemoryError:
            told = {"fault": "TooMuchError", "message": "the query needs more memory than it may"}
        except (OSError, RuntimeError, ValueError) as error:
            told = {"fault": "", "message": f"{type(error).__name__}: {error}"}
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
