"""The server as a process of a crew is, and beside its routes those that the bench compares with.

python -m bench.load.server FOLDER STORE [BOLT]   (the password of BOLT in LUMIGRAPH_NEO4J_PASSWORD)

It prints where it answers. ``/bench/same/NAME/NUMBER`` returns from memory the answer of this
number in the file ``FOLDER/NAME.json``; ``/bench/plain`` asks the Neo4j at BOLT in plain Cypher.
"""

from __future__ import annotations

import json
import os
import sys
import time
from functools import cache
from pathlib import Path

import neo4j
from fastapi import APIRouter, FastAPI, Response

from api.traffic.metrics import Metrics
from bench.child import PASSWORD, most_memory
from bench.generator import LAST_YEAR
from bench.peers.plain import Question, Shown
from bench.peers.plain_cypher import PlainCypher
from lumigraph.answering import answer
from lumigraph.graph import open as open_graph
from lumigraph.logs import configure_logs
from lumigraph.neo4j_server import USER
from lumigraph.ports import HERE, listen
from lumigraph.serving import application
from lumigraph.settings import Settings


def beside(folder: Path, bolt: str) -> APIRouter:
    """Return the routes of the bench."""
    router = APIRouter(prefix="/bench")

    @cache
    def kept(name: str) -> list[bytes]:
        texts = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return [text.encode() for text in texts.values()]

    @router.get("/same/{name}/{number}")
    async def same(name: str, number: int) -> Response:
        return Response(kept(name)[number], media_type="application/json")

    @router.get("/spent")
    async def spent() -> dict[str, float]:
        return {"cpu": time.process_time(), "memory": most_memory()}

    if bolt:
        password = os.environ[PASSWORD]
        peer = PlainCypher(neo4j.GraphDatabase.driver(bolt, auth=(USER, password)))

        @router.get("/plain")
        def plain(technology: str, region: str) -> Shown:
            return peer.who(Question(technology, region, LAST_YEAR))

    return router


def mounted(app: FastAPI, router: APIRouter) -> FastAPI:
    """Return ``app`` with the routes of ``router`` before its own: nothing is found sooner."""
    app.include_router(router)
    app.router.routes.insert(0, app.router.routes.pop())
    return app


def main(folder: str, store: str, bolt: str = "") -> None:
    """Answer until told to end; the log goes into the folder."""
    place = Path(folder)
    settings = Settings(store=store, rate="none", tokens=folder, layouts=folder, dumps=folder)
    with (
        (place / "log").open("a", encoding="utf-8") as log,
        open_graph(settings=settings, internal=True) as graph,
        listen(HERE, 0, else_next=True) as listener,
    ):
        configure_logs(settings.log_level, settings.log_format, log)
        address = f"http://{HERE}:{listener.getsockname()[1]}"
        app = mounted(application(graph, address), beside(place, bolt))
        print(address, flush=True)
        answer(app, settings, Metrics(), listener)


if __name__ == "__main__":
    main(*sys.argv[1:])
