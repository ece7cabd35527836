"""A real Neo4j of one's own: it starts, or says why not.

How it is killed and stopped, and keeps its data, is in ``tests/graph/neo4j_store``.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import ClientError

from lumigraph.java import find_java
from lumigraph.neo4j_server import (
    ENTRY_POINT,
    Neo4jServer,
    Neo4jServerError,
    entry_point,
    kept_password,
)
from lumigraph.ports import free_ports, next_free_port


@pytest.mark.neo4j
def test_the_server_of_the_tests_answers(neo4j_server: Neo4jServer, neo4j_url: str) -> None:
    user, password = (os.environ[f"LUMIGRAPH_NEO4J_{part}"] for part in ("USER", "PASSWORD"))
    with neo4j.GraphDatabase.driver(neo4j_url, auth=(user, password)) as driver:
        row = driver.execute_query("CALL dbms.components() YIELD name, versions, edition").records[
            0
        ]
    assert row["edition"] == "community"
    assert row["versions"] == ["5.26.12"]
    assert neo4j_server.pid is not None


@pytest.mark.neo4j
def test_a_query_reads_no_file_of_the_machine(neo4j_url: str, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("secret\n", encoding="utf-8")
    user, password = (os.environ[f"LUMIGRAPH_NEO4J_{part}"] for part in ("USER", "PASSWORD"))
    with (
        neo4j.GraphDatabase.driver(neo4j_url, auth=(user, password)) as driver,
        pytest.raises(ClientError, match="load the external resource"),
    ):
        driver.execute_query(
            "LOAD CSV FROM $file AS row RETURN row", file=(tmp_path / "secret.csv").as_uri()
        )


def test_the_class_that_starts_it_is_named_by_its_jar(tmp_path: Path) -> None:
    with pytest.raises(Neo4jServerError, match="holds no Neo4j"):
        entry_point(tmp_path)
    with zipfile.ZipFile(tmp_path / "neo4j-2026.08.1.jar", "w") as jar:
        jar.writestr(ENTRY_POINT, "org.example.Beginning\n")
    assert entry_point(tmp_path) == "org.example.Beginning"


@pytest.mark.neo4j
def test_a_home_with_another_password(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    """The running server answers for one that is started on its port."""
    (tmp_path / "data" / "databases" / "system").mkdir(parents=True)
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nexec sleep 60\n")
    java.chmod(0o755)
    own = Neo4jServer(
        tmp_path, neo4j_server.lib, java, "another password", bolt_port=neo4j_server.bolt_port
    )
    with pytest.raises(Neo4jServerError, match="has another password"):
        own.start()
    assert own.pid is None


@pytest.mark.neo4j
def test_a_server_that_cannot_start_says_why(neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    wrong = {"server.memory.pagecache.size": "a lot"}
    server = Neo4jServer(tmp_path, neo4j_server.lib, neo4j_server.java, "password", settings=wrong)
    with pytest.raises(Neo4jServerError, match=r"(?s)starting.*'a lot' is not a valid size"):
        server.start()
    assert server.pid is None


def test_missing_jars_are_named(tmp_path: Path) -> None:
    server = Neo4jServer(tmp_path, tmp_path / "lib", Path("java"), "password")
    with pytest.raises(Neo4jServerError, match="lib holds no Neo4j"):
        server.start()


def test_a_home_keeps_its_password_to_its_owner(tmp_path: Path) -> None:
    password = kept_password(tmp_path)
    assert kept_password(tmp_path) == password
    assert len(password) == 24
    assert (tmp_path / "password").stat().st_mode & 0o077 == 0


def test_a_password_that_was_never_written_is_made(tmp_path: Path) -> None:
    """As by who was killed, or had no room, between making its file and writing it."""
    (tmp_path / "password").touch()
    password = kept_password(tmp_path)
    assert len(password) > 20
    assert kept_password(tmp_path) == password


def test_java_of_a_wrong_version_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "bin" / "java"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n")
    old.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert find_java() != old
    old.write_text("#!/bin/sh\necho 'openjdk version \"21.0.2\"' >&2\n")
    assert find_java() == old


def test_ports() -> None:
    assert len(set(free_ports(5))) == 5
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert next_free_port(port) > port
    assert next_free_port(port) == port


def test_the_command_has_help() -> None:
    command = [sys.executable, "-m", "lumigraph.neo4j_server", "run", "--help"]
    assert "Ctrl-C" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
