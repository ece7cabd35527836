"""The JSON-LD context that the vocabulary gives: ``context.jsonld``.

Dates carry no coercion, for their type depends on how much of them is known: JSON-LD writes them
as value objects. Amounts are strings there, as JSON-LD would turn a fraction into a double.
"""

from __future__ import annotations

from collections.abc import Container

from ontology.model import Model
from ontology.terms import Property, Scheme
from ontology.vocabulary import LG

PREFIXES = {
    "lg": str(LG),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
COERCED = {"integer", "decimal", "boolean", "anyURI", "duration"}


def context(model: Model) -> dict[str, object]:
    """Return the JSON-LD document that maps local names to the terms of ``model``."""
    kinds = {name: f"lg:{name}" for name in model.kinds}
    properties = {name: _property(prop) for name, prop in model.properties.items()}
    names = [*(relation.property for relation in model.relations.values()), *model.closures]
    relations = {name: {"@id": f"lg:{name}", "@type": "@id"} for name in names}
    statement = {
        "Relation": "lg:Relation",
        "source": {"@id": "rdf:subject", "@type": "@id"},
        "relation": {"@id": "rdf:predicate", "@type": "@vocab"},
        "target": {"@id": "rdf:object", "@type": "@id"},
        "relations": {"@reverse": "rdf:subject"},
        "label": {"@id": "rdfs:label", "@container": "@language"},
    }
    head = {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type"}
    terms = head | kinds | properties | relations | statement
    for prop in model.properties.values():
        if prop.scheme is not None:
            properties[prop.name]["@context"] = _values(prop.scheme, terms)
    return {"@context": terms}


def _values(scheme: Scheme, terms: Container[str]) -> dict[str, str]:
    """Return the context inside a property: its values, also those that are names of terms."""
    clashing = {value: scheme.namespace + value for value in scheme.values if value in terms}
    return {"@vocab": scheme.namespace, **clashing}


def _property(prop: Property) -> dict[str, object]:
    term: dict[str, object] = {"@id": f"lg:{prop.name}"}
    if prop.scheme is not None:
        term["@type"] = "@vocab"
    elif prop.datatype == "langString":
        term["@container"] = "@language"
    elif prop.datatype in COERCED:
        term["@type"] = f"xsd:{prop.datatype}"
    return term
