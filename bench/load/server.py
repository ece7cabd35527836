"""The server, alone or with a crew, and beside its routes those that the bench compares with.

python -m bench.load.server FOLDER STORE WORKERS [BOLT]

The password of BOLT is in LUMIGRAPH_NEO4J_PASSWORD. Each process that answers prints its number and
its port, as soon as it does. ``/bench/same/NAME/NUMBER`` returns from memory the answer of this
number in the file ``FOLDER/NAME.json``; ``/bench/plain`` asks the Neo4j at BOLT in plain Cypher.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from socket import socket

import neo4j
from fastapi import APIRouter, FastAPI, Response

from api.traffic.metrics import Metrics
from bench.child import PASSWORD
from bench.generator import LAST_YEAR
from bench.peers.plain import Question, Shown
from bench.peers.plain_cypher import PlainCypher
from lumigraph.answering import answer
from lumigraph.crew import Crew
from lumigraph.graph import open as open_graph
from lumigraph.logs import configure_logs
from lumigraph.neo4j_server import USER
from lumigraph.ports import HERE, listen
from lumigraph.serving import application
from lumigraph.settings import Settings
from lumigraph.stopping import at_stop

STOP_SECONDS = 10.0


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


@dataclass(frozen=True, slots=True)
class Work:
    """What each process does: it opens the graph for itself and answers questions."""

    folder: Path
    store: str
    workers: int
    listener: socket
    bolt: str

    def __call__(self) -> None:
        """Answer until told to end; the log goes into the folder."""
        folder = str(self.folder)
        settings = Settings(
            store=self.store,
            workers=self.workers,
            rate="none",
            tokens=folder,
            layouts=folder,
            dumps=folder,
        )
        with (
            (self.folder / "log").open("a", encoding="utf-8") as log,
            open_graph(settings=settings, internal=True) as graph,
        ):
            configure_logs(settings.log_level, settings.log_format, log)
            port = self.listener.getsockname()[1]
            app = mounted(
                application(graph, f"http://{HERE}:{port}"), beside(self.folder, self.bolt)
            )
            print(os.getpid(), port, flush=True)
            answer(app, settings, Metrics(), self.listener)


def main(folder: str, store: str, workers: str, bolt: str = "") -> None:
    """Answer until told to end, with so many processes; when one dies, all end."""
    told: list[int] = []
    with listen(HERE, 0) as listener:
        work = Work(Path(folder), store, int(workers), listener, bolt)
        if work.workers == 1:
            work()
        else:
            with at_stop(lambda: told.append(os.getpid())):
                Crew(work, work.workers, told.append).run(lambda: bool(told), STOP_SECONDS)


if __name__ == "__main__":
    main(*sys.argv[1:])
