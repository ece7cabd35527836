"""A graph as Python sees it: open a store, ask, walk, take data in, take it out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType

from graph.curating.hand import Hand
from graph.destination import check_destination
from graph.errors import UsageError
from graph.export import export, whole
from graph.ledger.attribution import attributions
from graph.ledger.holdings import Holdings
from graph.ledger.identity import Judgement
from graph.ledger.judging import check_new
from graph.ledger.writing import Report
from graph.opening import internal_opening, open_store
from graph.reader import Reader
from graph.records import Properties, Value
from graph.review.desk import Desk
from graph.roster.roster import roster
from graph.store import GraphStore
from ingest.archives import allow
from ingest.derived import retract, take_back
from lumigraph.arguments import checked, day, period_of, several
from lumigraph.configuration import load_settings
from lumigraph.questions import Questions
from lumigraph.settings import Settings
from viz.network.atlas import Atlas
from viz.network.selection import Part, Selection


class Graph(Questions):
    """An open graph; use it as a context manager or call ``close``.

    >>> from lumigraph import bundled_data
    >>> graph = open("sqlite:///:memory:")
    >>> graph.ingest(bundled_data()).rejected
    0
    >>> graph.search("ekspla")[0].name
    'Ekspla'
    >>> answer = graph.who("lasers", "Lithuania", kinds=["Company"])
    >>> answer.hits[0].id, answer.hits[0].paths[0][0].relation
    ('ekspla', 'WORKS_ON')
    >>> [step.relation for step in graph.path("LITEK", "CPIC")[0]]
    ['PARTY_TO', 'PARTY_TO']
    >>> graph.neighbours("LASER-GO GLOBAL").distances["biocat"]
    1
    >>> graph.to_networkx().nodes["litek"]["type"]
    'Cluster'
    >>> graph.close()
    """

    def __init__(self, holdings: Holdings, settings: Settings, *, internal: bool = False) -> None:
        self._holdings: Holdings | None = holdings
        self.settings = settings
        self._sees_all = internal
        self._reader = Reader(holdings.public)
        self._atlas: Atlas | None = None
        allow(settings.limits())

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Graph {self.settings.store}{'' if self._holdings else ', closed'}>"

    @property
    def holdings(self) -> Holdings:
        """What holds the public and the internal facts; raises ``UsageError`` once closed."""
        if self._holdings is None:
            raise UsageError("the graph is closed: open it again with `lumigraph.open`")
        return self._holdings

    @property
    def store(self) -> GraphStore:
        """The store that is asked: with the internal facts or without."""
        return self.holdings.whole if self._sees_all else self.holdings.public

    @property
    def reader(self) -> Reader:
        """What reads that store."""
        if self._reader.store is not self.store:
            self._reader = Reader(self.store, before=Reader(self.holdings.public))
        return self._reader

    @property
    def atlas(self) -> Atlas:
        """What draws that store's networks."""
        if self._atlas is None or self._atlas.reader is not self.reader:
            self._atlas = self.settings.atlas(self.reader)
        return self._atlas

    def close(self) -> None:
        """Let go of the store; the graph cannot be asked any more."""
        if self._holdings:
            self._holdings.close()
        self._holdings = None

    @checked
    def ingest(
        self,
        path: str | Path,
        format_name: str = "",
        *,
        visibility: str = "",
        mapping: str | Path = "",
        sure: bool = False,
    ) -> Report:
        """Take in the source at ``path``: all of it, or nothing when it cannot be read.

        ``visibility`` (``public``, ``internal``, ``embargoed until 2027-01-01``) says who may see
        it; without, its format does. ``mapping`` is that of a table which has none beside it;
        ``sure`` lets a snapshot take out many members. Raises ``ingest.errors.IngestError``.
        """
        from lumigraph.loading import take_in  # all formats are slow to import

        file = Path(mapping) if mapping else None
        return take_in(
            self.holdings,
            Path(path),
            format_name,
            None,
            visibility,
            file,
            sure=sure,
            base_uri=self.settings.base_uri,
            manner=self.settings.manner(),
            by=self.settings.curator,
        )

    @checked
    def retract(self, source: str, *, purge: bool = False) -> Sequence[Report]:
        """Take a source out, with what followed from it alone; ``purge`` erases its history too.

        Raises ``UnknownNameError`` for a source that is not in.
        """
        return retract(self.holdings, source, purge=purge, texts=self.settings.texts())

    @checked
    def merge(self, left: str, right: str, *, reason: str = "") -> Judgement:
        """Judge that two ids or keys mean one entity; ``undo`` takes its ``number``.

        Raises ``UnknownNameError``, ``StaleError`` where it was judged before, ``UsageError``.
        """
        return self._judge(left, right, "same", reason)

    @checked
    def split(self, left: str, right: str, *, reason: str = "") -> Judgement:
        """Judge that two keys of one entity mean two; the rest as in ``merge``."""
        return self._judge(left, right, "different", reason)

    def _judge(self, left: str, right: str, verdict: str, reason: str) -> Judgement:
        check_new(self.holdings.whole, left, right, verdict)
        by = self.settings.curator
        return self.holdings.judge(left, right, verdict, by=by, reason=reason)

    @checked
    def undo(self, number: int) -> Judgement:
        """Take a judgement back: the graph is again what it was without it."""
        return self.holdings.undo(number)

    @checked
    def add(
        self, type_: str, properties: Properties, *, address: str, key: str = "", reason: str = ""
    ) -> str:
        """Add an entity by hand; ``address`` is the page on which you read it, or words for it.

        This and the next three make an entry, which is believed before any source that is read,
        and return its name for ``take_back``; see ``graph.curating.hand.Hand``, which can do more.
        """
        return self.hand(address, reason).add(type_, properties, key)

    @checked
    def correct(
        self, name: str, property_: str, value: Value, *, address: str, reason: str = ""
    ) -> str:
        """Say by hand what a property of an entity is, instead of what stands there."""
        return self.hand(address, reason).correct(name, property_, value)

    @checked
    def end(
        self,
        source: str,
        type_: str,
        target: str,
        until: str | date,
        *,
        address: str,
        role: str = "",
        reason: str = "",
    ) -> str:
        """Say by hand when a relation ended, as a partial ISO date."""
        return self.hand(address, reason).end(source, type_, target, day(until), role)

    @checked
    def take_back(self, entry: str) -> None:
        """Undo an entry by hand: the graph is again what it was without it."""
        take_back(self.hand(""), entry)

    @checked
    def hand(self, address: str, reason: str = "", visibility: str = "") -> Hand:
        """Return who enters, as the setting ``curator``, what stands on a page."""
        return Hand(self.holdings, self.settings.curator, address, reason, visibility)

    @property
    def desk(self) -> Desk:
        """Where proposals are decided: uncertain pairs, facts read in documents, remarks."""
        return Desk(self.holdings)

    @checked
    def draw(
        self,
        output: str | Path,
        form: str = "",
        *,
        technology: str = "",
        region: str = "",
        focus: Collection[str] = (),
        depth: int = 1,
        kinds: Collection[str] = (),
        period: str = "",
        title: str = "",
        language: str = "en",
    ) -> Part:
        """Write a part of the graph as a network; return what was shown.

        ``form`` is pyvis, graphml, gexf, csv, xlsx, svg, png or jsonld, by default what the file's
        ending names (.html is pyvis). Nothing asked is everything, within the settings' limits.
        Raises ``UnknownNameError`` or ``AmbiguousNameError`` with candidates, and ``UsageError``.
        """
        from viz.exports.exporting import Wish as Drawn  # all forms are slow to import
        from viz.exports.to_file import export_to

        asked = Selection(
            focus=several(focus),
            depth=depth,
            technology=technology,
            region=region,
            kinds=several(kinds),
            period=period_of("", period),
        )
        wish = Drawn(title, language, base_uri=self.settings.base_uri)
        return export_to(self.atlas, asked, Path(output), form, wish)

    @checked
    def export(self, output: str | Path, form: str = "") -> int:
        """Write all that the graph shows, internal facts too where it was opened with them.

        Returns how many lines or statements the file has.

        ``form`` is jsonl, csv, nt, ttl, rdf, jsonld, nq or trig, by default what the file's ending
        names. Raises ``UsageError`` for another, and where no file can be.
        """
        return export(self.store, Path(output), self.settings.base_uri, form)

    @checked
    def roster(
        self, of: str, output: str | Path, kind: str = "organisation", language: str = "en"
    ) -> int:
        """Write the members of a cluster as a workbook to be edited; return how many they are.

        ``ingest`` takes it back. Raises ``UsageError`` for what has no members, and what
        ``check_destination`` raises.
        """
        from viz.exports.roster_workbook import write_roster

        check_destination(Path(output))
        internal = self.store is not self.holdings.public
        found = roster(self.store, self.entity(of), kind, language, "internal" if internal else "")
        with whole(Path(output)) as file:
            write_roster(found, attributions(self.store), file)
        return len(found.rows)


@checked
def open(
    store: str = "",
    settings: Settings | None = None,
    *,
    alongside: bool = False,
    internal: bool = False,
) -> Graph:
    """Open the graph at a store's URL, by default the one the settings name.

    Internal facts are seen only where ``internal`` asks for them.

    >>> with open("sqlite:///:memory:") as graph:
    ...     graph.store.revision().number
    0
    """
    chosen = settings or load_settings()
    if store:
        chosen = chosen.at(store)
    access = chosen.access(alongside=alongside)
    public = open_store(chosen.store, access)
    holdings = Holdings(
        public, internal_opening(chosen.internal(), access), erased=chosen.forget_names
    )
    return Graph(holdings, chosen, internal=internal)
