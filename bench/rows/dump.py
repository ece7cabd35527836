"""Writing the million nodes as RDF, without and with evidence, against libraries from memory."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
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
PLAIN = {"ttl": "nt", "trig": "nq"}
"""In which form the libraries read what they write in another.

Forms that hold the evidence go nowhere, ours and theirs: as N-Quads the whole would be 23 GB.
"""


def run(workshop: Workshop) -> list[Line]:
    """Write all in each form; the libraries write a tenth, which is what they have room for.

    Each in a process of its own. Rates are stated as microseconds of the processor a statement.
    """
    part = replace(workshop.spec, scale=workshop.spec.scale / 10)
    tenth = Workshop(part, workshop.runs, keep=workshop.keep)
    folder = workshop.folder("dump")
    stocks = [f"sqlite:///{one.stock(STOCK)}/graph.db" for one in (workshop, tenth)]
    lines: list[Line] = []
    memory: list[Line] = []
    for form in OXIGRAPH:
        source = folder / f"tenth.{PLAIN.get(form, form)}"
        if form not in PLAIN:
            started("dump to a file", stocks[1], form, str(source))
        output = str(folder / "written") if form in RDFLIB else os.devnull
        small = started("dump", stocks[1], form, output)
        whole, peers = turns(stocks[0], form, source, output, workshop.runs)
        for name, done in peers.items():
            check(small, done[0], f"{form} by {name}")
        figures = {SQLITE: rate(whole), **{name: rate(done) for name, done in peers.items()}}
        line = Line(f"{form}, {whole[0].number:,} statements", "µs a statement", figures)
        lines.append(line.within(SQLITE, "Oxigraph", 1 / SHARE))
        memory.append(most(form, max(one.memory for one in whole), small.memory))
    shutil.rmtree(folder)
    return lines + memory


def turns(
    store: str, form: str, source: Path, output: str, runs: int
) -> tuple[list[Done], dict[str, list[Done]]]:
    """Write the whole and let the libraries write ``source``, one after another; how each did.

    A whole that takes more than a minute is written once, between two turns of Oxigraph; rdflib,
    which nothing is held against, has one turn.
    """
    peers = {"Oxigraph": [started("dump by Oxigraph", str(source), form, output)]}
    whole: list[Done] = []
    while len(whole) < runs and not (whole and whole[0].seconds > LONG):
        whole.append(started("dump", store, form, output))
        peers["Oxigraph"].append(started("dump by Oxigraph", str(source), form, output))
    if form in RDFLIB:
        peers["rdflib"] = [started("dump by rdflib", str(source), form, output)]
    return whole, peers


def most(form: str, whole: int, part: int) -> Line:
    """Return the line of the most memory, in bytes, that all took, and a tenth."""
    line = Line(f"most memory, {form}", "MB", {SQLITE: whole / 1e6, "of a tenth": part / 1e6})
    return line.within(SQLITE, "of a tenth", 1.1).most(SQLITE, MEMORY)


def rate(done: list[Done]) -> float:
    """Return the microseconds that a statement takes."""
    return median(one.seconds / one.number for one in done) * 1e6


def check(small: Done, peer: Done, what: str) -> None:
    """Make sure that a library wrote the same statements."""
    if small.number != peer.number:
        raise BenchError(f"{what}: {peer.number:,} statements of {small.number:,}")
