"""Fixtures that every folder of tests may use, and the rule that CI skips nothing."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.ingest.web import Web, serving

if TYPE_CHECKING:
    from api.access.register import Register
    from lumigraph.neo4j_server import Neo4jServer

# No test judges by time: a slow machine is not a defect.
settings.register_profile("lumigraph", deadline=None, print_blob=True)
settings.load_profile("lumigraph")
SHARED = Path(__file__).parents[2] / "shared"
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1"
"""A server that lives for minutes is not worth Java's second compiler: a third of all its time."""
PLANS_KEPT = {"dbms.cypher.min_replan_interval": "1h"}
"""Each case begins with an empty database, and what was planned for a full one Neo4j plans anew: a
third of all its time. Statements hold to their hints in either."""
HERE = frozenset({"127.0.0.1", "::1", "localhost", b"localhost", b"127.0.0.1", "", None})


def require(name: str, found: bool, remedy: str) -> None:
    """Skip the test when a part of the outside world is missing; in CI that fails it."""
    if not found:
        pytest.skip(f"{name} is missing: {remedy}")


@pytest.fixture(scope="session", autouse=True)
def this_machine_alone() -> Iterator[None]:
    """No test reaches another machine: sockets connect to this one, and names are not looked up."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _near(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _known_here(socket.getaddrinfo))
        for name in [one for one in os.environ if one.startswith("LUMIGRAPH_ENDPOINT")]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the settings and the data of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA"):
            patch.setenv(f"XDG_{name}_HOME", str(tmp_path_factory.mktemp(name.lower())))
        yield


def _near(connect: Callable[..., Any]) -> Callable[..., Any]:
    def checked(own: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and address[0] not in HERE:
            raise OSError(f"a test asked for {address[0]}")
        return connect(own, address)

    return checked


def _known_here(look_up: Callable[..., Any]) -> Callable[..., Any]:
    def checked(host: Any, *rest: Any, **more: Any) -> Any:
        if host not in HERE:
            raise socket.gaierror(socket.EAI_NONAME, f"a test asked for {host}")
        return look_up(host, *rest, **more)

    return checked


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the checkout: real sources, gold answers, seeds."""
    require(str(SHARED), SHARED.is_dir(), "put it beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def web_server() -> Iterator[Web]:
    """One web server for the whole run."""
    with serving() as web:
        yield web


@pytest.fixture
def web(web_server: Web) -> Web:
    """That server, as if nobody had asked it yet; it answers what the test puts there."""
    web_server.pages.clear()
    web_server.asked.clear()
    web_server.heads.clear()
    return web_server


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a SQLite store that holds the bundled data; nobody writes to it."""
    import lumigraph

    url = f"sqlite:///{tmp_path_factory.mktemp('bundled') / 'graph.db'}"
    with lumigraph.open(url) as graph:
        graph.ingest(lumigraph.bundled_data())
    return url


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register of tokens."""
    from api.access.register import Register

    with closing(Register(tmp_path / "access.db")) as found:
        yield found


@pytest.fixture(scope="session")
def short_lived_java() -> Iterator[None]:
    """Every Java that is started from here on is one that starts soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", JAVA_OPTIONS)
        yield


@pytest.fixture(scope="session")
def neo4j_server(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    short_lived_java: None,
) -> Iterator[Neo4jServer]:
    """One real Neo4j for the whole run; a test leaves its database as empty as it found it."""
    # Imported here, so that a broken front door does not hide what the other folders' tests say.
    from lumigraph.java import find_java
    from lumigraph.neo4j_server import Neo4jServer, default_folder

    home, password = tmp_path_factory.mktemp("neo4j"), secrets.token_hex(8)
    if request.config.getoption("--neo4j-newest"):
        from tests.neo4j_newest import QUIET, newest_jars, newest_java

        java = newest_java()
        require("Java 21", java is not None, "requirements/java.txt has one")
        assert java is not None
        own = PLANS_KEPT | QUIET
        with Neo4jServer(home, newest_jars(), java, password, settings=own) as server:
            yield server
        return
    lib, java = default_folder() / "lib", find_java()
    require("Neo4j", lib.is_dir(), "`python run.py test` fetches it where Maven is installed")
    require("Java 17 or 21", java is not None, "`python run.py test` installs one")
    assert java is not None
    with Neo4jServer(home, lib, java, password, settings=PLANS_KEPT) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_url(neo4j_server: Neo4jServer) -> Iterator[str]:
    """The Bolt address of that server; its credentials are in the environment."""
    from lumigraph.neo4j_server import USER

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUMIGRAPH_NEO4J_USER", USER)
        patch.setenv("LUMIGRAPH_NEO4J_PASSWORD", neo4j_server.password)
        yield neo4j_server.url


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew instead of compared with."""
    parser.addoption("--regenerate", action="store_true", help="write golden files anew")
    parser.addoption(
        "--neo4j-newest", action="store_true", help="test on the newest Neo4j: make test-newest"
    )


def in_ci() -> bool:
    """Whether this run must prove everything."""
    return os.environ.get("CI", "").lower() in {"true", "1"}


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """A long proof says itself how long it may take: the limit for every other would end it."""
    for item in items:
        if item.get_closest_marker("torture") and not item.get_closest_marker("timeout"):
            raise pytest.UsageError(f"{item.nodeid}: give it a pytest.mark.timeout in seconds")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skip is a failure, with the same reason."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and in_ci():
        report.outcome = "failed"
        report.longrepr = f"Skipped in CI, where nothing may be: {report.longreprtext}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself as a whole."""
    report = yield
    if report.skipped and in_ci():
        report.outcome = "failed"
        report.longrepr = f"Skipped in CI, where nothing may be: {report.longreprtext}"
    return report
