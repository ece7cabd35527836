"""Our own vocabulary comes back as it went out, in every form."""

from __future__ import annotations

import gzip
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.coherence import BOUNDS
from graph.entities import Entity, Relation
from graph.export import export
from graph.ledger.identity import entity_id
from graph.ledger.writing import Report, ingest
from graph.opening import open_store
from graph.rdf import golden_statements
from graph.rdf.forms import FORMS as OUT
from graph.rdf.forms import GRAPH_FORMS, write
from graph.rdf.projection import Projection
from graph.rdf.stars import statements
from graph.records import EntityRecord, RelationRecord, Value
from graph.schema import load_schema
from ingest.cordis import CordisFormat
from ingest.rdf import RdfFormat, shelf
from ontology.model import load_model
from ontology.terms import Property
from tests.ingest.rdf.reading import FORMS, LG, Read, key, turtle, written_as

MODEL = load_model()
TEXT = """
o:optics a lg:Company ;
    lg:name "Optics \\"of\\" Graz"@en , "Grazer Optik"@de ;
    lg:altName "GO"@und ;
    lg:founded "1998-04"^^xsd:gYearMonth ;
    lg:sme true ;
    lg:identifier "pic:999643492" ;
    lg:memberOf o:cluster ;
    lg:locatedIn <https://w3id.org/lumigraph/id/region/AT22> .
o:cluster a lg:Cluster ; lg:name "Cluster"@en .
<https://w3id.org/lumigraph/id/relation/1> a lg:Relation ;
    rdf:subject o:optics ; rdf:predicate lg:memberOf ; rdf:object o:cluster ;
    lg:role <https://w3id.org/lumigraph/ontology/role/board-member> ;
    lg:since "2019"^^xsd:gYear .
"""
OPTICS = {
    "name": {"en": 'Optics "of" Graz', "de": "Grazer Optik"},
    "altName": {"und": ["GO"]},
    "founded": "1998-04",
    "sme": True,
    "identifier": ["pic:999643492"],
}
TIES = [
    ("optics", "LOCATED_IN", "AT22", {}),
    ("optics", "MEMBER_OF", "cluster", {"role": "board-member", "since": "2019"}),
]


def taken_in(url: str, path: Path) -> tuple[list[str], Report]:
    """Take a file into an empty store; return the statements of what the store then has."""
    store = open_store(url)
    report = ingest(store, load_schema(), RdfFormat().info(path), RdfFormat().read(path))
    found = list(golden_statements(store))
    store.close()
    return found, report


@pytest.mark.parametrize("ending", FORMS)
def test_every_form_says_the_same(tmp_path: Path, ending: str) -> None:
    path = written_as(tmp_path / f"graph.{ending}", TEXT)
    assert RdfFormat().detect(path)
    read = Read(path)
    assert read.entity("optics").properties == OPTICS
    assert read.entity("optics").identifiers == ("pic:999643492",)
    assert sorted(read.relations(), key=str) == TIES
    assert (read.rejects, read.uncovered) == ([], {})
    assert read.digests == Read(written_as(tmp_path / "other.nt", TEXT)).digests


@pytest.mark.parametrize("ending", ["nt", "jsonld"])
def test_the_bundled_set_comes_back_whole(tmp_path: Path, bundled: str, ending: str) -> None:
    store = open_store(bundled)
    path = tmp_path / f"dump.{ending}"
    with path.open("wb") as file:
        write(golden_statements(store), OUT[ending], file)
    there = set(golden_statements(store))
    store.close()
    found, report = taken_in(f"sqlite:///{tmp_path / 'graph.db'}", path)
    assert set(found) == there
    assert (report.rejected, report.uncovered) == (0, {})


@pytest.mark.parametrize("ending", GRAPH_FORMS)
def test_of_a_dump_the_golden_graph_is_a_source(tmp_path: Path, bundled: str, ending: str) -> None:
    store = open_store(bundled)
    path = tmp_path / f"dump.{ending}"
    export(store, path)
    there = set(golden_statements(store))
    store.close()
    found, report = taken_in(f"sqlite:///{tmp_path / 'graph.db'}", path)
    assert set(found) == there
    assert (report.rejected, report.uncovered) == (0, {})


def test_real_projects_come_back_whole(tmp_path: Path, shared: Path) -> None:
    source = shared / "data/cordis/cordis-horizon-photonics-health-csv.zip"
    store = open_store("sqlite:///:memory:")
    cordis = CordisFormat()
    ingest(store, load_schema(), cordis.info(source), cordis.read(source))
    path = tmp_path / "cordis.nt"
    with path.open("wb") as file:
        write(golden_statements(store), OUT["nt"], file)
    there = set(golden_statements(store))
    store.close()
    found, report = taken_in(f"sqlite:///{tmp_path / 'graph.db'}", path)
    assert set(found) == there
    assert (report.rejected, report.uncovered) == (0, {})


