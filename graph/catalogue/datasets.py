"""The datasets of a catalogue and their dumps: the whole graph, and what each source says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.catalogue.coverage import spatial, temporal
from graph.catalogue.dumps import EVERYTHING, GRAPH, DumpFile, source_mark, source_slug
from graph.catalogue.model import Concept, Dataset, Distribution, Document, Texts, Withdrawn
from graph.catalogue.publication import Publication
from graph.catalogue.shelf import Stock
from graph.catalogue.survey import Survey, union
from graph.catalogue.vocabularies import concept, licence_concept
from graph.catalogue.words import filled, load_words
from graph.curating.entry import is_by_hand
from graph.ledger.attribution import Attribution, attributions
from graph.ledger.retention import PURGE
from graph.rdf.forms import FORMS, GRAPH_FORMS
from graph.store import GraphStore
from graph.stored import SourceVersion
from ontology.licences import find_licence, licence_named

FILE_TYPES = {
    "nt": "RDF_N_TRIPLES",
    "ttl": "RDF_TURTLE",
    "rdf": "RDF_XML",
    "jsonld": "JSON_LD",
    "nq": "RDF_N_QUADS",
    "trig": "RDF_TRIG",
}
UNSTATED = ""
"""The language of a text of which nobody says it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one dataset is about; ``times`` are when it was issued and modified."""

    slug: str
    source: str
    title: Texts
    description: Texts
    provenance: Texts
    survey: Survey
    licence: Concept | None
    rights: str
    times: tuple[str, str]
    derived_from: tuple[str, ...] = ()


class Datasets:
    """Makes datasets from a store, its dumps, and what the publisher says."""

    def __init__(self, store: GraphStore, stock: Stock, by: Publication) -> None:
        self._stock = stock
        self._by = by
        self._words = load_words()
        revisions = store.revisions()
        self._at = {one.number: one.at for one in revisions}
        self._purged = {one.note: one.at for one in revisions if one.action == PURGE}
        self._lines = {one.name: one for one in attributions(store)}
        versions = store.ledger.sources(closed=True)
        groups = groupby(versions, lambda one: one.info.name)
        self._history = {name: list(some) for name, some in groups}
        self.languages = tuple(concept("language", code) for code in self._words["languages"])
        self.themes = tuple(concept("data-theme", code) for code in self._words["themes"])
        self.licence = licence_concept(licence_named(by.licence))
        self.access = concept("access-right", "PUBLIC")

    def all(self) -> tuple[Dataset, ...]:
        """Return the whole graph, then the sources by slug; entries by hand are in the whole."""
        read = [one for one in self._lines.values() if not is_by_hand(one.name)]
        sources = [self._source(one) for one in read]
        whole = self._whole(tuple(sorted(self.uri(one.slug) for one in sources)))
        sources.sort(key=lambda one: one.slug)
        return tuple(self._dataset(one) for one in (whole, *sources))

    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """Return the datasets of sources that left, by mark."""
        left = (
            Withdrawn(source_mark(name), self._last(some), source_slug(name), name)
            for name, some in self._history.items()
            if name not in self._lines and not is_by_hand(name)
        )
        purged = (
            Withdrawn(source_mark(name), at)
            for name, at in self._purged.items()
            if name not in self._history and not is_by_hand(name)
        )
        return tuple(sorted((*left, *purged), key=lambda one: one.mark))

    def _last(self, versions: Sequence[SourceVersion]) -> str:
        """Return when the last of a source's versions was closed."""
        return self._at[max(one.closed or 0 for one in versions)]

    def uri(self, slug: str) -> str:
        """Return the URI of a dataset, which never changes."""
        return f"{self._by.base_uri}/dataset/{slug}"

    def _whole(self, sources: tuple[str, ...]) -> Subject:
        words = self._words["graph"]
        return Subject(
            slug=GRAPH,
            source="",
            title=words["title"],
            description=words["description"],
            provenance=words["provenance"],
            survey=union(self._stock.surveys.values()),
            licence=self.licence,
            rights="; ".join(dict.fromkeys(one.line for one in self._lines.values())),
            times=(self._at[min(self._at)], self._stock.revision.at),
            derived_from=sources,
        )

    def _source(self, said: Attribution) -> Subject:
        words, survey = self._words["source"], self._stock.surveys[said.name]
        title = said.title or said.name
        licence = find_licence(said.licence)
        return Subject(
            slug=source_slug(said.name),
            source=said.name,
            title={UNSTATED: title},
            description=filled(words["description"], source=title, number=survey.records),
            provenance=filled(words["provenance"], source=title, line=said.line),
            survey=survey,
            licence=licence_concept(licence) if licence else None,
            rights=said.line,
            times=self._times(self._history[said.name]),
        )

    def _times(self, versions: Sequence[SourceVersion]) -> tuple[str, str]:
        """Return when a source came in first, and when its standing version did."""
        opened = [one.opened for one in versions]
        return self._at[min(opened)], self._at[max(opened)]

    def _dataset(self, one: Subject) -> Dataset:
        uri, (issued, modified) = self.uri(one.slug), one.times
        page = f"{self._by.public_url}/dataset/{one.slug}"
        return Dataset(
            uri=uri,
            slug=one.slug,
            mark=source_mark(one.source) if one.source else GRAPH,
            source=one.source,
            title=one.title,
            description=one.description,
            keywords={language: tuple(some) for language, some in self._words["keywords"].items()},
            themes=self.themes,
            spatial=spatial(one.survey),
            temporal=temporal(one.survey, issued),
            frequency=concept("frequency", self._by.frequency),
            languages=self.languages,
            access_rights=self.access,
            licence=one.licence,
            provenance=one.provenance,
            conforms_to=(self._vocabulary(),),
            landing_page=Document(page, self._words["landing"]),
            derived_from=one.derived_from,
            distributions=tuple(self._distributions(one)),
            issued=issued,
            modified=modified,
        )

    def _vocabulary(self) -> Document:
        return Document(f"{self._by.base_uri}/ontology", self._words["vocabulary"])

    def _distributions(self, one: Subject) -> Iterator[Distribution]:
        for file in self._stock.files:
            if file.slug == one.slug:
                yield self._distribution(one, file)

    def _distribution(self, one: Subject, file: DumpFile) -> Distribution:
        form = (FORMS | GRAPH_FORMS)[file.form]
        address = f"{self._by.public_url}/dump/{file.name}"
        return Distribution(
            uri=f"{self.uri(one.slug)}#{file.form}",
            file=file.name,
            title={UNSTATED: f"{form.label}, gzip"},
            description=self._content(one, file.form),
            access_url=address,
            download_url=address,
            format=concept("file-type", FILE_TYPES[file.form]),
            media_type=concept("media-type", form.media_type),
            compression=concept("media-type", "application/gzip"),
            byte_size=file.byte_size,
            checksums={"sha1": file.sha1, "sha256": file.sha256},
            licence=one.licence,
            rights={UNSTATED: one.rights},
            availability=concept("availability", "STABLE"),
            languages=self.languages,
            conforms_to=(self._vocabulary(),),
            issued=one.times[0],
            modified=self._modified(one, file.form),
        )

    def _content(self, one: Subject, form: str) -> Texts:
        """Return what a dump holds, in words."""
        words: Mapping[str, Texts] = self._words["distribution"]
        if one.source:
            return words["said"]
        return words["everything" if form in EVERYTHING else "facts"]

    def _modified(self, one: Subject, form: str) -> str:
        """Return the time of the revision that changed what a dump holds."""
        if one.source or form in EVERYTHING:
            return one.times[1]
        return self._at.get(self._stock.golden, one.times[1])
