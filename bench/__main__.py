"""python -m bench [ROW …]: run the benchmarks, or some rows of them, and keep the figures.

Only runs on the whole scale are kept in bench/results; smaller ones, to try a row, are printed.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from time import perf_counter

from bench.generator import Spec
from bench.machine import facts
from bench.results import Outcome, keep, markdown, read
from bench.rows import ROWS, Row
from bench.workshop import BenchError, Workshop


def arguments(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    rows = "\n".join(f"  {name:<11}{row.title}" for name, row in ROWS.items())
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=f"Run the benchmarks. The rows:\n{rows}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help="all rows when none is named")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is a million nodes")
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with")
    parser.add_argument("--runs", type=int, default=5, help="medians are over so many runs")
    parser.add_argument(
        "--keep", action="store_true", help="take generated data as they are, even if code changed"
    )
    chosen = parser.parse_args(given)
    if unknown := [name for name in chosen.rows if name not in ROWS]:
        parser.error(f"there is no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
    return chosen


def measured(row: Row, workshop: Workshop) -> Outcome:
    """Run one row."""
    print(f"{row.title} …", flush=True)
    begun = perf_counter()
    lines = row.run(workshop)
    day = datetime.now(UTC).date().isoformat()
    data = workshop.bundle.name if row.on_bundle else workshop.data
    return Outcome(row.title, lines, data, facts(), day, perf_counter() - begun)


def main(given: list[str]) -> int:
    """Run the rows; 0 when all targets are met, 1 when one is not, 2 when a row cannot run."""
    chosen = arguments(given)
    workshop = Workshop(Spec(chosen.scale, chosen.seed), chosen.runs, keep=chosen.keep)
    met = True
    for name in chosen.rows or ROWS:
        try:
            outcome = measured(ROWS[name], workshop)
        except BenchError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        met = met and all(target.met for line in outcome.lines for target in line.targets)
        print(markdown({name: outcome}), flush=True)
        if chosen.scale == 1:
            keep({**read(), name: outcome}, ROWS)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
