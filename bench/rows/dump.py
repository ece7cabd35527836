"""Writing the million nodes as RDF, without and with evidence, against libraries from memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median

from bench.child import Done, started
from bench.peers.dumps import OXIGRAPH, RDFLIB
from bench.results import SQLITE, Line
from bench.workshop import BenchError, Workshop

STOCK = "full-sqlite"
SHARE = 0.6
"""Of Oxigraph's rate."""
MEMORY = 500
PLAIN = {"ttl": "nt", "trig": "nq"}
"""In which form the libraries read what they write in another."""


def run(workshop: Workshop) -> list[Line]:
    """Write all in each form; the libraries write a tenth, which is what they have room for.

    Each in a process of its own. Rates are stated as microseconds a statement.
    """
    tenth = Workshop(replace(workshop.spec, scale=workshop.spec.scale / 10), workshop.runs)
    stocks = [one.stock(STOCK) / "graph.db" for one in (workshop, tenth)]
    folder = workshop.folder("dump")
    lines, whole, part = [], 0, 0
    for form in OXIGRAPH:
        done = [ours(stocks[0], form, folder) for _ in range(workshop.runs)]
        small = ours(stocks[1], form, folder)
        source = folder / f"tenth.{PLAIN.get(form, form)}"
        if form not in PLAIN:
            (folder / f"graph.{form}").rename(source)
        figures: dict[str, float | str] = {SQLITE: rate(done)}
        for name, forms in {"Oxigraph": set(OXIGRAPH), "rdflib": set(RDFLIB)}.items():
            if form in forms:
                peers = [
                    started(f"dump by {name}", str(source), form, str(folder / "peer"))
                    for _ in range(workshop.runs)
                ]
                check(small, peers[0], form)
                figures[name] = rate(peers)
        what = f"{form}, {done[0].number:,} statements"
        line = Line(what, "µs a statement", figures)
        lines.append(line.within(SQLITE, "Oxigraph", 1 / SHARE))
        whole = max(whole, *(one.memory for one in done))
        part = max(part, small.memory)
    memory = Line("most memory", "MB", {SQLITE: whole / 1e6, "of a tenth": part / 1e6})
    return [*lines, memory.within(SQLITE, "of a tenth", 1.1).most(SQLITE, MEMORY)]


def ours(store: Path, form: str, folder: Path) -> Done:
    """Write the ``store`` into ``folder``."""
    return started("dump", f"sqlite:///{store}", form, str(folder / f"graph.{form}"))


def rate(done: list[Done]) -> float:
    """Return the microseconds that a statement takes."""
    return median(one.seconds / one.number for one in done) * 1e6


def check(small: Done, peer: Done, form: str) -> None:
    """Make sure that a library wrote the same statements."""
    if small.number != peer.number:
        raise BenchError(f"{form}: {peer.number:,} statements of {small.number:,} in a library")
