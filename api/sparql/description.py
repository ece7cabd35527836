"""What the endpoint says of itself: its service description, and the dataset in VoID."""

from __future__ import annotations

from collections.abc import Iterator

from api.sparql.dataset import Dataset
from graph.rdf.evidence import source_graph
from graph.rdf.index import Stamp
from graph.rdf.projection import A
from graph.rdf.terms import PREFIXES, iri, typed
from ontology.vocabulary import LG

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
WORDS = {**PREFIXES, "sd": SD, "void": VOID}


def statements(endpoint: str, dataset: Dataset, stamp: Stamp) -> Iterator[str]:
    """Yield what there is to know of the service at the URL ``endpoint``."""
    service, data, golden = (iri(f"{endpoint}#{part}") for part in ("service", "dataset", "golden"))
    yield f"{service} {A} {_sd('Service')}"
    yield f"{service} {_sd('endpoint')} {iri(endpoint)}"
    yield f"{service} {_sd('supportedLanguage')} {_sd('SPARQL11Query')}"
    for name in RESULTS:
        yield f"{service} {_sd('resultFormat')} {iri(FORMATS + name)}"
    yield f"{service} {_sd('defaultDataset')} {data}"
    yield f"{data} {A} {_sd('Dataset')}"
    yield f"{data} {A} {_void('Dataset')}"
    yield f"{data} {_void('sparqlEndpoint')} {iri(endpoint)}"
    yield f"{data} {_void('triples')} {typed(stamp.quads, 'integer')}"
    yield f"{data} {_void('uriSpace')} {iri(stamp.base)}"
    for name in ("lg", "org", "skos", "prov", "schema", "dcterms"):
        yield f"{data} {_void('vocabulary')} {iri(PREFIXES[name])}"
    yield f"{data} {_sd('defaultGraph')} {golden}"
    yield f"{golden} {A} {_sd('Graph')}"
    yield from _kinds(golden, endpoint, dataset)
    yield from _named(data, endpoint, dataset)


def _kinds(golden: str, endpoint: str, dataset: Dataset) -> Iterator[str]:
    """Yield how many things of each kind, and how many relations of each type, there are."""
    kinds, _ = dataset.store.golden.counts()
    yield f"{golden} {A} {_void('Dataset')}"
    for kind, number in sorted(kinds.items()):
        part = iri(f"{endpoint}#{kind}")
        yield f"{golden} {_void('classPartition')} {part}"
        yield f"{part} {_void('class')} {iri(LG + kind)}"
        yield f"{part} {_void('entities')} {typed(number, 'integer')}"


def _named(data: str, endpoint: str, dataset: Dataset) -> Iterator[str]:
    base = dataset.base
    sources = {one.info.name for one in dataset.store.ledger.sources(closed=True)}
    graphs = [iri(dataset.names.inferred), *(source_graph(name, base) for name in sorted(sources))]
    for number, graph in enumerate(graphs, 1):
        node = iri(f"{endpoint}#graph-{number}")
        yield f"{data} {_sd('namedGraph')} {node}"
        yield f"{node} {A} {_sd('NamedGraph')}"
        yield f"{node} {_sd('name')} {graph}"


def _sd(name: str) -> str:
    return iri(SD + name)


def _void(name: str) -> str:
    return iri(VOID + name)
