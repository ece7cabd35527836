"""Record linkage: how well on CORDIS names, and how fast beside Splink alone."""

from __future__ import annotations

import logging
import resource
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import pyarrow as pa

from bench.checked.registry_pairs import Crossing, crossings, entries, verdicts
from bench.organisations import bare, participants, registered, variants
from bench.results import SQLITE, Line
from bench.rows.registry import FILE as REGISTRY
from bench.workshop import CORDIS, BenchError, Workshop
from graph.linkage.learning import SURE, Learnt, learn
from graph.linkage.linking import link
from graph.linkage.model import Model
from graph.linkage.organisation import Organisation
from graph.linkage.truth import distinct

if TYPE_CHECKING:
    from splink.internals.blocking_rule_creator import BlockingRuleCreator

VARIANTS = CORDIS.parents[1] / "gold" / "organisation-name-variants-dev.csv"
SPLINK = "Splink alone"


class Took(NamedTuple):
    """CPU seconds of a piece of work, and how many pairs or groups it found."""

    seconds: float
    found: int


def run(workshop: Workshop) -> list[Line]:
    """Measure quality on what was not seen in training, then time beside Splink alone."""
    if not VARIANTS.exists() or not REGISTRY.exists():
        raise BenchError(f"{VARIANTS.name} or {REGISTRY.name} is missing: put them into shared")
    bundle = [*map(bare, participants(workshop.bundle))]
    registry = list(entries(REGISTRY))
    records = [*bundle, *registered(registry)]
    ours = timed(lambda: len(link(records, Model.load()).grouping.groups))
    peer = timed(lambda: splink_alone(records))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return [
        *quality(learn(distinct([*variants(VARIANTS, bundle), *bundle]))),
        Line(
            f"{len(records):,} records linked: CPU time",
            "s",
            {SQLITE: ours.seconds, SPLINK: peer.seconds},
        ).within(SQLITE, SPLINK, 1.5),
        Line("the same: most memory", "MB", {SQLITE: memory}).most(SQLITE, 3_000),
        *across(crossings(registry, bundle, Model.load())),
    ]


def across(merged: Sequence[Crossing]) -> list[Line]:
    """Return how many entries of the registry are merged with participants, and who is right."""
    judged = verdicts()
    right = [judged[one] for one in merged if one in judged]
    if not right:
        raise BenchError("none of the judged pairs is merged: judge others by hand")
    return [
        Line(
            "registry names and aliases against the bundle: merged pairs", "", {SQLITE: len(merged)}
        ),
        Line(
            f"of {len(right)} of them that were judged by hand: precision",
            "",
            {SQLITE: sum(right) / len(right)},
        ).least(SQLITE, SURE),
    ]


def quality(learnt: Learnt) -> list[Line]:
    """Return the lines of the table: on pairs that the weights have not seen."""
    precision, recall, f1 = learnt.measured.best
    return [
        Line(
            f"{learnt.true:,} true pairs: recall at precision {SURE}",
            "",
            {SQLITE: learnt.measured.recall_at(SURE)},
        ).least(SQLITE, 0.30),
        Line(f"best F1 (P {precision:.2f}, R {recall:.2f})", "", {SQLITE: f1}).least(SQLITE, 0.58),
        Line("the right partner among the first three", "", {SQLITE: learnt.among_first}).least(
            SQLITE, 0.70
        ),
    ]


def timed(work: Callable[[], int]) -> Took:
    """Do some work and return the CPU seconds that it took, of all threads."""
    begun = time.process_time()
    found = work()
    return Took(time.process_time() - begun, found)


def splink_alone(records: Sequence[Organisation]) -> int:
    """Link names, countries and cities as Splink's guide shows; return how many pairs it scores."""
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator, block_on
    from splink.internals.duckdb.database_api import DuckDBAPI

    columns = {
        "unique_id": list(range(len(records))),
        "name": [one.names[0].casefold() for one in records],
        "country": [one.country for one in records],
        "city": [one.city.casefold() for one in records],
    }
    connection = duckdb.connect()
    connection.register("given", pa.table(columns))
    connection.execute("CREATE TABLE prepared AS SELECT * FROM given")
    rules: list[BlockingRuleCreator | dict[str, Any]] = [
        block_on("country", "city"),
        block_on("country", "substr(name, 1, 4)"),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.7]).configure(
                term_frequency_adjustments=True
            ),
            cl.ExactMatch("city").configure(term_frequency_adjustments=True),
            cl.ExactMatch("country"),
        ],
        blocking_rules_to_generate_predictions=rules,
    )
    api = DuckDBAPI(connection)
    linker = Linker(api.register(connection.table("prepared")), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("country", "city"))
    found = linker.inference.predict(threshold_match_weight=0)
    counted = connection.execute(f"SELECT count(*) FROM {found.physical_name}").fetchone()  # noqa: S608 - Splink's name
    connection.close()
    return int(counted[0]) if counted else 0
