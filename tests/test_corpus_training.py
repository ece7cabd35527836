"""Learning weights from examples: what speaks for a relation gets a weight above none."""

from __future__ import annotations

from ingest.documents.pairs.weights import BASE
from tests.corpus.training import Example, sure_and_right, weights_of

ALWAYS, HINT, COUNTER, RARE = "always", "hint", "counter", "rare"
EXAMPLES = [
    *[Example((ALWAYS, HINT), right=True)] * 20,
    *[Example((ALWAYS, COUNTER), right=False)] * 40,
    Example((ALWAYS, COUNTER, RARE), right=True),
]


def test_a_hint_weighs_for_and_its_counterpart_against() -> None:
    weights = weights_of(EXAMPLES)
    assert weights[HINT] > 1 > 0 > weights[COUNTER]
    assert weights.get(BASE, 0.0) <= 0


def test_what_occurs_once_has_no_weight() -> None:
    assert RARE not in weights_of(EXAMPLES)


def test_the_order_of_examples_changes_nothing() -> None:
    assert weights_of(EXAMPLES[::-1]) == weights_of(EXAMPLES)


def test_only_what_is_likely_enough_is_counted_as_found() -> None:
    weights = {BASE: -1.0, HINT: 5.0}
    assert sure_and_right(weights, EXAMPLES) == (20, 20)
    assert sure_and_right({BASE: -1.0}, EXAMPLES) == (0, 0)
