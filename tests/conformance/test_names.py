"""Entities by text."""

from __future__ import annotations

import pytest

from graph.question.search import search
from graph.store import GraphStore
from ontology.fold import fold
from tests.conformance.builders import tell, thing

NAMES = ["Vilniaus universitetas", "Vienna University", "Graz Institute", "Laser Centre"]


def told(store: GraphStore) -> GraphStore:
    tell(
        store,
        "one",
        *(thing(f"n{number}", name={"en": name}) for number, name in enumerate(NAMES)),
        thing("oct", "Technology", name={"en": "Optical coherence tomography"}, acronym="OCT"),
    )
    return store


@pytest.mark.parametrize("text", ["vienna university", "VIENNA  Univérsity", "Vienna-University"])
def test_a_name_without_regard_to_case_and_accents(store: GraphStore, text: str) -> None:
    assert told(store).names.exact(text) == ["n1"]
    assert store.names.exact("vienna") == []
    assert store.names.exact("OCT") == ["oct"]
    assert store.names.exact("n1") == ["n1"]


@pytest.mark.parametrize("text", ["Viena Univrsity", "vienna universiti", "vienna univers"])
def test_names_with_typing_errors(store: GraphStore, text: str) -> None:
    nearest = ("n1", "vienna university")
    assert told(store).names.resembling(fold(text), [])[0] == nearest
    assert store.names.resembling(fold(text), ["Company"])[0] == nearest
    assert nearest not in store.names.resembling(fold(text), ["Technology"])


@pytest.mark.parametrize("text", ["", "  ", "-- //", "AND OR NOT *:* ~ \"'(", "x" * 5000])
def test_any_text_may_be_asked(store: GraphStore, text: str) -> None:
    told(store)
    assert store.names.exact(text) == []
    assert store.names.resembling(fold(text), []) == []


def test_names_follow_their_entity(store: GraphStore) -> None:
    told(store)
    tell(store, "one", thing("n1", name={"en": "Danube University"}))
    assert store.names.exact("vienna university") == []
    assert store.names.exact("danube university") == ["n1"]
    assert ("n1", "vienna university") not in store.names.resembling("vienna university", [])


@pytest.mark.parametrize("text", ["Компания", "компании луч", "Компания Лучь"])
def test_the_first_name_in_another_script_is_found_at_once(store: GraphStore, text: str) -> None:
    """Its letters stand in no name that was there when grams were counted."""
    tell(
        store, "many", *(thing(f"n{number}", name={"en": f"Name {number}"}) for number in range(25))
    )
    tell(store, "one", thing("luch", name={"ru": "Компания Луч"}))
    assert store.names.resembling(fold(text), []) == [("luch", "компания луч")]
    assert search(store, text)[0].id == "luch"


@pytest.mark.parametrize(
    ("language", "name"),
    [("lt", "Lazerių centras"), ("en", "Laser Centre"), ("fr", "Laser Centre")],
)
def test_what_is_found_is_called_as_its_reader_would(
    store: GraphStore, language: str, name: str
) -> None:
    names = {"lt": "Lazerių centras", "en": "Laser Centre"}
    tell(store, "one", thing("centre", name=names), thing("other", name={"en": "Other"}))
    for typed in names.values():
        assert search(store, typed, language=language)[0].name == name


def test_a_very_long_name(store: GraphStore) -> None:
    long = "photonics " * 3000
    tell(store, "one", thing("a", name={"en": long + "one"}), thing("b", name={"en": long + "two"}))
    assert store.names.exact(long + "two") == ["b"]


def test_many_texts_at_once_are_answered_as_one_by_one(store: GraphStore) -> None:
    told(store)
    texts = ["viena univrsity", "oct", "laser center", "", "nobody is called so", "n1"]
    for kinds in ([], ["Company"], ["Technology", "Company"]):
        each = {text: store.names.resembling(text, kinds) for text in texts}
        assert store.names.resembling_each(texts, kinds) == each
    assert any(store.names.resembling_each(texts, []).values())
    exact = store.names.exact_each(texts)
    assert exact == {text: store.names.exact(text) for text in texts}
    assert (exact["oct"], exact["n1"]) == (["oct"], ["n1"])
    assert store.names.resembling_each([], []) == {}
    assert store.names.exact_each([]) == {}


def test_names_that_go_on_after_a_text(store: GraphStore) -> None:
    names = ["Ekspla UAB", "Ekspla", "EKSPLA, lasers", "Eksplast AG", "The Ekspla", "Ekspla AG"]
    tell(store, "one", *(thing(f"n{at}", name={"en": name}) for at, name in enumerate(names)))
    longer = {"ekspla": [("n5", "ekspla ag"), ("n2", "ekspla lasers"), ("n0", "ekspla uab")]}
    assert store.names.longer_each(["ekspla", "the"], 9) == longer | {"the": [("n4", "the ekspla")]}
    assert store.names.longer_each(["ekspla"], 2) == {"ekspla": longer["ekspla"][:2]}
    assert store.names.longer_each(["ekspl", "%"], 9) == {"ekspl": [], "%": []}
    assert store.names.longer_each([], 9) == {}


def test_very_long_names_go_on_too(store: GraphStore) -> None:
    long = ("photonics " * 100).strip()
    told = (thing("a", name={"en": f"{long} one"}), thing("b", name={"en": f"{long[:-1]}z one"}))
    tell(store, "one", *told)
    assert store.names.longer_each([long], 9) == {long: [("a", f"{long} one")]}
