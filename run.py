#!/usr/bin/env python3
"""Everything from a fresh checkout: sets up what a command needs, then runs it.

python run.py explore [--store URL] [--port N] [--no-browser]   the page, on the bundled data
python run.py test [pytest arguments]   all checks and tests, or just the tests that are named
                   LUMIGRAPH_CHROMIUM names the browser for them, where it is not on the path
python run.py test-newest   what every store has to do, on the newest Neo4j
python run.py torture [pytest arguments]   the long proofs
python run.py bench [ROW]   the benchmarks, or one row of them
python run.py eval [--keep | --misses [--language LANGUAGE] [--fact KIND]]   how well posts are read
                   --pages LIST FOLDER [--misses]: public posts whose texts lie in a folder
python run.py neo4j [--home FOLDER]   a Neo4j server of your own, until Ctrl-C
python run.py lint   the checks alone
python run.py lock [--upgrade]   write the lock files in requirements/ anew
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

if sys.version_info < (3, 11):
    sys.exit(f"Lumigraph needs Python 3.11 or later; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV = ".venv"
WINDOWS = sys.platform == "win32"
BIN = f"{VENV}/Scripts" if WINDOWS else f"{VENV}/bin"
EXE = ".exe" if WINDOWS else ""
PYTHON = f"{BIN}/python{EXE}"
EXPLORER = "viz/explorer"
STOPPING = [signal.SIGINT, signal.SIGTERM, *([] if WINDOWS else [signal.SIGHUP])]
FORCE = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL

Command = list[str]


class Tool(NamedTuple):
    """A program that the system may have: the command that tells its version, and good ones."""

    ask: Command
    good: range | tuple[int, ...]


class Step(NamedTuple):
    """A part of the set-up. It is due when `result` is missing or `made_from` has changed."""

    name: str
    commands: list[Command]
    result: str
    made_from: tuple[str, ...] = ()
    download: str = ""


def pip(*arguments: str) -> Command:
    """Pip of our environment, which tells of errors alone."""
    return [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq", *arguments]


def locked(name: str, lock: str, result: str, download: str) -> Step:
    """The packages of one lock file, each with its hash."""
    commands = [pip("--require-hashes", "-r", lock)]
    return Step(name, commands, result, (lock,), f"about {download} into {VENV}")


TOOLS = {
    "node": Tool(["node", "--version"], range(20, 100)),
    "java": Tool(["java", "-version"], (17, 21)),
}

ENVIRONMENT = Step("environment", [[sys.executable, "-m", "venv", VENV]], f"{BIN}/pip{EXE}")
PACKAGES = locked("packages", "requirements/run.txt", f"{BIN}/uvicorn{EXE}", "160 MB")
TEST_TOOLS = locked("test tools", "requirements/test.txt", f"{BIN}/pytest{EXE}", "190 MB")
LOCK_TOOL = locked("lock tool", "requirements/lock.txt", f"{BIN}/uv{EXE}", "20 MB")
NODE = locked("Node", "requirements/node.txt", f"{BIN}/node{EXE}", "60 MB")
FUZZER = locked("fuzzer", "requirements/fuzz.txt", f"{BIN}/pip{EXE}", "35 MB")
JAVA = locked("Java", "requirements/java.txt", f"{BIN}/pip{EXE}", "35 MB")
PROJECT = Step(
    "project",
    [pip("--no-deps", "--no-build-isolation", "--editable", ".")],
    f"{BIN}/lumigraph{EXE}",
    ("pyproject.toml",),
)
REGIONS = Step(
    "regions",
    [[PYTHON, "-m", "ontology.build_regions"]],
    "ontology/regions.json.gz",
    ("ontology/*.py", "ontology/*.yaml", "requirements/run.txt"),
)
PAGE = Step(
    "page",
    [
        ["npm", "ci", "--loglevel=error", "--prefix", EXPLORER],
        ["npm", "run", "build", "--silent", "--prefix", EXPLORER],
    ],
    f"{EXPLORER}/dist/index.html",
    (f"{EXPLORER}/*.*", f"{EXPLORER}/src/**/*"),
    f"about 100 MB into {EXPLORER}/node_modules",
)
NEO4J = Step(
    "Neo4j",
    [[PYTHON, "-m", "lumigraph.neo4j_server", "fetch"]],
    ".cache/neo4j/lib",
    ("lumigraph/neo4j-pom.xml",),
    "about 115 MB into .cache/neo4j",
)
CHROMIUM = Step(
    "Chromium",
    [
        ["apt-get", "update", "--quiet", "--quiet"],
        [
            "apt-get",
            "install",
            "--quiet",
            "--quiet",
            "--yes",
            "--no-install-recommends",
            "chromium",
        ],
    ],
    "/usr/bin/chromium",
    (),
    "up to 240 MB: Debian's package `chromium` and what it needs, into the system",
)
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")

BASE = [ENVIRONMENT, PACKAGES, PROJECT, REGIONS, PAGE]
TESTING = [*BASE, TEST_TOOLS, NEO4J, CHROMIUM]
NEEDS = {
    "explore": BASE,
    "test": TESTING,
    "test-newest": [*BASE, TEST_TOOLS, JAVA],
    "torture": [*TESTING, FUZZER],
    "bench": TESTING,
    "eval": [ENVIRONMENT, PACKAGES, PROJECT, REGIONS, TEST_TOOLS],
    "neo4j": [ENVIRONMENT, PACKAGES, PROJECT, NEO4J],
    "lint": [ENVIRONMENT, PACKAGES, PROJECT, TEST_TOOLS],
    "lock": [ENVIRONMENT, LOCK_TOOL],
}

LINT: list[Command] = [
    [f"{BIN}/ruff", "check"],
    [f"{BIN}/ruff", "format", "--check"],
    [f"{BIN}/mypy"],
    [f"{BIN}/lint-imports"],
]

LOCK = "python run.py lock"
SOURCES = ["pyproject.toml", "--group", "build"]
EXTRAS = ["--extra", "link", "--extra", "pandas"]
LOCKS = {
    "run": SOURCES,
    "test": [*SOURCES, *EXTRAS, "--group", "test", "-c", "requirements/run.txt"],
    "node": ["--group", "node"],
    "java": ["--group", "java"],
    "fuzz": ["--group", "fuzz"],
    "lock": ["--group", "lock"],
}


def has(name: str) -> bool:
    """Whether the system has a good version of a tool."""
    tool = TOOLS[name]
    try:
        answer = subprocess.run(tool.ask, capture_output=True, text=True, timeout=60)
    except OSError:
        return False
    version = re.search(r"(\d+)\.\d+", answer.stdout + answer.stderr)
    return version is not None and int(version[1]) in tool.good


def needed(command: str) -> Iterator[Step]:
    """The steps that a command needs on this system, in order."""
    for step in NEEDS[command]:
        if step is PAGE and not Path(EXPLORER, "package.json").exists():
            continue
        if step is PAGE and not (has("node") and shutil.which("npm")):
            yield NODE
        if step is NEO4J and is_due(step) and shutil.which("mvn") is None:
            print("No Maven (mvn) here: what needs a real Neo4j will be skipped.", flush=True)
            continue
        if step is NEO4J and not has("java"):
            yield JAVA
        if step is FUZZER and (sys.platform, platform.machine()) != ("linux", "x86_64"):
            print("Nothing will be fuzzed: atheris is built for Linux on x86-64 alone.", flush=True)
            continue
        if step is CHROMIUM:
            yield from chromium_by_apt()
            continue
        yield step


def find_chromium() -> str | None:
    """The browser that tests drive: what LUMIGRAPH_CHROMIUM names, or the first on the path."""
    named = os.environ.get("LUMIGRAPH_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, CHROMIUMS)), None)


def chromium_by_apt() -> Iterator[Step]:
    """The step that installs Chromium, where it is missing and Debian lets us."""
    if find_chromium():
        return
    if (administrator := as_administrator()) is None:
        print("No Chromium here: what needs a browser will be skipped.", flush=True)
        return
    commands = [[*administrator, *command] for command in CHROMIUM.commands]
    yield CHROMIUM._replace(commands=commands)


def as_administrator() -> Command | None:
    """What comes before a command to run it as root on Debian; None where that is not to be had."""
    try:
        debian = platform.freedesktop_os_release()["ID"] == "debian"
    except OSError:
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if not debian or os.geteuid() == 0:
        return quiet if debian else None
    asked = ["sudo", "--non-interactive"]
    trial = [*asked, "true"]
    may = shutil.which("sudo") and subprocess.run(trial, capture_output=True).returncode == 0
    return [*asked, *quiet] if may else None


def digest(step: Step) -> str:
    """A hash of what the step is made from."""
    files = sorted({path for glob in step.made_from for path in Path().glob(glob)})
    parts = [str(path).encode() + b"\0" + path.read_bytes() for path in files if path.is_file()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def stamp(step: Step) -> Path:
    """Where the hash of the last finished run of a step is kept."""
    return Path(".cache", "setup", step.name.replace(" ", "-"))


def is_due(step: Step) -> bool:
    """Whether a step must run (again)."""
    if not Path(step.result).exists():
        return True
    last = stamp(step)
    if not step.made_from:
        return False
    return not last.exists() or last.read_text(encoding="utf-8") != digest(step)


def prepare(steps: Iterable[Step]) -> None:
    """Run the steps that are due, after saying what they download and where it is kept."""
    due = [step for step in steps if is_due(step)]
    downloads = [f"  {step.name}: {step.download}" for step in due if step.download]
    if downloads:
        print("This will be downloaded, and kept in this folder:", *downloads, sep="\n")
        print("(pip, npm and Maven keep copies in their own caches, as always.)")
    for step in due:
        print(f"Setting up: {step.name} …", flush=True)
        for command in step.commands:
            if code := call(command):
                sys.exit(f"{step.name} failed: `{' '.join(command)}` ended with code {code}.")
        stamp(step).parent.mkdir(parents=True, exist_ok=True)
        stamp(step).write_text(digest(step), encoding="utf-8")


def environment() -> dict[str, str]:
    """The variables for what we start: programs of our environment come first."""
    return {**os.environ, "PATH": os.pathsep.join([str(ROOT / BIN), os.environ.get("PATH", "")])}


def found(command: Command) -> Command:
    """The command with the full name of its program, as Windows needs it."""
    return [shutil.which(command[0], path=environment()["PATH"]) or command[0], *command[1:]]


def start(command: Command) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own."""
    try:
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP
            return subprocess.Popen(found(command), env=environment(), creationflags=flags)
        return subprocess.Popen(found(command), env=environment(), start_new_session=True)
    except OSError as error:
        sys.exit(
            f"{command[0]} cannot be started: {error}. If the folder was moved, delete {VENV}."
        )


