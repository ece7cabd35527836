"""Writing the million nodes as RDF, without and with evidence, against libraries from memory."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from itertools import islice
from pathlib import Path
from statistics import median

from bench.child import Done, started
from bench.clock import LONG
from bench.peers.dumps import OXIGRAPH, RDFLIB
from bench.results import SQLITE, Line
from bench.workshop import BenchError, Workshop

STOCK = "full-sqlite"
SHARE = 0.6
"""Of Oxigraph's rate."""
MEMORY = 500
FEW = 200_000
"""Statements that rdflib writes: its time for Turtle grows with the square of their number."""
PLAIN = {"ttl": "nt", "trig": "nq"}
"""In which form the libraries read what they write in another.

Forms that hold the evidence go nowhere, ours and theirs: as N-Quads the whole would be 23 GB.
"""


def run(workshop: Workshop) -> list[Line]:
    """Write all in each form; Oxigraph a tenth, which is what it has room for, rdflib a part of it.

    Each in a process of its own. Rates are stated as microseconds of the processor a statement.
    """
    part = replace(workshop.spec, scale=workshop.spec.scale / 10)
    tenth = Workshop(part, workshop.runs, keep=workshop.keep)
    folder = workshop.folder("dump")
    whole, small = (f"sqlite:///{one.stock(STOCK)}/graph.db" for one in (workshop, tenth))
    pairs = [written(form, whole, small, folder, workshop.runs) for form in OXIGRAPH]
    shutil.rmtree(folder)
    return [line for lines in zip(*pairs, strict=True) for line in lines]


def written(form: str, whole: str, tenth: str, folder: Path, runs: int) -> tuple[Line, Line]:
    """Return the rates and the most memory of one form; our tenth is what the libraries read."""
    source = folder / f"tenth.{PLAIN.get(form, form)}"
    output = str(folder / "written") if form in RDFLIB else os.devnull
    small = started("dump", tenth, form, output if form in PLAIN else str(source))
    ours: list[Done] = []
    peers: dict[str, list[Done]] = {"Oxigraph": [], "rdflib": []}
    while len(ours) < runs and not (ours and ours[0].seconds > LONG):
        ours.append(started("dump", whole, form, output))
        peers["Oxigraph"].append(started("dump by Oxigraph", str(source), form, output))
    check(small.number, peers["Oxigraph"][0], f"{form} by Oxigraph")
    if form in RDFLIB:  # nothing is held against it: once is enough
        few = beginning(source)
        peers["rdflib"].append(started("dump by rdflib", str(few), form, output))
        check(min(FEW, small.number), peers["rdflib"][0], f"{form} by rdflib")
    theirs = {name: done for name, done in peers.items() if done}
    figures = {SQLITE: rate(ours), **{name: rate(done) for name, done in theirs.items()}}
    line = Line(f"{form}, {ours[0].number:,} statements", "µs a statement", figures)
    memory = most(form, max(one.memory for one in ours), small.memory)
    return line.within(SQLITE, "Oxigraph", 1 / SHARE), memory


def most(form: str, whole: int, part: int) -> Line:
    """Return the line of the most memory, in bytes, that all took, and a tenth."""
    line = Line(f"most memory, {form}", "MB", {SQLITE: whole / 1e6, "of a tenth": part / 1e6})
    return line.within(SQLITE, "of a tenth", 1.1).most(SQLITE, MEMORY)


def rate(done: list[Done]) -> float:
    """Return the microseconds that a statement takes."""
    return median(one.seconds / one.number for one in done) * 1e6


def beginning(source: Path) -> Path:
    """Write the first ``FEW`` statements of a file into one beside it; return that."""
    part = source.with_suffix(".few.nt")
    with source.open("rb") as file:
        part.write_bytes(b"".join(islice(file, FEW)))
    return part


def check(number: int, peer: Done, what: str) -> None:
    """Make sure that a library wrote the same statements."""
    if number != peer.number:
        raise BenchError(f"{what}: {peer.number:,} statements of {number:,}")
