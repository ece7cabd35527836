"""The catalogue as RDF: what holds in every profile."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph
import pytest
from rdflib import RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, XSD

from graph.catalogue.model import Catalogue
from graph.catalogue.profiles import load_profiles, profile_named
from graph.catalogue.rendering import catalogue_statements, dataset_statements, written
from graph.catalogue.vocabularies import scheme_titles
from graph.errors import UsageError
from graph.rdf.forms import FORMS

SPDX = Namespace("http://spdx.org/rdf/terms#")
PROFILES = [*load_profiles().values()]
LANGUAGES = {"en", "lt", "fr", "de"}


@pytest.fixture(scope="module", params=PROFILES, ids=lambda one: one.name)
def graph(request: pytest.FixtureRequest, catalogue: Catalogue) -> Graph:
    """The whole catalogue in a profile."""
    return Graph().parse(data=written(catalogue_statements(catalogue, request.param), "ttl"))


def test_no_blank_nodes_and_nothing_twice(graph: Graph, catalogue: Catalogue) -> None:
    assert not [one for triple in graph for one in triple if isinstance(one, BNode)]
    for profile in PROFILES:
        statements = [*catalogue_statements(catalogue, profile)]
        assert len(statements) == len(set(statements))


def test_every_form_says_the_same(catalogue: Catalogue) -> None:
    statements = [*catalogue_statements(catalogue, PROFILES[0])]
    read = [
        {one.triple for one in pyoxigraph.parse(written(statements, name), format=form.format)}
        for name, form in FORMS.items()
    ]
    assert all(one == read[0] for one in read)
    assert len(read[0]) == len(statements)


def test_the_catalogue_lists_all_its_parts(graph: Graph, catalogue: Catalogue) -> None:
    node = URIRef(catalogue.uri)
    assert {str(one) for one in graph.objects(node, DCAT.dataset)} == {
        str(one) for one in graph.subjects(RDF.type, DCAT.Dataset)
    }
    assert len({*graph.objects(node, DCAT.service)}) == 3
    assert {str(one) for one in graph.objects(node, DCTERMS.publisher)} == {
        str(one) for one in graph.subjects(RDF.type, FOAF.Agent)
    }


def test_every_value_states_its_class_and_its_scheme(graph: Graph) -> None:
    """Whatever is in one of the schemes, and whatever is named from where it would be."""
    named = {
        one
        for one in graph.objects()
        if isinstance(one, URIRef)
        and str(one).startswith(
            ("http://publications.europa.eu/", "http://data.europa.eu/nuts/code")
        )
        and str(one) not in scheme_titles()
    }
    assert len(named) > 100
    for one in named:
        [scheme] = graph.objects(one, SKOS.inScheme)
        assert (one, RDF.type, SKOS.Concept) in graph
        assert (one, SKOS.prefLabel, None) in graph
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        assert (scheme, DCTERMS.title, Literal(scheme_titles()[str(scheme)], "en")) in graph


@pytest.mark.parametrize(
    "predicate", [DCTERMS.title, DCTERMS.description, DCTERMS.provenance, DCAT.keyword]
)
def test_the_graph_is_described_in_four_languages(
    graph: Graph, catalogue: Catalogue, predicate: URIRef
) -> None:
    node = URIRef(catalogue.datasets[0].uri)
    texts = [*graph.objects(node, predicate)]
    if predicate == DCTERMS.provenance:
        texts = [*graph.objects(texts[0])]
    assert {one.language for one in texts if isinstance(one, Literal)} == LANGUAGES


def test_the_profiles_differ_in_sizes_and_checksums_alone(catalogue: Catalogue) -> None:
    new, old = (
        Graph().parse(data=written(catalogue_statements(catalogue, one), "nt"), format="nt")
        for one in PROFILES
    )
    predicates = {one for _, one, _ in new ^ old}
    assert predicates == {
        DCAT.byteSize,
        SPDX.algorithm,
        SPDX.checksumValue,
        DCTERMS.conformsTo,
        DCTERMS.title,
        RDF.type,
    }
    sizes = [{one.datatype for one in each.objects(None, DCAT.byteSize)} for each in (new, old)]  # type: ignore[attr-defined]
    assert sizes == [{XSD.nonNegativeInteger}, {XSD.decimal}]


def test_a_dataset_by_itself_says_what_the_catalogue_says_of_it(catalogue: Catalogue) -> None:
    whole = {*catalogue_statements(catalogue, PROFILES[0])}
    for dataset in catalogue.datasets:
        alone = {*dataset_statements(catalogue, dataset, PROFILES[0])}
        assert alone < whole
        others = {one.uri for one in catalogue.datasets} - {dataset.uri}
        assert not [one for one in alone for uri in others if one.startswith(f"<{uri}")]


def test_what_nobody_set_is_not_said(catalogue: Catalogue) -> None:
    bare = replace(
        catalogue,
        publisher=replace(catalogue.publisher, name="", homepage=""),
        contact=replace(catalogue.contact, name="", email="", page=""),
    )
    told = "\n".join(catalogue_statements(bare, PROFILES[0]))
    assert "foaf/0.1/name" not in told
    assert "mailto:" not in told
    assert '""' not in told


@pytest.mark.parametrize("form", [*FORMS])
def test_hostile_texts_stay_texts(catalogue: Catalogue, form: str) -> None:
    hostile = 'a "b" \\ <c> \n # ]]> \U0001f600'
    first = replace(catalogue.datasets[0], title={"en": hostile + "\x01\uffff"})
    told = replace(catalogue, datasets=(first,))
    content = written(catalogue_statements(told, PROFILES[0]), form)
    read = [one.triple for one in pyoxigraph.parse(content, format=FORMS[form].format)]
    title = pyoxigraph.NamedNode(str(DCTERMS.title))
    [said] = [
        str(one.object) for one in read if (one.subject.value, one.predicate) == (first.uri, title)
    ]
    assert said == str(pyoxigraph.Literal(f"{hostile}\ufffd\ufffd", language="en"))


def test_a_profile_that_is_not_there() -> None:
    assert profile_named("").name == "3.0.1"
    with pytest.raises(UsageError, match=r"'1\.1' is no profile .* 3\.0\.1, 2\.1\.1"):
        profile_named("1.1")
