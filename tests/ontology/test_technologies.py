"""The scheme of technologies: sound as SKOS, broad, deep, and found by what people write."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef

from ontology import technologies
from ontology.errors import TableError, UnknownTermError
from ontology.fold import fold
from ontology.technologies import FILE, LG, Concept, Technologies, load_technologies, read

SCHEME = load_technologies()
GRAPH = Graph().parse(FILE)
MAPPINGS = ("exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch")
# What photonics, and what health, is named for in the call that LASER-GO answered.
LASER_GO = (
    "laser technologies", "optoelectronics", "non-invasive diagnostics",
    "wireless communication technologies", "bioinformatics", "software engineering",
)  # fmt: skip


def reviewed() -> dict[str, Any]:
    """The labels that a reader has agreed to."""
    text = FILE.with_name("reviewed_labels.yaml").read_text("utf-8")
    lists: dict[str, Any] = yaml.safe_load(text)
    return lists


def depth(id_: str) -> int:
    return 1 + max(map(depth, SCHEME.concepts[id_].broader), default=0)


def pairs(predicate: str) -> set[tuple[str, str]]:
    """The pairs that `predicate` of SKOS joins."""
    return {(str(one), str(other)) for one, other in GRAPH.subject_objects(SKOS[predicate])}


# --- Breadth and depth ---


def test_is_broad_and_deep() -> None:
    assert len(SCHEME.concepts) >= 250
    assert max(map(depth, SCHEME.concepts)) >= 4
    assert sum(depth(id_) >= 4 for id_ in SCHEME.concepts) >= 50
    assert any(len(concept.broader) > 1 for concept in SCHEME.concepts.values())


@pytest.mark.parametrize("field", LASER_GO)
def test_has_the_fields_of_laser_go(field: str) -> None:
    assert len(SCHEME.resolve(field)) == 1


@pytest.mark.parametrize("language", ["en", "lt", "fr", "de"])
def test_every_concept_is_named_in_four_languages(language: str) -> None:
    assert [id_ for id_, one in SCHEME.concepts.items() if not one.labels.get(language)] == []


def test_every_concept_is_defined_in_a_few_words() -> None:
    for concept in SCHEME.concepts.values():
        assert 3 <= len(concept.definition["en"].split()) <= 25, concept.id
        assert concept.definition["en"].endswith("."), concept.id


def test_definitions_differ() -> None:
    counts = Counter(concept.definition["en"] for concept in SCHEME.concepts.values())
    assert counts.most_common(1)[0][1] == 1


# --- Sound as SKOS ---


def test_s9_no_concept_is_a_scheme() -> None:
    concepts = set(GRAPH.subjects(RDF.type, SKOS.Concept))
    assert concepts
    assert not concepts & set(GRAPH.subjects(RDF.type, SKOS.ConceptScheme))
    assert not concepts & set(GRAPH.objects(None, SKOS.inScheme))


def test_s13_a_label_is_of_one_sort() -> None:
    for one, other in combinations(("prefLabel", "altLabel", "hiddenLabel"), 2):
        shared = set(GRAPH.subject_objects(SKOS[one])) & set(GRAPH.subject_objects(SKOS[other]))
        assert shared == set()


def test_s14_one_preferred_label_a_language() -> None:
    labels = Counter(
        (node, getattr(label, "language", None))
        for node, label in GRAPH.subject_objects(SKOS.prefLabel)
    )
    assert {key for key, count in labels.items() if count > 1} == set()
    assert all(language for _, language in labels)


def test_s27_related_is_neither_above_nor_below() -> None:
    for concept in SCHEME.concepts.values():
        line = SCHEME.ancestors(concept.id) | SCHEME.descendants(concept.id) | {concept.id}
        assert line.isdisjoint(concept.related), concept.id


def test_s37_collections_are_nothing_else() -> None:
    collections = {
        *GRAPH.subjects(RDF.type, SKOS.Collection),
        *GRAPH.subjects(RDF.type, SKOS.OrderedCollection),
        *GRAPH.subjects(SKOS.member, None),
    }
    others = {
        *GRAPH.subjects(RDF.type, SKOS.Concept),
        *GRAPH.subjects(RDF.type, SKOS.ConceptScheme),
    }
    assert not collections & others


def test_s46_an_exact_match_is_no_other_match() -> None:
    """With exactMatch symmetric and transitive, and broadMatch the inverse of narrowMatch."""
    group: dict[str, set[str]] = {}
    for one, other in pairs("exactMatch"):
        joined = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(joined, joined))
    for predicate in ("broadMatch", "narrowMatch", "relatedMatch"):
        for one, other in pairs(predicate):
            assert other not in group.get(one, set()), (predicate, one, other)


def test_no_two_concepts_match_the_same_exactly() -> None:
    counts = Counter(other for _, other in pairs("exactMatch"))
    assert [code for code, count in counts.items() if count > 1] == []


def test_a_match_is_of_one_sort() -> None:
    counts = Counter(pair for predicate in MAPPINGS for pair in pairs(predicate))
    assert [pair for pair, count in counts.items() if count > 1] == []


def test_no_cycle() -> None:
    for id_ in SCHEME.concepts:
        assert id_ not in SCHEME.ancestors(id_)


def test_no_broader_that_another_way_gives_too() -> None:
    for concept in SCHEME.concepts.values():
        for broader in concept.broader:
            others = set(concept.broader) - {broader}
            assert not any(broader in SCHEME.ancestors(other) for other in others), concept.id


def test_top_concepts_are_those_without_a_broader_one() -> None:
    tops = {URIRef(technologies.TECHNOLOGY + one.id) for one in SCHEME.concepts.values()
            if not one.broader}  # fmt: skip
    assert tops == set(GRAPH.objects(None, SKOS.hasTopConcept))
    assert tops == set(GRAPH.subjects(SKOS.topConceptOf, None))


def test_says_only_what_the_code_reads() -> None:
    """A misspelt predicate would be silently ignored."""
    read_ = {"prefLabel", "altLabel", "definition", "broader", "related", "inScheme", *MAPPINGS}
    known = {SKOS[name] for name in read_ | {"topConceptOf"}}
    known |= {RDF.type, DCTERMS.source, LG.ownTranslation}
    for concept in GRAPH.subjects(RDF.type, SKOS.Concept):
        assert set(GRAPH.predicates(concept)) <= known, concept


# --- Labels ---


def test_a_label_names_one_concept_or_is_listed_as_ambiguous() -> None:
    meanings: defaultdict[str, set[str]] = defaultdict(set)
    for text, _, concept in SCHEME.labels():
        meanings[fold(text)].add(concept)
    several = {text: ids for text, ids in meanings.items() if len(ids) > 1}
    assert several == {fold(one["label"]): set(one["concepts"]) for one in reviewed()["ambiguous"]}


def test_no_translation_is_left_english() -> None:
    same = {
        (id_, language)
        for id_, concept in SCHEME.concepts.items()
        for language in ("lt", "fr", "de")
        if fold(concept.labels[language]) == fold(concept.labels["en"])
    }
    listed = reviewed()["same_as_english"]
    assert same == {(one["concept"], language) for one in listed for language in one["languages"]}


def test_no_label_is_empty_or_padded() -> None:
    for text, language, concept in SCHEME.labels():
        assert fold(text), (concept, language, text)
        assert text == " ".join(text.split()), (concept, language, text)
        assert not set(text) & set(';|"<>'), (concept, language, text)


def test_own_translations_are_of_labels_that_are_there() -> None:
    for concept in SCHEME.concepts.values():
        assert set(concept.own_translations) <= concept.labels.keys() - {"en"}, concept.id


@pytest.mark.parametrize("text", ["KET", "AR", "OPA", "PIC", "software", "LED by", "sin", "POC"])
def test_over_wide_words_mean_nothing(text: str) -> None:
    assert SCHEME.resolve(text) == []


# --- Against the sources ---


def facts(shared: Path) -> dict[str, dict[str, Any]]:
    text = (shared / "facts" / "technologies.yaml").read_text("utf-8")
    return {one["id"]: one for one in yaml.safe_load(text)}


def above(id_: str, raw: dict[str, dict[str, Any]]) -> set[str]:
    broader = raw[id_].get("broader")
    return {broader} | above(broader, raw) if broader else set()


def test_keeps_the_ids_and_the_hierarchy_of_the_facts(shared: Path) -> None:
    raw = facts(shared)
    for id_ in raw:
        assert above(id_, raw) <= SCHEME.ancestors(id_), id_


def stated_technologies(shared: Path) -> set[str]:
    files = ("organisations", "clusters", "projects", "agreements", "events")
    entries = (
        entry
        for name in files
        for entry in yaml.safe_load((shared / "facts" / f"{name}.yaml").read_text("utf-8"))
    )
    return {id_ for entry in entries for id_ in entry.get("technologies") or ()}


def test_adds_nobody_to_the_answers_that_the_facts_give(shared: Path) -> None:
    """What the facts state of somebody lies under the same concepts of theirs as in the facts."""
    raw = facts(shared)
    for id_ in stated_technologies(shared):
        assert SCHEME.ancestors(id_) & raw.keys() == above(id_, raw), id_


def test_sources_of_the_facts_are_kept(shared: Path) -> None:
    for id_, one in facts(shared).items():
        assert SCHEME.concepts[id_].sources == tuple(sorted(set(one["source"]))), id_


def test_a_stated_label_is_not_called_our_translation(shared: Path) -> None:
    for id_, one in facts(shared).items():
        concept = SCHEME.concepts[id_]
        for language, name in one["names"].items():
            stated = concept.labels.get(language) == name
            assert not (stated and language in concept.own_translations), (id_, language)


def test_matches_are_codes_that_euroscivoc_has(shared: Path) -> None:
    path = shared / "data" / "euroscivoc" / "euroSciVoc_from_cordis_en.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        codes = {f"euroscivoc:{row['euroSciVocCode']}" for row in csv.DictReader(file)}
    matches = {key for one in SCHEME.concepts.values()
               for key in (*one.exact, *one.close, *one.narrow, *one.broad)}  # fmt: skip
    assert matches
    assert matches - codes == set()


def questions(shared: Path) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load((shared / "gold" / "questions.yaml").read_text("utf-8"))


def test_gold_questions_are_understood(shared: Path) -> None:
    for question in questions(shared):
        for asked in (question["x"], question["x"].upper(), fold(question["x"])):
            assert [one.id for one in SCHEME.resolve(asked)] == [question["technology"]], asked


def test_what_must_ask_back_asks_back() -> None:
    found = [concept.id for concept in SCHEME.resolve("Medical Photonics")]
    assert found == ["biophotonics", "photonics-for-health"]
    assert SCHEME.ambiguous("medical-photonics")
    assert not SCHEME.ambiguous("photonics")


# --- Asked ---


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("lasers", "lasers"),
        ("https://w3id.org/lumigraph/id/technology/lasers", "lasers"),
        ("euroscivoc:/23/43/251/1077", "spectroscopy"),
        ("EuroSciVoc:/23/43/251/1077", "spectroscopy"),
        ("https://w3id.org/lumigraph/id/technology/euroscivoc-23-43-251-1077", "spectroscopy"),
        ("euroscivoc-23-43-251-1077", "spectroscopy"),
        (" LAZERIŲ  technologijos ", "lasers"),
        ("swiatlowody", "optical-fibres"),
        ("fiber optics", "optical-fibres"),
        ("Optische Kohärenztomographie", "optical-coherence-tomography"),
        ("tomografía de coherencia óptica", "optical-coherence-tomography"),
        ("optisk koherenstomografi", "optical-coherence-tomography"),
        ("τομογραφια οπτικης συνοχης", "optical-coherence-tomography"),
        ("optical biosensor", "optical-biosensors"),
        ("LED", "light-emitting-diodes"),
        ("Optik", "photonics"),
        ("NMR spectroscopy", "nmr-spectroscopy"),
    ],
)
def test_resolves(text: str, id_: str) -> None:
    assert [concept.id for concept in SCHEME.resolve(text)] == [id_]


@pytest.mark.parametrize("text", ["", "  ", "basket weaving", "euroscivoc:/99", "euroscivoc:"])
def test_resolves_to_nothing(text: str) -> None:
    assert SCHEME.resolve(text) == []


@given(st.sampled_from(sorted(SCHEME.labels())), st.booleans())
def test_every_label_finds_its_concept(label: tuple[str, str, str], loud: bool) -> None:
    text, _, id_ = label
    asked = text.upper() if loud else text.replace(" ", "-")
    assert id_ in [concept.id for concept in SCHEME.resolve(asked)]


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert all(concept.id in SCHEME.concepts for concept in SCHEME.resolve(text))


def test_a_preferred_label_comes_before_an_alternative_one() -> None:
    scheme = Technologies(
        [
            Concept("a", {"en": "one"}, {"lt": ["Two"]}, {}),
            Concept("b", {"en": "two"}, {}, {}),
        ]
    )
    assert [concept.id for concept in scheme.resolve("TWO")] == ["b", "a"]
    assert scheme.ambiguous("two")


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("optical coherance tomografy", "optical-coherence-tomography"),
        ("lazeriu technologjos", "lasers"),
        ("photonic integrated circiut", "integrated-photonics"),
        ("bioftonics", "biophotonics"),
    ],
)
def test_suggests_what_was_meant(text: str, id_: str) -> None:
    suggestions = SCHEME.suggest(text, 3)
    assert suggestions[0].concept.id == id_
    assert len({one.concept.id for one in suggestions}) == len(suggestions) <= 3
    assert [one.score for one in suggestions] == sorted(
        (s.score for s in suggestions), reverse=True
    )


def test_suggests_nothing_for_nothing() -> None:
    assert SCHEME.suggest("") == []
    assert SCHEME.suggest("lasers", 0) == []


def test_ancestors_and_descendants_mirror_each_other() -> None:
    for id_ in SCHEME.concepts:
        assert all(id_ in SCHEME.descendants(wider) for wider in SCHEME.ancestors(id_))
    assert SCHEME.ancestors("oct-angiography") == {
        "optical-coherence-tomography", "medical-imaging", "photonics-for-health", "photonics",
    }  # fmt: skip


def test_related_goes_both_ways() -> None:
    for concept in SCHEME.concepts.values():
        for other in concept.related:
            assert concept.id in SCHEME.concepts[other].related


def test_an_unknown_id_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownTermError, match="'laserz' is no id"):
        SCHEME.ancestors("laserz")


# --- Read ---

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix technology: <https://w3id.org/lumigraph/id/technology/> .
"""


def test_reading_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "scheme.ttl"
    path.write_text(PREFIXES + 'technology:a a skos:Concept ; skos:prefLabel "x"@lt .', "utf-8")
    with pytest.raises(TableError, match=r"technology/a> has no English"):
        read(path)
    path.write_text(
        PREFIXES + 'technology:a a skos:Concept ; skos:prefLabel "x"@en ; '
        "skos:broader technology:b .",
        "utf-8",
    )
    with pytest.raises(TableError, match="'a' names 'b', which is not there"):
        read(path)
