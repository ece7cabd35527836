"""What names of technologies and regions mean, and what is said when they mean nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import AmbiguousNameError, Suggestion, UnknownNameError
from graph.question.understanding import CLEAR, NEAR, clearly_nearest, understand_region
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import tell, thing


def technology(reader: Reader, name: str) -> str:
    return reader.frame().names.understand(name).id


@pytest.mark.parametrize(
    "name",
    [
        "OCT",
        "optical coherence tomography",
        "Optical-Coherence Tomography",
        "tomographie par cohérence optique",
        "tomographie par coherence optique",
        "optical-coherence-tomography",
        "https://w3id.org/lumigraph/id/technology/optical-coherence-tomography",
        "optical coherense tomography",
    ],
)
def test_many_ways_to_name_one_technology(reader: Reader, name: str) -> None:
    assert technology(reader, name) == "optical-coherence-tomography"


def test_a_misspelt_name_is_marked(reader: Reader) -> None:
    names = reader.frame().names
    assert names.understand("optical coherense tomography").corrected
    assert not names.understand("oct").corrected


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("OTC", "optical-coherence-tomography"), ("lsaers", "lasers"), ("photnoics", "photonics")],
)
def test_swapped_letters_are_the_nearest(reader: Reader, slip: str, meant: str) -> None:
    assert reader.frame().names.nearest(slip)[0].id == meant


def test_a_swapped_word_is_taken_and_a_swapped_acronym_is_offered(reader: Reader) -> None:
    assert technology(reader, "lsaers") == "lasers"
    with pytest.raises(UnknownNameError):
        technology(reader, "OTC")


def test_an_ambiguous_name_asks_back(reader: Reader) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        technology(reader, "medical photonics")
    assert [one.id for one in caught.value.candidates] == ["biophotonics", "photonics-for-health"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("zzzz", "no technology is called 'zzzz'. Nearest: "),
        (" ", "no technology is named"),
        ("euroscivoc:/1/2/3", "has the code 'euroscivoc:/1/2/3'"),
        ("EuroSciVoc:/1/2/3", "has the code 'EuroSciVoc:/1/2/3'"),
        ("https://example.org/lasers/", "has the URI 'https://example.org/lasers/'"),
    ],
)
def test_what_is_said_of_an_unknown_technology(reader: Reader, name: str, says: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        technology(reader, name)
    assert says in str(caught.value)


def test_a_name_of_our_own_goes_before_that_of_another_scheme() -> None:
    store = SqliteStore(":memory:")
    tell(
        store,
        "names",
        thing("lasers", "Technology", altName={"en": ["stimulated emission"]}),
        thing("code:1", "Technology", name={"en": "Stimulated Emission"}),
        thing("code:2", "Technology", name={"en": "lasing"}),
    )
    reader = Reader(store)
    assert technology(reader, "stimulated emission") == "lasers"
    assert technology(reader, "lasing") == "code-2"


def test_what_is_clearly_nearest() -> None:
    near, nearer = Suggestion("a", "A", NEAR), Suggestion("b", "B", NEAR + CLEAR)
    assert clearly_nearest([near])
    assert clearly_nearest([nearer, near])
    assert not clearly_nearest([])
    assert not clearly_nearest([replace(near, nearness=NEAR - 1)])
    assert not clearly_nearest([replace(nearer, nearness=NEAR + CLEAR - 1), near])


@pytest.mark.parametrize("code", ["euroscivoc:/23", "EuroSciVoc:/23", " EUROSCIVOC:/23 "])
def test_another_scheme_is_named_in_any_case(code: str) -> None:
    store = SqliteStore(":memory:")
    tell(store, "codes", thing("euroscivoc:/23", "Technology", name={"en": "natural sciences"}))
    assert technology(Reader(store), code) == "euroscivoc-23"


@pytest.mark.parametrize("name", ["лазеры", "激光"])
def test_what_resembles_nothing_has_no_candidates(reader: Reader, name: str) -> None:
    with pytest.raises(UnknownNameError, match="A search finds what there is") as caught:
        reader.frame().names.understand(name)
    assert caught.value.candidates == ()


def test_an_empty_graph_says_that_it_is_empty() -> None:
    with pytest.raises(UnknownNameError, match="the graph is empty"):
        technology(Reader(SqliteStore(":memory:")), "lasers")


@pytest.mark.parametrize("name", ["AT22", "nuts:AT22", "Styria", "Steiermark", "Štirija", "styria"])
def test_many_ways_to_name_one_region(name: str) -> None:
    assert understand_region(name)[0].id == "AT22"


def test_a_code_of_an_older_nuts_says_which() -> None:
    assert "NUTS 2021" in understand_region("NL33")[0].note
    assert understand_region("NL36")[0].note == ""
    assert understand_region("city-at-wien")[0].note == ""
    assert understand_region("FR71")[0].note == (
        "no list of regions here has FR71; it is read as a part of France"
    )


def test_an_unknown_region_has_candidates() -> None:
    with pytest.raises(UnknownNameError) as caught:
        understand_region("Steyermurck")
    assert "AT22" in [one.id for one in caught.value.candidates]


def test_a_code_means_nothing_else() -> None:
    understood, region = understand_region("AT")
    assert region.id == "AT"
    assert understood.others == ()