def values(prop: Property) -> st.SearchStrategy[Value]:
    """Return what a property may be, by what the vocabulary says of it."""
    words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1)
    texts = words.filter(lambda text: text.strip() != "")
    single: dict[str, st.SearchStrategy[Value]] = {
        "string": texts,
        "date": st.sampled_from(["1998", "1998-04", "1998-04-30"]),
        "integer": st.integers(-(10**15), 10**15),
        "decimal": st.one_of(
            st.integers(0, 10**15), st.floats(0, 10**12, allow_subnormal=False).map(float)
        ),
        "boolean": st.booleans(),
        "anyURI": st.sampled_from(["https://light.example/a?b=c#d", "http://licht.example/"]),
        "duration": st.sampled_from(["P3Y", "P18M"]),
    }
    languages = st.sampled_from(["en", "lt", "und", "pt-BR"])
    if most := BOUNDS.get(prop.name):
        return st.floats(-most, most, allow_subnormal=False)
    if prop.scheme is not None:
        one: st.SearchStrategy[Value] = st.sampled_from(sorted(prop.scheme.values))
    elif prop.pattern is not None:
        one = st.from_regex(prop.pattern, fullmatch=True).filter(lambda text: text.isprintable())
    elif prop.datatype == "langString":
        if prop.multiple:
            listed = st.lists(texts, min_size=1, max_size=3, unique=True).map(sorted)
            return st.dictionaries(languages, listed, min_size=1)
        return st.dictionaries(languages, texts, min_size=1)
    else:
        one = single[prop.datatype]
    if prop.multiple:
        return st.lists(one, min_size=1, max_size=3, unique=True).map(
            lambda found: sorted(map(str, found))
        )
    return one


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    """Return an entity of any class with any of its properties."""
    kind = draw(st.sampled_from(sorted(MODEL.kinds)))
    stated = [p for p in MODEL.properties_of(kind).values() if not p.computed]
    chosen = draw(st.lists(st.sampled_from(stated), unique_by=lambda p: p.name, max_size=6))
    properties = {p.name: draw(values(p)) for p in chosen if p.name != "identifier"}
    key = draw(
        st.sampled_from(["light", "pic:999643492", "euroscivoc:/23/49/335", "ror:03nadee84"])
    )
    return Entity(entity_id([key]), MODEL.top(kind), kind, properties, (key,))


@given(entities(), st.randoms())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_entity_comes_back(
    tmp_path_factory: pytest.TempPathFactory, entity: Entity, chance: random.Random
) -> None:
    path = tmp_path_factory.mktemp("own") / "graph.nt"
    said = list(statements(Projection(MODEL).of_entity(entity)))
    chance.shuffle(said)
    path.write_text("".join(f"{one} .\n" for one in said), encoding="utf-8")
    read = Read(path)
    (record,) = read.records
    assert isinstance(record, EntityRecord)
    assert (record.key, record.type) == (entity.keys[0], entity.type)
    stated = {name: one for name, one in record.properties.items() if name != "identifier"}
    assert stated == entity.properties
    assert not load_schema().complaints(record, "own")
    assert (read.rejects, read.uncovered) == ([], {})


@st.composite
def relations(draw: st.DrawFn) -> Relation:
    """Return a relation of any type with any of what it carries."""
    type_ = draw(st.sampled_from(sorted(MODEL.relations)))
    carried = sorted(MODEL.relations[type_].carries - {"role", "since", "until"})
    chosen = draw(st.lists(st.sampled_from(carried), unique=True, max_size=4))
    properties = {name: draw(values(MODEL.properties[name])) for name in chosen}
    role = draw(st.sampled_from(["", *MODEL.scheme("role").values]))
    dates = st.sampled_from(["", "2019", "2019-05", "2019-05-31"])
    return Relation("one", type_, "two", role, 0, draw(dates), draw(dates), properties)


@given(relations())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_relation_comes_back_once(
    tmp_path_factory: pytest.TempPathFactory, relation: Relation
) -> None:
    path = tmp_path_factory.mktemp("own") / "graph.nt"
    projection = Projection(MODEL)
    kinds = min(MODEL.relations[relation.type].pairs)
    ends = [
        projection.node(MODEL.top(kind), id_)
        for kind, id_ in zip(kinds, (relation.source, relation.target), strict=True)
    ]
    said = statements(projection.of_relation(relation, ends[0], ends[1]))
    path.write_text("".join(f"{one} .\n" for one in said), encoding="utf-8")
    (record,) = (one for one in Read(path).records if isinstance(one, RelationRecord))
    stated = {"role": relation.role, "since": relation.since, "until": relation.until}
    assert record.properties == {k: v for k, v in stated.items() if v} | dict(relation.properties)
    assert (record.source, record.type, record.target) == ("one", relation.type, "two")


