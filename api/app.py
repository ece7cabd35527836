"""The server: one application over one graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from starlette.datastructures import State
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.access import sign_in
from api.access.access import Access
from api.access.guard import Guard
from api.branch import together
from api.catalogue import catalog, catalog_dumps
from api.catalogue.catalog_dumps import PACKED
from api.catalogue.catalog_keeper import Keeper
from api.catalogue.oai import router as oai
from api.codings import Codings
from api.curating.access import Curation
from api.curating.router import curating
from api.embedding import add_embedding
from api.headers import SecurityHeaders
from api.heads import Heads
from api.linked.nowhere import answer_nowhere
from api.linked.routes import linked_data, open_to_other_sites
from api.openapi import DocumentedApp
from api.packing import Parcels
from api.problems import HANDLERS
from api.reconcile import router as reconcile
from api.service import LOCAL_URL, Service
from api.site import EXPLORER, add_curating, add_documentation, add_explorer
from api.sparql import router as sparql
from api.sparql.asked import Limits
from api.sparql.dataset import Dataset
from api.unchanged import Unchanged
from api.v1.router import PREFIX, api
from api.version import VERSION
from graph.catalogue.publication import Publication
from graph.entities import DEFAULT_BASE_URI
from graph.reader import Reader
from ingest.uploads.uploads import Uploads
from viz.network.atlas import Atlas

DESCRIPTION = """
The knowledge graph of the photonics-for-health ecosystem: who works on what, where, with whom, and
who says so.

Problems come as `application/problem+json`; a name that is not understood brings `candidates`.
Lists go on with `cursor`, the `next` of the page before. Answers carry an `ETag` that stands until
the graph changes.
"""


ROUTERS = (catalog.router, catalog_dumps.router, oai.router, sparql.router, reconcile.router)


def create_app(
    reader: Reader,
    *,
    base_uri: str = DEFAULT_BASE_URI,
    public_url: str = LOCAL_URL,
    page: Path = EXPLORER,
    index: Path | None = None,
    limits: Limits | None = None,
    publication: Publication | None = None,
    dumps: Path | None = None,
    atlas: Atlas | None = None,
    regions_file: Path | None = None,
    curation: Curation | None = None,
    uploads: Uploads | None = None,
    access: Access | None = None,
    public_index: Path | None = None,
    public_atlas: Atlas | None = None,
) -> DocumentedApp:
    """Return the application over ``reader``'s graph.

    ``base_uri`` is what entity URIs begin with, ``public_url`` where everybody finds this server,
    ``page`` the folder of the built explorer. ``index`` is the folder of the RDF index, None for
    one that lasts as long as the application; ``limits`` are those of SPARQL queries.
    ``publication`` is who publishes the catalogue, ``dumps`` the folder of its files, None for one
    that lasts as long as the application. ``atlas`` draws networks, by default within the usual
    limits, and keeps no layouts. ``regions_file`` has the outlines of regions, if there are any.
    ``curation`` is what curators work on: whom ``access`` lets, and without it the person at this
    machine; then no other site may read. ``uploads`` takes files that are handed in, None for a
    server that takes none. Without ``access`` everybody is answered, from all that
    ``reader`` reads; with it, who may not see what is internal is answered from ``reader.before``,
    by ``public_index`` and ``public_atlas``.
    """
    app = DocumentedApp(
        title="Lumigraph",
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
        exception_handlers={**HANDLERS, 404: answer_nowhere, 410: answer_nowhere},
        redirect_slashes=False,  # they would lead to whatever name was asked
    )
    app.state.service = Service(reader, base_uri, public_url)
    app.state.dataset = Dataset(reader.store, base_uri, index, limits)
    app.state.atlas, app.state.parcels = atlas or Atlas(reader), Parcels()
    app.state.outlines = regions_file
    app.state.curation, app.state.access = curation, access
    app.state.uploads = uploads
    app.state.public = None
    if access and reader.before:
        app.state.public = State(
            {
                "service": Service(reader.before, base_uri, public_url),
                "dataset": Dataset(reader.before.store, base_uri, public_index, limits),
                "atlas": public_atlas or Atlas(reader.before),
            }
        )
    app.state.sparql_page = page / "sparql.html"
    by = replace(publication or Publication(""), base_uri=base_uri, public_url=public_url)
    public = reader.before or reader  # what stays in the house is not published
    app.state.catalogue = Keeper(public.store, by, dumps)
    others_read = is_open(reader, curation, access)
    _add_middleware(app, public_url, access, others_read=others_read)
    for one in (api(), curating(documented=curation is not None)):
        app.include_router(one)
    app.router.routes += together((linked_data(), *ROUTERS)).routes
    if access:
        app.include_router(sign_in.router)
    add_documentation(app)
    if curation is not None:
        add_curating(app, page)
    add_embedding(app, page, anywhere=others_read)
    add_explorer(app, page)
    return app


def _add_middleware(
    app: DocumentedApp, public_url: str, access: Access | None, *, others_read: bool
) -> None:
    """Put around the application what each request goes through, the innermost first."""
    app.add_middleware(Unchanged)
    app.add_middleware(
        GZipMiddleware, exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, PACKED)
    )
    app.add_middleware(Codings)
    if others_read:
        open_to_other_sites(app)
    if access:
        app.add_middleware(Guard, access=access)
    https = public_url.startswith("https:")
    app.add_middleware(SecurityHeaders, https=https, others_read=others_read)
    if access and access.proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(access.proxies))
    app.add_middleware(Heads, prefix=PREFIX)


def is_open(reader: Reader, curation: Curation | None, access: Access | None) -> bool:
    """Whether pages of other sites may read: not where asking from this machine is enough."""
    if access:
        return not (access.needs_token or access.trusts_here)
    return curation is None and reader.before is None
