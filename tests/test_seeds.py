"""What two public posts must yield from an empty graph, each fact with the quote that states it.

The posts lie beside the checkout (`conftest.shared`); no more of them stands here than the words
by which a quote is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

import lumigraph
from graph.entities import Relation
from graph.question.evidence import Witness
from graph.question.portrait import Portrait
from lumigraph import Graph

PARK = "Science and Technology Park of Institute of Physics"
OF_CANADA = "Kanados Pramonės Fotonikos Konsorciumas"

HTS = "HumanTechnology Styria"


RELATIONS = [
    ("LASER-GO", "UNDER_CALL", "", "COS-CLUSTER-2014-3-03", "LASER-GO"),
    ("OpticsValley", "LOCATED_IN", "", "FR", "cluster in France"),
    (HTS, "LOCATED_IN", "", "AT", "cluster in Austria"),
    ("OpticsValley", "WORKS_ON", "", "photonics", "specialized in"),
    ("OpticsValley", "WORKS_ON", "", "electronics-and-microsystems", "electronics"),
    (HTS, "WORKS_ON", "", "life-sciences", "life sciences"),
    (HTS, "WORKS_ON", "", "health-technology", "health technologies"),
    ("LITEK", "WORKS_ON", "", "lasers", "laser technologies"),
    ("LITEK", "WORKS_ON", "", "optoelectronics", "with a focus on"),
    ("LITEK", "LOCATED_IN", "", "LT", "cluster in Lithuania"),
    ("LITEK", "PARTICIPATES_IN", "coordinator", "LASER-GO", "is the coordinator"),
    ("OpticsValley", "PARTICIPATES_IN", "partner", "LASER-GO", "OpticsValley (OV)"),
    (HTS, "PARTICIPATES_IN", "partner", "LASER-GO", "HumanTechnology Styria (HTS)"),
    (PARK, "MANAGES", "coordinator", "LITEK", "activities coordinator"),
]
PROPERTIES = [
    ("LASER-GO GLOBAL", "durationMonths", 24, "dvejų metų trukmės"),
    ("LASER-GO", "start", "2016", "at the beginning of 2016"),
    ("LASER-GO GLOBAL", "projectStatus", "closed", "sėkmingai baigė"),
]
SCOPE = {
    "business-opportunities": "verslo galimybes",
    "joint-rd": "MTEP projektus",
    "meetings-and-seminars": "seminarus",
    "missions": "misijas",
    "member-visits": "klasterio narius",
    "product-promotion": "inovacijų čempionus",
    "market-information": "rinkos tendencijomis",
    "regulatory-information": "reguliavimo aplinka",
    "policy-information": "planuojama politika",
    "stakeholder-cooperation": "suinteresuotosiomis šalimis",
}
"""What the memorandum is about, and by which words each is known."""
AGAIN = """LITEK and CPIC work together

26 June 2019

