"""Others' vocabularies, by the mappings that come with the program and by a user's own."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from rdflib import RDFS, Graph, URIRef

from graph.ledger.writing import ingest
from graph.opening import open_store
from graph.schema import load_schema
from ingest.errors import UnreadableSourceError
from ingest.rdf import RdfFormat
from ingest.rdf.mapping import FOLDER, bundled_rules, read_mapping
from ingest.rdf.rules import Rules
from ontology.model import load_model
from tests.ingest.rdf.reading import Read, key, turtle

GOLDEN = Path(__file__).with_name("golden")
FILES = ["dcat.rdf", "eurio.ttl", "org-foaf.ttl", "schema-org.jsonld"]


@pytest.mark.parametrize("name", FILES)
def test_the_golden_files_give_the_golden_records(name: str) -> None:
    found = Read(GOLDEN / name).lines()
    expected = GOLDEN / f"{name}.records.jsonl"
    if "GOLDEN" in os.environ:
        expected.write_bytes(found)
    assert found == expected.read_bytes(), "GOLDEN=1 writes the golden files anew"


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_persons_is_read(name: str) -> None:
    found = Read(GOLDEN / name).lines()
    assert not any(word in found for word in (b"Not Taken", b"someone@", b"desk@", b"info@"))


def test_personal_data_are_counted_as_such(tmp_path: Path) -> None:
    read = Read(
        turtle(
            tmp_path / "a.ttl",
            """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
            @prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
            @prefix v: <http://v.example/> .
            v:office a foaf:Organization ; foaf:name "Office of Light"@en ;
                foaf:mbox <mailto:desk@v.example> ; foaf:phone <tel:+43-316-0000> ;
                v:contact [ a vcard:Individual ; vcard:fn "Not Taken" ; v:desk "3" ;
                    vcard:hasEmail <mailto:one@v.example>, <mailto:two@v.example> ] .
            v:somebody a foaf:Person ; foaf:name "Not Taken" .
            v:thing v:telephone "+43 316 0000" ; v:colour "red" .""",
        )
    )
    assert read.withheld == {"e-mail": 3, "person": 3, "telephone": 2}
    assert read.uncovered == {"<http://v.example/colour> of what has no type": 1}


@pytest.mark.parametrize("name", FILES)
def test_the_vocabulary_allows_what_is_read(name: str) -> None:
    store = open_store("sqlite:///:memory:")
    source = RdfFormat().info(GOLDEN / name)
    report = ingest(store, load_schema(), source, RdfFormat().read(GOLDEN / name))
    store.close()
    expected = {"schema-org.jsonld": ["worksOn"]}.get(name, [])
    assert [one.column for one in report.rejects] == expected
    assert report.withheld


def test_every_statement_about_what_nobody_asks_for_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "codes.ttl"
    file.write_text(
        """@prefix v: <http://v.example/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        v:red a skos:Concept ; skos:prefLabel "red"@en, "rot"@de ; v:code 1 .
        v:blue a skos:Concept ; skos:prefLabel "blue"@en .
        v:none skos:prefLabel "none"@en .""",
        encoding="utf-8",
    )
    assert sum(Read(file).uncovered.values()) == 7


def test_eurio_says_what_cordis_says_of_participants() -> None:
    ties = [one for one in Read(GOLDEN / "eurio.ttl").relations() if one[1] == "PARTICIPATES_IN"]
    resource = "http://data.europa.eu/s66/resource"
    assert ties == [
        (
            key(f"{resource}/organisations/o1"),
            "PARTICIPATES_IN",
            key(f"{resource}/projects/p1"),
            {"role": "coordinator", "ecContribution": 400000.25},
        ),
        (
            key(f"{resource}/organisations/o2"),
            "PARTICIPATES_IN",
            key(f"{resource}/projects/p1"),
            {"role": "partner"},
        ),
    ]


def test_the_mapping_of_eurio_names_terms_of_eurio(shared: Path) -> None:
    ontology = Graph().parse(shared / "data/eurio/EURIO.ttl", format="turtle")
    namespace = "http://data.europa.eu/s66#"
    known = {str(one) for one in ontology.subjects() if str(one).startswith(namespace)}
    steps = {
        step.lstrip("^")[1:-1]
        for class_, rule in read_mapping(FOLDER / "eurio.yaml")
        for step in (class_, *rule.known, *(one for path in rule.paths() for one in path))
    }
    assert {step for step in steps if step.startswith(namespace)} <= known
    assert (URIRef(f"{namespace}Project"), RDFS.label, None) in ontology


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: str(file.stem))
def test_relations_of_a_mapping_fit_their_kinds(file: Path) -> None:
    model = load_model()
    for _, rule in read_mapping(file):
        for one in rule.relations if rule.kind else ():
            pairs = model.relations[one.relation].pairs
            line = {*model.ancestors(rule.kind), *model.subclasses(rule.kind)}
            side = 1 if one.source else 0
            assert line & {pair[side] for pair in pairs}, (rule.kind, one.relation)


def test_every_class_of_the_vocabularies_is_told_from_the_others() -> None:
    rules = Rules(bundled_rules(), load_model())
    foaf, schema = "<http://xmlns.com/foaf/0.1/{}>", "<https://schema.org/{}>"
    agent = rules.of((foaf.format("Agent"),))
    assert agent is not None
    assert agent.kind == "Organisation"
    assert rules.of((foaf.format("Agent"), foaf.format("Person"))) is None
    hospital = rules.of((schema.format("Organization"), schema.format("Hospital")))
    assert hospital is not None
    assert hospital.kind == "Hospital"


def test_a_mapping_of_ones_own_is_read_too(tmp_path: Path) -> None:
    mapping = tmp_path / "own.yaml"
    mapping.write_text(
        "prefixes: {v: http://v.example/}\n"
        "entities:\n"
        "  Organisation:\n"
        "    classes: {v:Firm: Company}\n"
        "    properties: {name: v:called, founded: v:born}\n"
        "    relations: [{relation: MEMBER_OF, to: v:in}]\n",
        encoding="utf-8",
    )
    text = """@prefix v: <http://v.example/> .
    <http://f.example/1> a v:Firm ; v:called "Optics" ; v:born "1999-02-01T00:00:00Z" ;
        v:in <http://f.example/2> ; v:colour "red" ."""
    read = Read(turtle(tmp_path / "a.ttl", text), mapping)
    firm = read.entity(key("http://f.example/1"))
    assert firm.properties == {"name": {"und": "Optics"}, "founded": "1999-02-01"}
    assert read.relations() == [
        (key("http://f.example/1"), "MEMBER_OF", key("http://f.example/2"), {})
    ]
    assert read.uncovered == {"<http://v.example/colour> of <http://v.example/Firm>": 1}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"classes": {"x:A": "Company"}}, "'x:A' has no known prefix; write one of v"),
        ({"classes": {"v:A": "Firm"}}, "there is no class 'Firm'; write one of Agreement"),
        ({"properties": {"colour": "v:a"}}, "there is no property 'colour'"),
        ({"identifiers": {"duns": "v:a"}}, "there is no register 'duns'; write one of any"),
        ({"relations": [{"relation": "LIKES"}]}, "there is no relation 'LIKES'"),
        ({"relations": [{"relation": "MEMBER_OF", "too": "v:a"}]}, "relations has 'too'; write"),
        ({"colour": 1}, "Organisation has 'colour'; write classes, properties"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_named(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    part = {"classes": {"v:A": "Company"}, **change}
    file = tmp_path / "wrong.yaml"
    file.write_text(
        yaml.safe_dump({"prefixes": {"v": "http://v/"}, "entities": {"Organisation": part}})
    )
    with pytest.raises(UnreadableSourceError, match=f"wrong.yaml: {message}"):
        read_mapping(file)


def test_many_blank_nodes_keep_their_names(tmp_path: Path) -> None:
    text = """@prefix s: <https://schema.org/> .
    <http://a.example/> a s:Organization ; s:name "A" ;
        s:memberOf [ a s:Organization ; s:name "Light" ; s:sameAs <https://ror.org/03nadee84> ] ,
            [ a s:Organization ; s:name "Glass" ] ."""
    one, two = (Read(turtle(tmp_path / f"{name}.ttl", text)) for name in ("same", "same"))
    assert one.digests == two.digests
    assert {target for _, _, target, _ in one.relations()} == {"ror:03nadee84", "same:glass"}


def test_addresses_that_look_alike_are_two_entities(tmp_path: Path) -> None:
    text = """@prefix s: <https://schema.org/> .
    <https://a.example/x-y> a s:Organization ; s:name "One" .
    <https://a.example/x/y> a s:Organization ; s:name "Two" ; s:memberOf <https://a.example/x-y> .
    <https://a.example/日本> a s:Organization ; s:name "Three" .
    <https://a.example/中国> a s:Organization ; s:name "Four" ."""
    path, store = turtle(tmp_path / "a.ttl", text), open_store("sqlite:///:memory:")
    ingest(store, load_schema(), RdfFormat().info(path), RdfFormat().read(path))
    names = sorted(one.label for one in store.golden.all_entities())
    relations = len(list(store.golden.all_relations()))
    store.close()
    assert (names, relations) == (["Four", "One", "Three", "Two"], 1)


def test_the_example_in_the_documentation_is_a_mapping(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "sources.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(prefixes:.*?)```", page, re.DOTALL)
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")
    kinds = {class_.rpartition("#")[2]: rule.kind for class_, rule in read_mapping(file)}
    assert kinds == {"Firm>": "Company", "Club>": "Association", "Human>": "", "Membership>": ""}
