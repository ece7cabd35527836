"""The catalogue of a store: its datasets, the services over them, and who publishes it."""

from __future__ import annotations

from collections.abc import Iterator

from graph.catalogue.datasets import Datasets
from graph.catalogue.dumps import GRAPH
from graph.catalogue.model import Catalogue, ContactPoint, DataService, Document, Publisher
from graph.catalogue.publication import Publication
from graph.catalogue.shelf import Stock
from graph.catalogue.vocabularies import concept, load_vocabularies
from graph.catalogue.words import load_services, load_words
from graph.errors import DumpError
from graph.store import GraphStore


def make_catalogue(store: GraphStore, stock: Stock, by: Publication) -> Catalogue:
    """Return the catalogue of ``store``, whose last revision the dumps of ``stock`` are of.

    The same history and settings give the same catalogue. Raises ``DumpError`` when the store
    changes meanwhile, ``UsageError`` or ``UnknownLicenceError`` for a setting of no known value.
    """
    datasets = Datasets(store, stock, by)
    every = datasets.all()
    uri, words, graph = f"{by.base_uri}/catalog", load_words(), every[0]
    made = Catalogue(
        base=by.base_uri,
        uri=uri,
        title=words["catalogue"]["title"],
        description=words["catalogue"]["description"],
        homepage=Document(f"{by.public_url}/", words["homepage"]),
        publisher=_publisher(uri, by),
        contact=ContactPoint(f"{uri}#contact", by.contact_name, by.contact_email, by.contact_url),
        licence=datasets.licence,
        languages=datasets.languages,
        theme_taxonomy=load_vocabularies()["data-theme"].scheme,
        spatial=graph.spatial,
        issued=graph.issued,
        modified=graph.modified,
        revision=stock.revision.number,
        datasets=every,
        services=tuple(_services(uri, by.public_url, datasets)),
        withdrawn=datasets.withdrawn(),
    )
    if store.revision() != stock.revision:
        raise DumpError(f"{store.url} was changed while its catalogue was made: make it again")
    return made


def _publisher(uri: str, by: Publication) -> Publisher:
    type_ = concept("publisher-type", by.publisher_type)
    return Publisher(f"{uri}#publisher", by.publisher_name, type_, by.publisher_url)


def _services(uri: str, public_url: str, datasets: Datasets) -> Iterator[DataService]:
    for slug, one in load_services().items():
        page = Document(public_url + one.documentation, load_words()["documentation"])
        yield DataService(
            uri=f"{uri}#{slug}",
            title=one.title,
            description=one.text,
            endpoint_url=public_url + one.endpoint,
            endpoint_description=public_url + one.description,
            documentation=page,
            conforms_to=tuple(Document(at, {"en": name}) for at, name in one.conforms_to.items()),
            serves=(datasets.uri(GRAPH),),
            licence=datasets.licence,
            access_rights=datasets.access,
        )