On 26 June 2019 the cluster LITEK and the Canadian Photonic Industry Consortium (CPIC) signed a
memorandum of understanding.
"""
"""The same agreement told in English, in words of our own."""


@pytest.fixture(scope="module")
def seeds(shared: Path) -> Iterator[Graph]:
    """A graph that holds the two posts, and nothing else."""
    with lumigraph.open("sqlite:///:memory:") as graph:
        for post in sorted((shared / "seeds").glob("*.txt")):
            graph.ingest(post)
        yield graph


def said(witnesses: Iterable[Witness], words: str) -> bool:
    """Whether some witness has these words in its quote."""
    return any(words in one.quote for one in witnesses)


def between(portrait: Portrait, type_: str, target: str) -> Sequence[Relation]:
    """The relations of a type that lead from an entity to another."""
    of_type = [one for one in portrait.relations if one.type == type_ and one.target == target]
    return [one for one in of_type if one.source == portrait.entity.id]


def memorandum(graph: Graph) -> Portrait:
    """The agreement between LITEK and CPIC; there must be one alone."""
    parties = [graph.portrait(name) for name in ("LITEK", "CPIC")]
    first, second = (
        {one.target for one in party.relations if one.type == "PARTY_TO"} for party in parties
    )
    assert len(first & second) == 1
    return graph.portrait(*(first & second))


@pytest.mark.parametrize(("source", "type_", "role", "target", "words"), RELATIONS)
def test_a_relation_and_the_words_that_state_it(
    seeds: Graph, source: str, type_: str, role: str, target: str, words: str
) -> None:
    portrait = seeds.portrait(source)
    found = between(portrait, type_, seeds.entity(target).id)
    assert [one.role for one in found] == [role]
    assert said(portrait.witnesses(found[0]), words)


@pytest.mark.parametrize(("name", "property_", "value", "words"), PROPERTIES)
def test_a_property_and_the_words_that_state_it(
    seeds: Graph, name: str, property_: str, value: object, words: str
) -> None:
    portrait = seeds.portrait(name)
    assert portrait.entity.properties.get(property_) == value
    assert said(portrait.evidence[property_], words)


def test_the_address_of_the_coordinating_entity(seeds: Graph) -> None:
    portrait = seeds.portrait(PARK)
    places = [one for one in portrait.relations if one.type == "LOCATED_IN"]
    assert [(one.properties.get("city"), one.properties.get("postcode")) for one in places] == [
        ("Vilnius", "LT-02300")
    ]
    assert "235" in str(places[0].properties.get("address"))
    assert said(portrait.witnesses(places[0]), "235 Vilnius, LT-02300")


def test_the_memorandum_with_its_date(seeds: Graph) -> None:
    agreement = memorandum(seeds)
    told = agreement.entity.properties
    assert (told.get("agreementKind"), told.get("signed")) == (
        "memorandum-of-understanding",
        "2019-06-26",
    )
    assert said(agreement.evidence["signed"], "2019 m. birželio 26d.")


def test_the_memorandum_comes_out_of_the_project(seeds: Graph) -> None:
    agreement = memorandum(seeds)
    ties = between(agreement, "RESULTS_FROM", seeds.entity("LASER-GO GLOBAL").id)
    assert len(ties) == 1
    assert said(agreement.witnesses(ties[0]), "LASER-GO GLOBAL")


@pytest.mark.parametrize("item", SCOPE)
def test_each_item_of_its_scope_has_words_of_its_own(seeds: Graph, item: str) -> None:
    agreement = memorandum(seeds)
    scope = agreement.entity.properties.get("scope", ())
    assert isinstance(scope, Sequence)
    assert item in scope
    others = [words for other, words in SCOPE.items() if other != item]
    quotes = [one.quote for one in agreement.evidence["scope"] if SCOPE[item] in one.quote]
    assert any(not any(words in quote for words in others) for quote in quotes)


@pytest.mark.parametrize("name", ["Laser and Engineering Cluster", "LITEK™"])
def test_the_cluster_is_one_in_both_languages(seeds: Graph, name: str) -> None:
    cluster = seeds.entity("Lazerinių ir inžinerinių technologijų klasteris")
    assert seeds.entity(name).id == seeds.entity("LITEK").id == cluster.id


def test_the_consortium_is_one_in_both_languages(shared: Path, tmp_path: Path) -> None:
    again = tmp_path / "litek-and-cpic.txt"
    again.write_text(AGAIN, "utf-8")
    with lumigraph.open("sqlite:///:memory:") as graph:
        for post in [*sorted((shared / "seeds").glob("*.txt")), again]:
            graph.ingest(post)
        consortium = graph.entity("Canadian Photonic Industry Consortium")
        assert graph.entity(OF_CANADA).id == graph.entity("CPIC").id == consortium.id
        agreement = memorandum(graph)
        signed = agreement.evidence["signed"]
        assert said(signed, "birželio 26d.")
        assert said(signed, "26 June 2019")
