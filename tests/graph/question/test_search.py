"""Entities by what people type."""

import pytest

from graph.errors import AmbiguousNameError, UnknownNameError, UsageError
from graph.question.search import entity_named, likeness, search
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import tell, thing


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ekspla", "ekspla"),
        ("ekspal", "ekspla"),
        ("eks", "ekspla"),
        ("LASER-GO", "laser-go"),
        ("laser go global", "laser-go-global"),
        ("Lazeriniu ir inzineriniu technologiju klasteris", "litek"),
        ("Canadian Photonics Industry Consortium", "cpic"),
        ("Medical Univercity of Vienna", "medical-university-vienna"),
    ],
)
def test_what_is_typed_finds_what_is_meant(reader: Reader, typed: str, expected: str) -> None:
    assert expected in [one.id for one in search(reader.store, typed, limit=5)]


def test_kinds_narrow_a_search(reader: Reader) -> None:
    found = search(reader.store, "laser", ["Project"], limit=20)
    assert found
    assert {one.kind for one in found} == {"Project"}
    assert {one.type for one in search(reader.store, "laser", ["cluster"])} == {"Cluster"}
    with pytest.raises(UsageError, match="'Firm' is no kind"):
        search(reader.store, "laser", ["Firm"])


def test_a_class_means_those_below_it(reader: Reader) -> None:
    """As in the question: a consultancy is a company."""
    [found] = search(reader.store, "Fundico", ["Company"])
    assert (found.id, found.type) == ("fundico", "Consultancy")


def test_nearness_falls_and_the_limit_holds(reader: Reader) -> None:
    found = search(reader.store, "photonics", limit=7)
    assert len(found) == 7
    assert [one.nearness for one in found] == sorted((one.nearness for one in found), reverse=True)
    assert search(reader.store, "photonics", limit=3) == found[:3]


@pytest.mark.parametrize("text", ["", "   ", "?!", "qqqqzzzzxxxx", "\x00"])
def test_nothing_is_found_by_nothing(reader: Reader, text: str) -> None:
    assert search(reader.store, text) == []


def test_the_same_name_is_nearer_than_a_beginning_and_that_than_a_part() -> None:
    asked = "laser go"
    order = [likeness(asked, name) for name in ("laser go", "laser go global", "the laser go fair")]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 3


@pytest.mark.parametrize(
    "name", ["litek", "LITEK", "https://w3id.org/lumigraph/id/organisation/litek"]
)
def test_an_entity_by_id_name_or_uri(reader: Reader, name: str) -> None:
    assert entity_named(reader.store, name).id == "litek"


def test_an_unknown_name_has_candidates(reader: Reader) -> None:
    with pytest.raises(UnknownNameError, match="no entity is called 'ekspa'") as caught:
        entity_named(reader.store, "ekspa")
    assert caught.value.candidates[0].id == "ekspla"


def test_a_name_of_several_is_ambiguous() -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", *(thing(key, name={"en": "Twin Optics"}) for key in ("east", "west")))
    with pytest.raises(AmbiguousNameError) as caught:
        entity_named(store, "twin optics")
    assert [one.id for one in caught.value.candidates] == ["east", "west"]