def test_computed_values_are_not_stated(tmp_path: Path) -> None:
    text = """
    <https://w3id.org/lumigraph/id/agreement/pact> a lg:Agreement ; lg:term "P3Y"^^xsd:duration ;
        lg:expectedEnd "2024"^^xsd:gYear .
    """
    read = Read(turtle(tmp_path / "a.ttl", text))
    assert read.entity("pact").properties == {"term": "P3Y"}
    assert read.uncovered == {}


def test_what_our_vocabulary_does_not_have_is_counted(tmp_path: Path) -> None:
    text = "o:optics a lg:Company ; lg:colour 'red' , 'blue' . o:x a lg:Planet ; lg:name 'X' ."
    read = Read(turtle(tmp_path / "a.ttl", text))
    assert read.uncovered == {
        "<https://w3id.org/lumigraph/ontology#colour> of "
        "<https://w3id.org/lumigraph/ontology#Company>": 2,
        "<https://w3id.org/lumigraph/ontology#name> of "
        "<https://w3id.org/lumigraph/ontology#Planet>": 1,
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> of "
        "<https://w3id.org/lumigraph/ontology#Planet>": 1,
    }


def test_wrong_values_are_refused_alone(tmp_path: Path) -> None:
    text = """o:optics a lg:Company ; lg:name "Optics"@en ; lg:founded "long ago" , "1998" ;
        lg:legalName "One" , "Two" ; lg:worksOn "cooking" ."""
    read = Read(turtle(tmp_path / "a.ttl", text))
    assert read.entity("optics").properties["founded"] == "1998"
    assert [(one.column, one.value) for one in read.rejects] == [
        ("founded", "long ago"),
        ("legalName", "Two"),
        ("worksOn", "cooking"),
    ]
    assert all(one.place.endswith("/organisation/optics") and one.remedy for one in read.rejects)


def test_a_statement_that_names_no_relation_is_refused(tmp_path: Path) -> None:
    text = "[] a lg:Relation ; rdf:subject o:a ; rdf:predicate lg:likes ; rdf:object o:b ."
    (reject,) = Read(turtle(tmp_path / "a.ttl", text)).rejects
    assert (reject.place, reject.value) == ("a blank node", f"{LG}likes")


def test_another_base_is_read_as_our_own_when_it_is(tmp_path: Path) -> None:
    text = "<https://graph.example/id/organisation/optics> a lg:Company ; lg:name 'Optics' ."
    path = turtle(tmp_path / "a.ttl", text)
    keys = {
        record.key
        for base in ("https://graph.example", "https://w3id.org/lumigraph")
        for unit in RdfFormat(base).read(path)
        for record in unit.records()  # type: ignore[union-attr]
        if isinstance(record, EntityRecord)
    }
    assert keys == {"optics", key("https://graph.example/id/organisation/optics")}


def test_packed_files_and_several_in_a_zip_are_one_source(tmp_path: Path) -> None:
    one, two = TEXT.split("o:cluster a", 1)
    parts = [
        written_as(tmp_path / "one.nt", one),
        written_as(tmp_path / "two.rdf", f"o:cluster a{two}"),
    ]
    archive = tmp_path / "both.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for part in parts:
            file.writestr(f"{part.name}.gz", gzip.compress(part.read_bytes()))
    assert RdfFormat().detect(archive)
    assert Read(archive).digests == Read(written_as(tmp_path / "whole.nt", TEXT)).digests


@given(st.randoms())
@settings(max_examples=20)
def test_the_order_of_statements_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("order")
    lines = written_as(folder / "a.nt", TEXT).read_text("utf-8").splitlines(keepends=True)
    chance.shuffle(lines)
    shuffled = folder / "b.nt"
    shuffled.write_text("".join(lines), "utf-8")
    whole = Read(folder / "a.nt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "PENDING", chance.randint(1, 9))  # cut anywhere, nodes included
        found = Read(shuffled)
    assert found.digests == whole.digests
    assert sorted(map(repr, found.records)) == sorted(map(repr, whole.records))


def test_taking_the_same_in_again_changes_nothing(tmp_path: Path) -> None:
    store = open_store("sqlite:///:memory:")
    reports = []
    for text in (TEXT, TEXT + "\n# the same, with a remark\n"):
        path = turtle(tmp_path / "graph.ttl", text)
        source = RdfFormat().info(path)
        reports.append(ingest(store, load_schema(), source, RdfFormat().read(path)))
    store.close()
    assert [one.changed for one in reports] == [True, False]
