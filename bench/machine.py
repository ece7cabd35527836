"""What a figure was measured on: the machine and the versions, without names or places."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from lumigraph.java import find_java
from lumigraph.neo4j_server import default_folder

PACKAGES = ("neo4j", "rdflib", "networkx")


def facts() -> dict[str, str]:
    """Return fact → value."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": f"{_processors()} × {_processor()}",
        "memory": f"{memory:.0f} GiB",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "Neo4j": _neo4j(default_folder() / "lib"),
        "Java": _java(),
        **{f"{name} for Python": version(name) for name in PACKAGES},
    }


def _processors() -> str:
    """Say how many there are, and how many of them this run was kept to."""
    there = os.cpu_count()
    ours = len(os.sched_getaffinity(0)) if sys.platform == "linux" else there
    return str(there) if ours == there else f"{ours} of {there}"


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _neo4j(lib: Path) -> str:
    jars = [jar.stem for jar in lib.glob("neo4j-server-[0-9]*.jar")]
    return jars[0].removeprefix("neo4j-server-") if jars else "none"


def _java() -> str:
    java = find_java()
    if java is None:
        return "none"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60).stderr
    return said.partition('"')[2].partition('"')[0] or "unknown"
