"""The catalogue as a repository: a record is a dataset, deleted when its source has left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element, fromstring, register_namespace

from api.catalogue.oai.datestamps import datestamp
from api.catalogue.oai.dublin_core import FORMAT as OAI_DC
from api.catalogue.oai.dublin_core import dublin_core
from api.catalogue.oai.repository import Format, Group, Header, Identity
from graph.catalogue.model import Catalogue, Dataset
from graph.catalogue.profiles import profile_named
from graph.catalogue.rendering import dataset_statements
from graph.catalogue.rendering import written as in_form
from graph.catalogue.sheet import WORDS
from graph.rdf.terms import RDF

RDF_SCHEMA = "http://www.openarchives.org/OAI/2.0/rdf.xsd"
PROFILES = {"dcat_ap_3": "3.0.1", "dcat_ap_2": "2.1.1"}
FORMATS = (OAI_DC, *(Format(prefix, RDF_SCHEMA, RDF) for prefix in PROFILES))
WHOLE, SOURCE = Group("graph", "The whole graph"), Group("source", "What one source says")

for _prefix, _namespace in {"rdf": RDF, **WORDS}.items():
    register_namespace(_prefix, _namespace)


def dcat_ap(version: str) -> Callable[[Catalogue, Dataset], Element]:
    """Return what writes a dataset in a version of DCAT-AP, as ``rdf:RDF``."""

    def written(catalogue: Catalogue, dataset: Dataset) -> Element:
        statements = dataset_statements(catalogue, dataset, profile_named(version))
        return fromstring(in_form(statements, "rdf"))  # noqa: S314 - our own

    return written


WRITERS: Mapping[str, Callable[[Catalogue, Dataset], Element]] = {
    OAI_DC.prefix: dublin_core,
    **{prefix: dcat_ap(version) for prefix, version in PROFILES.items()},
}


@dataclass(frozen=True)
class DatasetRepository:
    """The datasets of ``catalogue``, asked for at ``address``; ``emails`` of who answers for it."""

    catalogue: Catalogue
    address: str
    emails: tuple[str, ...] = ()
    groups: Sequence[Group] = (WHOLE, SOURCE)

    @property
    def identity(self) -> Identity:
        """What the repository says of itself."""
        name = self.catalogue.title["en"]
        return Identity(name, self.address, self.emails, datestamp(self.catalogue.issued))

    @cached_property
    def headers(self) -> Sequence[Header]:
        """The datasets that there are and those that there were, by their last change."""
        return sorted(self._headers(), key=lambda one: one.place)

    def _headers(self) -> Iterator[Header]:
        for one in self.catalogue.datasets:
            group = SOURCE if one.source else WHOLE
            yield Header(self.identifier(one.mark), datestamp(one.modified), (group.spec,))
        for gone in self.catalogue.withdrawn:
            identifier = self.identifier(gone.mark)
            yield Header(identifier, datestamp(gone.at), (SOURCE.spec,), deleted=True)

    def identifier(self, mark: str) -> str:
        """Return the identifier of a record, which tells no name, so that it may outlive one."""
        return f"{self.catalogue.base}/dataset/{mark}"

    @cached_property
    def _datasets(self) -> Mapping[str, Dataset]:
        return {self.identifier(one.mark): one for one in self.catalogue.datasets}

    def formats(self, identifier: str = "") -> Sequence[Format]:
        """Return the forms, which are the same for every dataset."""
        del identifier
        return FORMATS

    def metadata(self, identifier: str, prefix: str) -> Element:
        """Return a dataset in one of its forms."""
        return WRITERS[prefix](self.catalogue, self._datasets[identifier])
