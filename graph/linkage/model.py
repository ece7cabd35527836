"""What each answer about two rows weighs, and from which weight on they are one organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.errors import UsageError
from graph.linkage.comparison import Comparison, Level, load_comparisons
from graph.records import digest

FILE = Path(__file__).with_name("weights.yaml")


@dataclass(frozen=True, slots=True)
class Model:
    """The parameters, in bits: a bit more doubles the odds that two rows are one organisation.

    ``base``: of any two rows that share a key; ``weights``: comparison → the weight of each level;
    ``automatic`` and ``queue``: from which sum on a pair is one organisation, and is to be judged
    by a person; ``comparisons``: what is asked of two rows, by default of organisations.
    """

    base: float
    weights: Mapping[str, tuple[float, ...]]
    automatic: float
    queue: float
    comparisons: tuple[Comparison, ...] = field(default_factory=load_comparisons)

    @property
    def digest(self) -> str:
        """A digest of all that a pair's weight, and what follows from it, depends on."""
        told = [self.base, self.automatic, self.queue, sorted(self.weights.items())]
        return digest(told, self.comparisons)

    @classmethod
    def load(cls, file: Path = FILE) -> Model:
        """Read a file of weights; raises ``UsageError`` for one that is none."""
        try:
            read: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
            weights = {name: tuple(map(float, some)) for name, some in read["weights"].items()}
            base, automatic, queue = (float(read[one]) for one in ("base", "automatic", "queue"))
            model = cls(base, weights, automatic, queue)
        except (OSError, KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
            raise UsageError(
                f"{file}: it holds no weights of linking ({error}); "
                "`lumigraph link --train` writes such a file"
            ) from error
        for one in load_comparisons():
            if len(weights.get(one.name, ())) != len(one.levels):
                raise UsageError(
                    f"{file}: '{one.name}' needs {len(one.levels)} weights, one a level; "
                    "`lumigraph link --train` writes them anew"
                )
        return model

    @classmethod
    def written(cls, file: Path) -> Model:
        """Read a file of rules whose weights people chose: comparisons with bits at each level."""
        read: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
        told: dict[str, Any] = read["comparisons"]
        return cls(
            read["base"],
            {name: tuple(bits for bits, _ in one["levels"].values()) for name, one in told.items()},
            read["automatic"],
            read["queue"],
            tuple(
                Comparison(name, one["label"], tuple(_stated(one["levels"])), beside=False)
                for name, one in told.items()
            ),
        )

    def save(self, file: Path) -> None:
        """Write a file of weights."""
        head = "# Written by `lumigraph link --train`: bits, one weight a level.\n"
        told = {
            "base": round(self.base, 2),
            "automatic": round(self.automatic, 2),
            "queue": round(self.queue, 2),
            "weights": {name: [round(w, 2) for w in some] for name, some in self.weights.items()},
        }
        file.write_text(
            head + yaml.safe_dump(told, sort_keys=False, width=96, default_flow_style=None),
            encoding="utf-8",
        )

    def settings(self) -> dict[str, Any]:
        """Return the settings of Splink."""
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "unique_id",
            "probability_two_random_records_match": _probability(self.base),
            "comparisons": list(map(self._comparison, self.comparisons)),
            "blocking_rules_to_generate_predictions": [
                {"blocking_rule": "l.keys = r.keys", "arrays_to_explode": ["keys"]}
            ],
            "retain_matching_columns": True,
            "retain_intermediate_calculation_columns": False,
            "additional_columns_to_retain": ["record"],
        }

    def _comparison(self, one: Comparison) -> dict[str, Any]:
        return {
            "output_column_name": one.name,
            "comparison_description": one.label,
            "comparison_levels": list(_levels(one, self.weights[one.name])),
        }


def _levels(one: Comparison, weights: tuple[float, ...]) -> Iterator[dict[str, Any]]:
    """Yield the levels with chances whose ratio is the weight: Splink knows weights as such."""
    for level, weight in zip(one.levels, weights, strict=True):
        yield {
            "sql_condition": level.condition,
            "label_for_charts": level.label,
            "m_probability": 0.5 * min(1.0, 2.0**weight),
            "u_probability": 0.5 * min(1.0, 2.0**-weight),
        }


def _stated(levels: Mapping[str, tuple[float, str]]) -> Iterator[Level]:
    return (Level(label, condition) for label, (_, condition) in levels.items())


def _probability(bits: float) -> float:
    return float(1 / (1 + 2.0**-bits))


def blank() -> Model:
    """Return a model that weighs nothing."""
    weights = {one.name: (0.0,) * len(one.levels) for one in load_comparisons()}
    return Model(0.0, weights, 0.0, 0.0)
