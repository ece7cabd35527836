"""Who states what of an entity."""

from __future__ import annotations

import pytest

from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.question.evidence import Witness, entities_evidence, entity_evidence
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import tell, thing


@pytest.fixture
def store() -> SqliteStore:
    """One organisation of which three sources speak, one of them by its identifier alone."""
    made = SqliteStore(":memory:")
    tell(made, "a", thing("pic:1", founded="2001"))
    tell(made, "b", thing("alpha", identifiers=["pic:1"]))
    tell(made, "c", thing("alpha", founded="2001"))
    return made


def sources(witnesses: list[Witness]) -> list[str]:
    return sorted(one.source for one in witnesses)


def test_who_names_it_by_an_identifier_is_a_witness_of_that(store: SqliteStore) -> None:
    (alpha,) = store.golden.entities(["alpha"]).values()
    found = entity_evidence(store, alpha, keys_too=True)
    assert sources(found["identifier"]) == ["a", "b"]
    assert sources(found["founded"]) == ["a", "c"]
    assert "identifier" not in entity_evidence(store, alpha)


def test_who_denies_is_no_witness(store: SqliteStore) -> None:
    Hand(Holdings(store), "a curator", "https://a.example").deny("alpha", "founded")
    (alpha,) = store.golden.entities(["alpha"]).values()
    assert entity_evidence(store, alpha).keys() == {"altName", "name"}
    assert sources(entities_evidence(store, ["alpha"])["alpha"]) == ["a", "b", "c"]
