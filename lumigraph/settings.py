"""What a user may tune, with its defaults; ``lumigraph.configuration`` reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import platformdirs

from graph.catalogue.publication import Publication
from graph.documents.texts import Texts
from graph.entities import DEFAULT_BASE_URI
from graph.errors import UsageError
from graph.ledger.acting import IN_PYTHON, Actor
from graph.ledger.retention import ALL
from graph.linkage.kept.removal import remove
from graph.opening import SQLITE, Access
from graph.reader import Reader
from ingest.archives import DEFAULT, Limits
from ingest.documents.manner import SURE, Manner
from ingest.uploads.limits import USUAL_LIMITS
from ingest.uploads.limits import Limits as UploadLimits
from viz.network.atlas import Atlas
from viz.network.limits import Limits as NetworkLimits

DEFAULT_PORT = 8000
PLACE = "public_url"
UNSET = Publication("")
SHOWN = NetworkLimits()
NOT_WORD = re.compile(r"\W+")


def at_home(place: str) -> str:
    """Return a path, or the URL of a file, with the folder of its user for a ~ at its beginning.

    Shells write it out at the beginning of a word alone. Raises ``UsageError`` for a user that the
    machine does not know.
    """
    url, path = (SQLITE, place.removeprefix(SQLITE)) if place.startswith(SQLITE) else ("", place)
    if not path.startswith("~"):
        return place
    try:
        return f"{url}{Path(path).expanduser()}"
    except RuntimeError as error:
        name = Path(path).parts[0]
        raise UsageError(f"'{place}': no home is known for {name}, write the whole path") from error


def default_store() -> str:
    """Return the URL of the store in the platform's data folder."""
    return f"{SQLITE}{platformdirs.user_data_path('lumigraph') / 'graph.db'}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set; each field is also ``LUMIGRAPH_<FIELD>`` and a key of the file.

    ``store``: URL of the store. ``internal_store``: URL of the one that also holds what stays in
    the house, by default a SQLite file beside the store or in the platform's data folder.
    ``base_uri``: what entity URIs begin with. ``public_url``: where everybody finds this server's
    pages and documents, by default where it listens. ``neo4j_user``, ``neo4j_password``: for Bolt
    stores. ``host``, ``port``: where the server listens; a port in use chooses the next.
    ``cache``: the folder of what `refresh` fetched, by default the platform's. ``private_links``:
    whether addresses of the house's own network are asked when links are checked. ``archive_size``
    (bytes), ``archive_members``, ``archive_ratio`` and ``archive_depth``: how much an archive may
    hold; see ``ingest.archives.Limits``. ``index``: the folder of RDF indexes, by default beside
    the SQLite file or in the platform's data folder. ``sparql_seconds``, ``sparql_rows``,
    ``sparql_queries`` and ``sparql_memory`` (bytes): how much a query may take, and how many run at
    once; see ``api.sparql.asked.Limits``. ``curator``: who judges identity where `--by` names
    nobody; it stands in public dumps. ``curate``: whether the server lets the person at this
    machine review and edit; only where ``host`` is this machine. ``document_confidence`` (0 to 1):
    how sure a fact that was read in a document must be to go in without a person looking at it.
    ``keep_texts``: whether the texts of documents are kept for those who review what was read.
    ``endpoint_url``, ``endpoint_model`` and ``endpoint_key``: a language model that reads documents
    too, none by default; see ``ingest.documents.steps.endpoint``. ``network_nodes`` and
    ``network_links``: how much of a graph is drawn at once; ``layouts``: the folder of drawings, by
    default beside the SQLite file or in the platform's data folder; ``outlines``: that of regions
    to draw on a map, by default likewise. ``dumps``: the folder of the files that the catalogue
    lists, by default beside the SQLite file or in the platform's data folder. ``uploads``: the
    folder of files that are handed in, by default likewise; ``upload_size`` (bytes),
    ``upload_seconds`` and ``upload_days``: how large they may be, how long reading them may take,
    and when they are swept away; see ``ingest.uploads.limits.Limits``. ``publisher_…``,
    ``contact_…``, ``licence`` and ``frequency``: who publishes the graph, whom people may ask, and
    on which terms; see ``graph.catalogue.publication``. ``log_level`` and ``log_format``: what is
    logged, and as what; see ``lumigraph.logs``. ``metrics``, ``metrics_host`` and ``metrics_port``:
    whether, and where, figures are told to Prometheus. ``workers``: processes that answer;
    ``requests``: how many each lets in at once, and
    ``threads``: how many of these it works on. ``client_seconds``: how long a client may keep the
    server waiting in the midst of a request; ``body_seconds``: how long it may take to send all
    that it sends. ``reading``: whether reading what is public is `open`
    or needs a `token`; ``tokens``: the folder of the register of tokens, by default beside the
    SQLite file or in the platform's data folder; ``hosts``: names of the server beside that in
    ``public_url``; ``proxies``: addresses that are believed when they say for whom they ask;
    ``rate``: how often a client may ask; see ``lumigraph.admission``. ``history``: how far back
    what was known is kept where `forget` is told nothing else, such as `5 years`, or `all`; see
    ``graph.ledger.retention``. ``stop_seconds``: how long requests that are under way may take when
    the server is told to end.
    """

    store: str = ""
    internal_store: str = ""
    base_uri: str = DEFAULT_BASE_URI
    public_url: str = ""
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    cache: str = ""
    private_links: bool = False
    archive_size: int = DEFAULT.size
    archive_members: int = DEFAULT.members
    archive_ratio: int = DEFAULT.ratio
    archive_depth: int = DEFAULT.depth
    index: str = ""
    sparql_seconds: int = 30
    sparql_rows: int = 100_000
    sparql_queries: int = 4
    sparql_memory: int = 2_000_000_000
    curator: str = "curator"
    curate: bool = False
    document_confidence: float = SURE
    keep_texts: bool = True
    endpoint_url: str = ""
    endpoint_model: str = ""
    endpoint_key: str = field(default="", repr=False)
    network_nodes: int = SHOWN.nodes
    network_links: int = SHOWN.links
    layouts: str = ""
    outlines: str = ""
    dumps: str = ""
    uploads: str = ""
    upload_size: int = USUAL_LIMITS.size
    upload_seconds: int = USUAL_LIMITS.seconds
    upload_days: int = USUAL_LIMITS.days
    publisher_name: str = ""
    publisher_type: str = UNSET.publisher_type
    publisher_url: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_url: str = ""
    licence: str = UNSET.licence
    frequency: str = UNSET.frequency
    log_level: str = "info"
    log_format: str = "console"
    metrics: bool = False
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 9464
    workers: int = 1
    requests: int = 128
    threads: int = 2
    reading: str = "open"
    tokens: str = ""
    hosts: str = ""
    proxies: str = ""
    rate: str = "1200/minute"
    history: str = ALL
    client_seconds: int = 30
    body_seconds: int = 900
    stop_seconds: int = 20
    link_weights: str = ""
    link_automatic: float | None = None
    link_queue: float | None = None

    def at(self, store: str) -> Settings:
        """Return the settings of the graph at another URL.

        `internal_store` belongs to the `store` that is set along with it: another has its own, or
        a trial would bring the internal store of the real one in line with itself.
        """
        kept = self.store in ("", default_store()) or _place(self.store) == _place(store)
        internal = self.internal_store if kept else ""
        return replace(self, store=at_home(store), internal_store=internal)

    def internal(self) -> str:
        """Return the URL of the internal store. Raises ``UsageError`` where it is the store."""
        if self.store.endswith(":memory:"):
            return self.internal_store or self.store
        if self.internal_store and _place(self.internal_store) == _place(self.store):
            raise UsageError(
                f"internal_store names the store itself, {self.store}, which everybody may read: "
                "name another, or leave it out"
            )
        if self.internal_store:
            return self.internal_store
        if self.store.startswith(SQLITE):
            return f"{SQLITE}{Path(self.store.removeprefix(SQLITE)).with_suffix('.internal.db')}"
        folder = platformdirs.user_data_path("lumigraph")
        return f"{SQLITE}{folder / NOT_WORD.sub('-', self.store)}.internal.db"

    def index_folder(self, store: str) -> Path | None:
        """Return the folder of the RDF index of the store at a URL; None for one in memory."""
        return _derived(store, self.index, ".rdf")

    def linkage_folder(self, store: str) -> Path | None:
        """Return the folder of what linking keeps of a store; None for one in memory."""
        return _derived(store, "", ".linkage")

    def forget_names(self, store: str) -> None:
        """Take away what was made from a store and names what was erased from it."""
        if folder := self.linkage_folder(store):
            remove(folder)

    def tokens_file(self) -> Path | None:
        """Return the file of the register of tokens; None for a store in memory."""
        return _derived(self.store, self.tokens, ".tokens.db")

    def links_file(self) -> Path:
        """Return the file of what is known of links; raise for a store in memory."""
        file = _derived(self.store, "", ".links.db")
        if file is None:
            raise UsageError("a store in memory keeps nothing of its links: use a file")
        return file

    def dumps_folder(self, store: str) -> Path | None:
        """Return the folder of the dumps of the store at a URL; None for one in memory."""
        return _derived(store, self.dumps, ".dumps")

    def uploads_folder(self, store: str) -> Path | None:
        """Return the folder of files handed in for the store at a URL; None for one in memory."""
        return _derived(store, self.uploads, ".uploads")

    def upload_limits(self) -> UploadLimits:
        """Return how large a file that is handed in may be, and how long it may take."""
        return UploadLimits(self.upload_size, self.upload_seconds, self.upload_days)

    def atlas(self, reader: Reader) -> Atlas:
        """Return what draws the networks of a graph, within these limits."""
        limits = NetworkLimits(self.network_nodes, self.network_links)
        return Atlas(reader, self.layouts_folder(reader.store.url), limits)

    def layouts_folder(self, store: str) -> Path | None:
        """Return the folder of drawings of the store at a URL; None for one in memory."""
        return _derived(store, self.layouts, ".layouts")

    def outlines_file(self, store: str) -> Path | None:
        """Return the file of the outlines of regions; None for a store in memory."""
        folder = _derived(store, self.outlines, ".outlines")
        return folder / "regions.geojson" if folder else None

    def publication(self, public_url: str) -> Publication:
        """Return who publishes the graph, where, and on which terms.

        Raises ``UsageError`` or ``UnknownLicenceError`` for a word that is not known.
        """
        said = {
            one.name: getattr(self, one.name) for one in fields(Publication) if one.name != PLACE
        }
        return Publication(public_url, **said)

    def limits(self) -> Limits:
        """Return how much an archive may hold."""
        return Limits(
            self.archive_size, self.archive_members, self.archive_ratio, self.archive_depth
        )

    def manner(self) -> Manner:
        """Return how documents are read: with a language model only where one is set."""
        texts = self.texts()
        if not self.endpoint_url:
            return Manner(self.document_confidence, texts=texts)
        if not self.endpoint_model:
            raise UsageError("endpoint_url is set and endpoint_model is not: set both, or neither")
        from ingest.documents.steps.endpoint import SURE_OF_IT, Endpoint

        if self.document_confidence <= SURE_OF_IT:
            raise UsageError(
                f"document_confidence is {self.document_confidence}: where a language model reads "
                f"along, set it above {SURE_OF_IT}, so that people look at what the model claims"
            )
        model = Endpoint(self.endpoint_url, self.endpoint_model, self.endpoint_key)
        return Manner(self.document_confidence, (model,), texts)

    def texts(self) -> Texts | None:
        """Return where the texts of documents are kept; None where they are not, or in memory."""
        folder = _derived(self.store, "", ".texts") if self.keep_texts else None
        return Texts(folder) if folder else None

    def access(self, *, alongside: bool = False) -> Access:
        """Return what a store asks of its caller."""
        by = Actor(self.curator, IN_PYTHON.through)
        return Access(self.neo4j_user, self.neo4j_password, alongside, by=by)


SECRETS = frozenset(one.name for one in fields(Settings) if not one.repr)
"""What is never shown."""


def _place(url: str) -> str | Path:
    """Return where a store is, however its URL is written."""
    return Path(url.removeprefix(SQLITE)).resolve() if url.startswith(SQLITE) else url


def _derived(store: str, folder: str, ending: str) -> Path | None:
    """Return where something that is made from a store lies; None for a store in memory."""
    file = store.removeprefix(SQLITE)
    if file in ("", ":memory:"):
        return None
    name = NOT_WORD.sub("-", store)
    if folder:
        return Path(folder) / name
    if file != store:
        return Path(file).with_suffix(ending)
    return platformdirs.user_data_path("lumigraph") / f"{name}{ending}"
