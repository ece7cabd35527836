"""Work in a process of its own, so that its memory can be told: prints seconds and bytes as JSON.

python -m bench.child ingest URL BUNDLE   (the password of a Neo4j in LUMIGRAPH_NEO4J_PASSWORD)
python -m bench.child parse FILE
python -m bench.child units FILE        (or another way of bench/peers/tables.py to read a table)
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, process_time

from bench.peers import dumps, linking, rdf, registry, tables
from bench.peers.triples import parse
from graph.ledger.holdings import Holdings
from graph.opening import Access, open_store
from lumigraph.loading import take_in

PASSWORD = "LUMIGRAPH_NEO4J_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class Done:
    """What a child did: seconds, the most memory it had (bytes), how many records or triples.

    ``cpu`` is the processor's seconds, of all its threads.
    """

    seconds: float
    memory: int
    number: int
    cpu: float = 0.0


def started(*arguments: str, password: str = "") -> Done:
    """Run a child and return what it did."""
    command = [sys.executable, "-m", "bench.child", *arguments]
    environment = {**os.environ, PASSWORD: password}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"`{' '.join(command[1:])}` failed:\n{done.stderr}")
    return Done(**json.loads(done.stdout))


def ingest(url: str, bundle: str) -> int:
    """Take ``bundle`` into the store at ``url``; return the number of records."""
    store = open_store(url, Access(password=os.environ.get(PASSWORD, "")))
    report = take_in(Holdings(store), Path(bundle))
    store.close()
    return report.records


WORK: dict[str, Callable[..., int | tuple[int, float]]] = {
    "ingest": ingest,
    "parse": lambda file: parse(Path(file)),
    **tables.WAYS,
    **registry.WAYS,
    **rdf.WAYS,
    **dumps.WAYS,
    **linking.WAYS,
}


def most_memory() -> int:
    """Return the most bytes of memory that this process has had.

    On Linux that is ``VmHWM`` (proc_pid_status(5)): what ``getrusage`` tells there begins with the
    memory of the process that started this one. Elsewhere ``getrusage`` counts in bytes.
    """
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    (most,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(most) * 1024


def main(arguments: list[str]) -> None:
    """Do the work and print what it took; work that has a part that counts times itself."""
    name, *rest = arguments
    begun = perf_counter()
    done = WORK[name](*rest)
    number, seconds = done if isinstance(done, tuple) else (done, perf_counter() - begun)
    print(json.dumps(asdict(Done(seconds, most_memory(), number, process_time()))))


if __name__ == "__main__":
    main(sys.argv[1:])
