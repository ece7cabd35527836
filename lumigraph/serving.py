"""The server of a graph: its application, and a real one in this process while it is needed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.errors import StoreError, UsageError
from lumigraph.admission import admission
from lumigraph.graph import Graph
from lumigraph.ports import HERE, listen
from lumigraph.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


def application(graph: Graph, public_url: str) -> FastAPI:
    """Return the application that serves a graph; ``public_url`` is where everybody finds it."""
    from api.app import create_app  # slow to import, and only servers need it
    from api.curating.access import Curation
    from api.sparql.asked import Limits
    from lumigraph.uploading import uploads_of

    settings, public = graph.settings, graph.reader.before
    check_curating(settings)
    _ = graph.holdings.internal  # opened and brought in line before two threads ask at once
    return create_app(
        graph.reader,
        base_uri=settings.base_uri,
        public_url=public_url,
        publication=settings.publication(public_url),
        dumps=settings.dumps_folder(graph.holdings.public.url),
        index=settings.index_folder(graph.store.url),
        atlas=graph.atlas,
        regions_file=settings.outlines_file(graph.holdings.public.url),
        curation=Curation(graph.holdings, settings.curator, texts=settings.texts()),
        uploads=uploads_of(graph),
        access=admission(settings, public_url, settings.workers),
        public_index=settings.index_folder(graph.holdings.public.url),
        public_atlas=settings.atlas(public) if public else None,
        limits=Limits(
            settings.sparql_seconds,
            settings.sparql_rows,
            settings.sparql_queries,
            settings.sparql_memory,
        ),
    )


@contextmanager
def kept_up(app: FastAPI) -> Iterator[None]:
    """Keep what is derived from the store up to date, in threads beside, inside the context."""
    with ExitStack() as kept:
        for side in filter(None, (app.state, app.state.public)):
            kept.enter_context(side.dataset.following())
            kept.enter_context(side.atlas.warming())
        kept.enter_context(app.state.catalogue.following())
        yield


def check_curating(settings: Settings) -> None:
    """Raise ``UsageError`` where a server that curates would answer other machines."""
    from api.access.hosts import LOOPBACK

    if settings.curate and settings.host not in LOOPBACK:
        raise UsageError(
            f"host is '{settings.host}': a server that curates listens to this machine alone; "
            "set host to 127.0.0.1, or curate to false"
        )
    if settings.curate and settings.proxies:
        raise UsageError(
            f"proxies is '{settings.proxies}': a server that curates is asked by this machine "
            "alone; leave proxies out, or set curate to false and give out tokens"
        )
    if settings.curate and settings.public_url and _named(settings.public_url) not in LOOPBACK:
        raise UsageError(
            f"public_url is '{settings.public_url}': a server that curates is found on this "
            "machine alone; leave public_url out, or set curate to false and give out tokens"
        )


def _named(url: str) -> str:
    """Return the name of the machine in a URL."""
    return urlsplit(url).hostname or ""


@contextmanager
def running(make: Callable[[str], FastAPI]) -> Iterator[str]:
    """Serve the application that ``make`` returns for an address on this machine; yield it."""
    import uvicorn  # slow to import, and only servers need it

    with listen(HERE, 0) as listener:
        address = f"http://{HERE}:{listener.getsockname()[1]}"
        app = make(address)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", proxy_headers=False))
        thread = threading.Thread(target=server.run, args=[[listener]])
        thread.start()
        try:
            while not server.started:
                if not thread.is_alive():
                    raise StoreError(f"no server starts at {address}: the log says why")
                time.sleep(0.01)
            yield address
        finally:
            server.should_exit = True
            thread.join()
            for side in filter(None, (app.state, app.state.public)):
                side.dataset.close()
