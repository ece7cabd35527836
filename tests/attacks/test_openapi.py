"""Every operation of the OpenAPI document, asked by a machine that knows the document alone.

What the document allows and what it does not: no mistake of ours, no status, form or header that is
not documented, and nothing taken that the document forbids.
"""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.openapi import from_dict
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.api.curating.test_curating import FACT, HERE, OWN, PAIR

STORE = SqliteStore(":memory:")
DOCUMENT = create_app(Reader(STORE), curation=Curation(Holdings(STORE), "")).openapi()
DESCRIBED: Any = from_dict(DOCUMENT)
OPERATIONS = [found.ok() for found in DESCRIBED.get_all_operations()]
# Dates, names and cursors are checked by what they mean, which no schema can say.
UNSOUND = [positive_data_acceptance]
FEW, MANY = 6, 1_000
KNOWN: dict[str, list[Any]] = {
    "id": ["alpha", PAIR.id, FACT.id],
    "technology": ["lasers"],
    "region": ["LT", "Vienna"],
    "text": ["alpha", "al"],
    "from": ["alpha"],
    "to": ["beta", "cluster"],
    "source": ["alpha"],
    "target": ["cluster"],
    "entity": ["alpha"],
    "about": ["alpha"],
    "relation": ["MEMBER_OF"],
    "of": ["Company", "MEMBER_OF"],
    "type": ["Company"],
    "key": ["gamma"],
    "property": ["founded", "name"],
    "fact": ["founded"],
    "value": ["1999"],
    "address": ["https://alpha.example/"],
    "version": [0, 1],
    "before": ["1"],
    "after": ["2"],
    "focus": ["alpha"],
    "name": ["a.csv", "a.yaml", "spare"],
    "left": ["alpha"],
    "right": ["beta"],
    "number": [1],
    "as_of": ["", "2999"],
    "cursor": [""],
}
"""What is there, by the name of the parameter: else all ends at the first name."""


def informed(data: st.DataObject, case: Any) -> None:
    """Put what is there in some places of a request that the document allows."""
    for values in (case.path_parameters, case.query, case.body):
        for name in [one for one in KNOWN if isinstance(values, dict) and one in values]:
            if data.draw(st.booleans()):
                values[name] = data.draw(st.sampled_from(KNOWN[name]))


def attack(app: FastAPI, operation: Any, examples: int, *, random: bool) -> None:
    """Send an operation what the document allows, and what it does not."""
    cases = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @settings(
        max_examples=examples,
        derandomize=not random,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        case = data.draw(st.one_of(cases))
        if case.meta.generation.mode is GenerationMode.POSITIVE:
            informed(data, case)
        answer = case.call(base_url=HERE, headers={**OWN, "X-Lumigraph": "1"}, app=app)
        case.validate_response(answer, excluded_checks=UNSOUND)

    sent()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_a_few_requests(app: FastAPI, operation: Any) -> None:
    attack(app, operation, FEW, random=False)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_many_requests(app: FastAPI, operation: Any) -> None:
    attack(app, operation, MANY, random=True)
