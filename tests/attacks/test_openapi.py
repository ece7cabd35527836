"""Every operation of the OpenAPI document, asked by a machine that knows the document alone.

What the document allows and what it does not: no mistake of ours, no status, form or header that is
not documented, and nothing taken that the document forbids.
"""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.openapi import from_dict
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.access.access import Access
from api.access.hosts import Hosts
from api.access.register import Register
from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.api.curating.test_curating import FACT, HERE, OWN, PAIR
from tests.attacks.attacker import PUBLIC, Attacker

STORE = SqliteStore(":memory:")
DOCUMENT = create_app(Reader(STORE), curation=Curation(Holdings(STORE), "")).openapi()
BY_TOKEN = create_app(
    Reader(STORE),
    curation=Curation(Holdings(STORE), ""),
    access=Access(Register(None), Hosts(PUBLIC)),
).openapi()


def operations(document: Any) -> list[Any]:
    """Return every operation of a document."""
    described: Any = from_dict(document)
    return [found.ok() for found in described.get_all_operations()]


OPERATIONS, GUARDED = operations(DOCUMENT), operations(BY_TOKEN)
# Dates, names and cursors are checked by what they mean, which no schema can say.
UNSOUND = [positive_data_acceptance]
FEW, FEWER, MANY = 6, 2, 1_000
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


def attack(by: Attacker, operation: Any, examples: int, *, random: bool) -> None:
    """Send an operation what the document allows, and what it does not."""
    # Checks that ask once more, such as without the token, ask it too.
    operation.app = operation.schema.app = by.app
    how = {"headers": dict(by.headers), "base_url": by.base}
    cases = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @settings(
        max_examples=examples,
        phases=[Phase.generate, Phase.shrink],  # explaining a failure takes minutes
        derandomize=not random,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        case = data.draw(st.one_of(cases))
        if case.meta.generation.mode is GenerationMode.POSITIVE:
            informed(data, case)
        answer = case.call(**how)
        case.validate_response(
            answer, excluded_checks=UNSOUND, headers=how["headers"], transport_kwargs=how
        )

    sent()


@pytest.fixture
def visitor(app: FastAPI) -> Attacker:
    """Who sits at the machine of a server that trusts whoever does."""
    return Attacker(app, HERE, {**OWN, "X-Lumigraph": "1"})


each = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
each_guarded = pytest.mark.parametrize("operation", GUARDED, ids=lambda one: one.label)
long = pytest.mark.timeout(3600)


@each
def test_a_few_requests(visitor: Attacker, operation: Any) -> None:
    attack(visitor, operation, FEW, random=False)


@each_guarded
def test_a_few_requests_with_a_token(admin: Attacker, operation: Any) -> None:
    attack(admin, operation, FEWER, random=False)


@long
@pytest.mark.torture
@each
def test_many_requests(visitor: Attacker, operation: Any) -> None:
    attack(visitor, operation, MANY, random=True)


@long
@pytest.mark.torture
@each_guarded
def test_many_requests_with_a_token(admin: Attacker, operation: Any) -> None:
    attack(admin, operation, MANY, random=True)
