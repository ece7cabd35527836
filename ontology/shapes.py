"""The SHACL shapes that the vocabulary gives: ``shapes.ttl``.

One shape a kind lists what its entities may have, for forms and validators; one a property or
relation says on what it may stand and what its values are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from ontology.model import Model
from ontology.terms import Property, RelationType, Texts

HEAD = """\
# SHACL shapes of the Lumigraph vocabulary, made from vocabulary.ttl by `python -m ontology.derive`.
# Validate together with vocabulary.ttl, which says which class is narrower than which.
# Licence: CC BY 4.0.
@prefix lg: <https://w3id.org/lumigraph/ontology#> .
@prefix lgs: <https://w3id.org/lumigraph/shapes#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

lgs:PartialDate a rdf:List ;
    rdf:first [ sh:datatype xsd:date ] ;
    rdf:rest ( [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:gYear ] ) .
"""
STATEMENT = [
    f"sh:property [ sh:path rdf:{part} ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ]"
    for part in ("subject", "predicate", "object")
]
DATATYPES = {
    "string": "sh:datatype xsd:string",
    "langString": "sh:datatype rdf:langString",
    "date": "sh:or lgs:PartialDate",
    "integer": "sh:datatype xsd:integer",
    "decimal": "sh:datatype xsd:decimal",
    "boolean": "sh:datatype xsd:boolean",
    "anyURI": "sh:datatype xsd:anyURI",
    "duration": "sh:datatype xsd:duration",
}


def shapes(model: Model) -> str:
    """Return the shapes of ``model`` in Turtle."""
    return "\n".join(
        [
            HEAD,
            *(_kind_shape(model, name) for name in model.kinds),
            _class_shape("Relation", tuple(_on_relations(model)), STATEMENT),
            *(shape for prop in model.properties.values() for shape in _property_shapes(prop)),
            *(shape for rel in model.relations.values() for shape in _relation_shapes(rel)),
        ]
    )


def _kind_shape(model: Model, name: str) -> str:
    """Return the shape of a kind; what a wider kind's shape lists is not repeated."""
    wider = model.ancestors(name)[1:]
    inherited = {p for kind in wider for p in _said_of(model, kind)}
    return _class_shape(name, set(_said_of(model, name)) - inherited)


def _on_relations(model: Model) -> Iterator[str]:
    yield from (prop.name for prop in model.properties.values() if prop.on_relations)


def _class_shape(name: str, listed: Collection[str], more: Iterable[str] = ()) -> str:
    properties = [f"sh:property {' , '.join(f'lgs:{p}' for p in sorted(listed))}"] if listed else []
    head = ["a sh:NodeShape", f"sh:targetClass lg:{name}"]
    return _block(f"lgs:{name}", [*head, *properties, *more])


def _said_of(model: Model, kind: str) -> Iterator[str]:
    yield from model.properties_of(kind)
    line = set(model.ancestors(kind))
    yield from (r.property for r in model.relations.values() if line & r.domain)


def _property_shapes(prop: Property) -> Iterator[str]:
    lines = ["a sh:PropertyShape", f"sh:path lg:{prop.name}", _names(prop.label)]
    if prop.scheme is None:
        lines.append(DATATYPES[prop.datatype])
    else:
        uris = (f"<{prop.scheme.namespace}{value}>" for value in prop.scheme.values)
        lines.append(f"sh:in ( {' '.join(uris)} )")
    if prop.pattern is not None:
        escaped = prop.pattern.replace("\\", "\\\\")
        lines.append(f'sh:pattern "{escaped}"')
    if not prop.multiple:
        lines.append("sh:uniqueLang true" if prop.datatype == "langString" else "sh:maxCount 1")
    yield _block(f"lgs:{prop.name}", lines)
    yield _domain_shape(prop.name, prop.domain | ({"Relation"} if prop.on_relations else set()))


def _relation_shapes(relation: RelationType) -> Iterator[str]:
    name = relation.property
    lines = [
        "a sh:PropertyShape",
        f"sh:path lg:{name}",
        _names(relation.label),
        "sh:nodeKind sh:IRI",
    ]
    yield _block(f"lgs:{name}", [*lines, _any_class(relation.range)])
    by_targets = defaultdict(set)
    for source in relation.domain:
        by_targets[frozenset(t for s, t in relation.pairs if s == source)].add(source)
    if len(by_targets) == 1:
        yield _domain_shape(name, relation.domain)
        return
    cases = sorted(
        f"[ {_any_class(sources)} ; sh:property [ sh:path lg:{name} ; {_any_class(targets)} ] ]"
        for targets, sources in by_targets.items()
    )
    yield _on_subjects(name, f"sh:or ( {' '.join(cases)} )")


def _domain_shape(name: str, classes: Iterable[str]) -> str:
    return _on_subjects(name, _any_class(classes))


def _on_subjects(name: str, constraint: str) -> str:
    lines = ["a sh:NodeShape", f"sh:targetSubjectsOf lg:{name}", constraint]
    return _block(f"lgs:{name}-domain", lines)


def _any_class(names: Iterable[str]) -> str:
    first, *others = sorted(names)
    if not others:
        return f"sh:class lg:{first}"
    return f"sh:or ( {' '.join(f'[ sh:class lg:{name} ]' for name in (first, *others))} )"


def _names(label: Texts) -> str:
    return "sh:name " + " , ".join(f'"{text}"@{lang}' for lang, text in sorted(label.items()))


def _block(subject: str, lines: Iterable[str]) -> str:
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"