def forward(process: subprocess.Popen[bytes], number: int) -> None:
    """Send a signal to a program and everything that it started."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            gentle = number == signal.SIGINT
            process.send_signal(signal.CTRL_BREAK_EVENT if gentle else signal.SIGTERM)
        else:
            os.killpg(process.pid, number)


def group_is_alive(group: int) -> bool:
    """Whether any process of the group is left."""
    if sys.platform == "win32":
        return False
    try:
        os.killpg(group, 0)
    except OSError:
        return False
    return True


def sweep(process: subprocess.Popen[bytes], patience: float) -> None:
    """End what an ended program has left running; after `patience` seconds, by force."""
    until = time.monotonic() + patience
    forward(process, signal.SIGTERM)
    while group_is_alive(process.pid):
        if time.monotonic() > until:
            forward(process, FORCE)
            return
        time.sleep(0.05)


def call(command: Command, patience: float = 20.0) -> int:
    """Run a program to its end; its exit code. Ctrl-C ends it in order, a second one by force."""
    running: list[subprocess.Popen[bytes]] = []
    stops: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        stops.append(number)
        for process in running:
            forward(process, number if len(stops) == 1 else FORCE)

    before = {number: signal.signal(number, stop) for number in STOPPING}
    try:
        running.append(process := start(command))
        if stops:
            forward(process, stops[0])
        process.wait()
        sweep(process, patience)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if stops:
        sys.exit(128 + stops[0])
    return process.returncode


def lint(_: list[str]) -> int:
    """Every check, whatever the others say; 1 when one of them finds something."""
    failed = [" ".join(command) for command in LINT if call(command)]
    for command in failed:
        print(f"Failed: {command}", flush=True)
    return 1 if failed else 0


SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile")
"""Two processes, each with its own Neo4j; tests of one file, which share servers, stay together."""


def test(arguments: list[str]) -> int:
    """The checks and all tests, or just the tests that are named."""
    checks = 0 if arguments else lint([])
    tests = call([f"{BIN}/pytest", *(arguments or SIDE_BY_SIDE)])
    if checks:
        print("The checks before the tests failed.", flush=True)
    return tests or checks


NEWEST = ("--neo4j-newest", "-m", "neo4j", "tests/conformance", "tests/graph/neo4j_store")
"""What every store has to do, on the newest Neo4j, which runs in no older Java than 21."""


def lock(arguments: list[str]) -> int:
    """Write every lock file anew; `--upgrade` takes newer versions where there are some."""
    program = [f"{BIN}/uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    style = ["--generate-hashes", "--no-emit-index-url", "--custom-compile-command", LOCK]
    for name, sources in LOCKS.items():
        if code := call([*program, *style, *arguments, *sources, "-o", f"requirements/{name}.txt"]):
            return code
    return 0


def program(*command: str) -> Callable[[list[str]], int]:
    """Runs one program with the arguments that are given."""
    return lambda arguments: call([*command, *arguments])


RUN: dict[str, Callable[[list[str]], int]] = {
    "explore": program(f"{BIN}/lumigraph", "explore"),
    "test": test,
    "test-newest": program(f"{BIN}/pytest", *NEWEST),
    "torture": program(f"{BIN}/pytest", "-m", "torture"),
    "bench": program(PYTHON, "-m", "bench"),
    "eval": program(PYTHON, "-m", "tests.corpus"),
    "neo4j": program(PYTHON, "-m", "lumigraph.neo4j_server", "run"),
    "lint": lint,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    """Set up what the command needs, run it, and return its exit code."""
    command, *rest = arguments or ["--help"]
    if command not in RUN:
        print((__doc__ or "").strip())
        return 0 if command in {"-h", "--help"} else 2
    os.chdir(ROOT)
    try:
        prepare(needed(command))
        return RUN[command](rest)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
