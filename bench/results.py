"""What was measured, beside what it must reach: as data, and as the one table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("results")
SQLITE = "SQLite"
NEO4J = "Neo4j"
OURS = (SQLITE, NEO4J)
UNFINISHED = "not in "
HEADING = """# Benchmarks

Each line stands beside its peers of the same run. What is measured, and how, is written in
`docs/decisions/0008-benchmarks.md`; `make bench` makes this page, `make bench ROW=…` a row of it.

| What | Lumigraph on SQLite | Lumigraph on Neo4j | Peers | Must reach | Reached |
|---|---:|---:|---|---|---|
"""


def unfinished(patience: float, unit: str) -> str:
    """Return what stands for the figure of who had not finished when nobody waited any longer."""
    return f"{UNFINISHED}{patience:g} {unit}"


@dataclass(frozen=True, slots=True)
class Target:
    """What a line must reach, what it reached, and whether that is enough."""

    text: str
    reached: str
    met: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing: contender → figure, in ``unit``; a text says why there is no figure."""

    what: str
    unit: str
    figures: Mapping[str, float | str]
    targets: list[Target] = field(default_factory=list)

    def value(self, name: str) -> float:
        """Return the figure of a contender; infinite where it failed."""
        figure = self.figures[name]
        return float("inf") if isinstance(figure, str) else figure

    def faster(self, ours: str, peer: str, times: float) -> Line:
        """Demand that ``ours`` is at least ``times`` faster than ``peer``.

        A peer that had not finished counts as long as it was waited for.
        """
        figure = str(self.figures[peer])
        endless = figure.startswith(UNFINISHED)
        waited = float(figure.split()[2]) if endless else self.value(peer)
        ratio = waited / self.value(ours)
        text = f"{ours} ≥ {times:g} × faster than {peer}"
        return self._demand(Target(text, f"{'> ' * endless}{ratio:.3g} ×", ratio >= times))

    def within(self, ours: str, peer: str, times: float) -> Line:
        """Demand that ``ours`` takes at most ``times`` what ``peer`` takes."""
        ratio = self.value(ours) / self.value(peer)
        text = f"{ours} ≤ {times:g} × {peer}"
        return self._demand(Target(text, f"{ratio:.3g} ×", ratio <= times))

    def reaches(self, ours: str, peer: str, times: float) -> Line:
        """Demand that the figure of ``ours`` is at least ``times`` that of ``peer``."""
        ratio = self.value(ours) / self.value(peer)
        text = f"{ours} ≥ {times:g} × {peer}"
        return self._demand(Target(text, f"{ratio:.3g} ×", ratio >= times))

    def least(self, ours: str, value: float) -> Line:
        """Demand that the figure of ``ours`` is at least ``value``."""
        reached = self.value(ours)
        text = f"{ours} ≥ {value:g} {self.unit}"
        return self._demand(Target(text, f"{reached:.4g} {self.unit}", reached >= value))

    def most(self, ours: str, value: float) -> Line:
        """Demand that the figure of ``ours`` is at most ``value``."""
        reached = self.value(ours)
        text = f"{ours} ≤ {value:g} {self.unit}"
        return self._demand(Target(text, f"{reached:.4g} {self.unit}", reached <= value))

    def _demand(self, target: Target) -> Line:
        return Line(self.what, self.unit, self.figures, [*self.targets, target])


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row that was run: its lines, on which data and machine, when, and for how long."""

    title: str
    lines: list[Line]
    data: str
    machine: Mapping[str, str]
    day: str
    seconds: float


Outcomes = dict[str, Outcome]


def read(folder: Path = FOLDER) -> Outcomes:
    """Return the outcomes kept in ``folder`` by row; none where nothing was kept yet."""
    file = folder / "results.json"
    if not file.exists():
        return {}
    rows: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return {name: _outcome(data) for name, data in rows.items()}


def _outcome(data: dict[str, Any]) -> Outcome:
    lines = [
        Line(**{**line, "targets": [Target(**one) for one in line["targets"]]})
        for line in data["lines"]
    ]
    return Outcome(**{**data, "lines": lines})


def keep(outcomes: Outcomes, order: Iterable[str], folder: Path = FOLDER) -> None:
    """Write all outcomes as JSON and as the table, its rows in ``order``."""
    ordered = {name: outcomes[name] for name in order if name in outcomes}
    folder.mkdir(parents=True, exist_ok=True)
    data = {name: asdict(outcome) for name, outcome in ordered.items()}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(text + "\n", encoding="utf-8")
    (folder / "results.md").write_text(markdown(ordered), encoding="utf-8")


def markdown(outcomes: Outcomes) -> str:
    """Return the table of all outcomes, with what they were measured on below it."""
    lines = [line for outcome in outcomes.values() for line in _table_lines(outcome)]
    return HEADING + "\n".join([*lines, "", *_circumstances(outcomes), ""])


def _table_lines(outcome: Outcome) -> list[str]:
    return [f"| **{outcome.title}** | | | | | |", *map(_table_line, outcome.lines)]


def _table_line(line: Line) -> str:
    peers = "; ".join(
        f"{name}: {shown(figure, line.unit)}"
        for name, figure in line.figures.items()
        if name not in OURS
    )
    ours = [shown(line.figures.get(name, "–"), line.unit) for name in OURS]
    targets = "<br>".join(target.text for target in line.targets) or "stated"
    reached = "<br>".join(f"{'✓' if one.met else '✗'} {one.reached}" for one in line.targets)
    return f"| {' | '.join([line.what, *ours, peers, targets, reached])} |"


def shown(figure: float | str, unit: str) -> str:
    """Return a figure with its unit, to three or four digits."""
    if isinstance(figure, str):
        return figure
    number = f"{figure:,.0f}" if figure >= 1000 else f"{figure:.3g}"
    return f"{number} {unit}"


def _circumstances(outcomes: Outcomes) -> list[str]:
    """Return on which machine, data and day each row was run; rows of one machine together."""
    machines: dict[str, list[str]] = {}
    for name, outcome in outcomes.items():
        machine = "; ".join(f"{fact}: {value}" for fact, value in outcome.machine.items())
        took = f"{name} ({outcome.data}; {outcome.day}; took {outcome.seconds / 60:.1f} min)"
        machines.setdefault(machine, []).append(took)
    return [f"Run on {machine}: {', '.join(took)}.\n" for machine, took in machines.items()]
