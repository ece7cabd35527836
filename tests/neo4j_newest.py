"""The newest Neo4j beside the one that is supported longest: `make test-newest` tests on it.

A version of the kind 2026.08 needs Java 21, and is pinned in `neo4j-newest-pom.xml`.
"""

from __future__ import annotations

import re
from pathlib import Path

from lumigraph.java import find_java
from lumigraph.neo4j_server import default_folder, fetch_jars

POM = Path(__file__).with_name("neo4j-newest-pom.xml")
JAVA = (21,)
QUIET = {"server.fleet_discovery.enabled": "false"}
"""It would look around in the network for others of its kind."""


def newest_jars() -> Path:
    """Return the folder of its jars; Maven fetches those that are not there."""
    lib = default_folder() / "newest" / "lib"
    if not (lib / f"neo4j-{newest_version()}.jar").exists():
        fetch_jars(lib, POM)
    return lib


def newest_version() -> str:
    """Return which version is pinned."""
    return str(re.findall(r"<version>(\d{4}\.\d+\.\d+)</version>", POM.read_text("utf-8"))[0])


def newest_java() -> Path | None:
    """Return a Java that it runs in; None where there is none."""
    return find_java(JAVA)
