"""A term that a version was released with stays: what points at it must find it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, Graph, Literal, URIRef

from ontology import technologies, vocabulary

STORES = Path(__file__).parents[1] / "stores"
RELEASED = sorted(STORES.glob("*/terms.txt"))
FILES = (vocabulary.FILE, technologies.FILE)


def terms() -> set[str]:
    """Return the URIs of all that the vocabulary and the technologies describe."""
    described = (subject for file in FILES for subject in Graph().parse(file).subjects())
    return {str(one) for one in described if isinstance(one, URIRef)}


@pytest.mark.parametrize("file", RELEASED, ids=lambda file: file.parent.name)
def test_no_released_term_goes(file: Path) -> None:
    """Deprecated ones stay in the file: ``owl:deprecated true``, and what replaces them."""
    assert set(file.read_text(encoding="utf-8").split()) - terms() == set()


def test_every_version_has_its_terms() -> None:
    versions = {one for one in STORES.iterdir() if one.name[0].isdigit()}
    assert versions == {one.parent for one in RELEASED}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_deprecated_is_replaced_by_what_is_there(file: Path) -> None:
    graph = Graph().parse(file)
    assert set(graph.objects(None, OWL.deprecated)) <= {Literal(True)}
    for one, other in graph.subject_objects(DCTERMS.isReplacedBy):
        assert (one, OWL.deprecated, Literal(True)) in graph
        assert (other, None, None) in graph
