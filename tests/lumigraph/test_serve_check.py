"""`lumigraph serve --check`: what is served, what was set, and what forbids to start."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import sqlite3
from dataclasses import fields, replace
from pathlib import Path

import pytest

from graph.errors import UsageError
from lumigraph.ports import free_ports
from lumigraph.serving import check_curating
from lumigraph.settings import DEFAULT_PORT, SECRETS, Settings
from tests.command_line import Run
from tests.test_docs import ROOT

FAILED, WRONG_USE = 3, 2


@pytest.fixture
def copy(bundled: str, tmp_path: Path) -> Path:
    """A store that a test may harm."""
    return Path(shutil.copy(bundled.removeprefix("sqlite:///"), tmp_path / "copy.db"))


def test_it_tells_what_is_served_and_where(run: Run, bundled: str) -> None:
    ran = run("serve", "--check")
    assert ran.code == 0
    assert re.search(
        r"\(public facts, revision \d+\) is served at http://127\.0\.0\.1:\d+/", ran.out
    )
    assert bundled in ran.out.replace("\n", "")
    assert ran.out.endswith("A server can start so.\n")


def test_it_tells_what_is_not_the_default_and_who_said_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("lumigraph.toml").write_text('contact_name = "Office"\nsparql_rows = 7\nport = 8000\n')
    monkeypatch.setenv("LUMIGRAPH_SPARQL_QUERIES", "9")
    monkeypatch.setenv("LUMIGRAPH_SPARQL_ROWS", "8")
    lines = {tuple(line.split()) for line in run("serve", "--check", "--curate").out.splitlines()}
    assert ("contact_name", "Office", "lumigraph.toml") in lines
    assert ("sparql_queries", "9", "LUMIGRAPH_SPARQL_QUERIES") in lines
    assert ("sparql_rows", "8", "LUMIGRAPH_SPARQL_ROWS") in lines
    assert ("curate", "true", "--curate") in lines
    assert not any(line[:1] == ("port",) for line in lines)  # 8000 is the default


def test_no_secret_is_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SECRETS:
        monkeypatch.setenv(f"LUMIGRAPH_{name.upper()}", "tell-nobody")
    ran = run("serve", "--check")
    assert "tell-nobody" not in ran.out + ran.err
    assert ran.out.count("(set, not shown)") == len(SECRETS)


@pytest.mark.parametrize(
    "line",
    [
        "neo4j_password = 740021",
        "endpoint_key = 740021",
        "endpoint_url = 'https://740021@model.example/v1'",
        "endpoint_url = 'https://model.example/v1?key=740021'",
        "store = 'postgres://graph:740021@db.example'",
    ],
)
def test_no_error_shows_a_secret(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.delenv("LUMIGRAPH_STORE")
    Path("lumigraph.toml").write_text(f"{line}\n", encoding="utf-8")
    ran = run("serve", "--check")
    assert ran.code != 0
    assert line.split()[0] in ran.err
    assert "740021" not in ran.out + ran.err


def test_a_file_may_begin_with_a_byte_order_mark(run: Run) -> None:
    Path("lumigraph.toml").write_text("port = 8000\r\nsparql_rows = 7\r\n", encoding="utf-8-sig")
    ran = run("serve", "--check")
    assert ran.code == 0, ran.err
    assert "sparql_rows" in ran.out


def test_the_figures_have_a_port_of_their_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_METRICS", "true")
    monkeypatch.setenv("LUMIGRAPH_METRICS_PORT", str(port := free_ports(1)[0]))
    ran = run("serve", "--check", "--port", str(port))
    assert ran.code == WRONG_USE
    assert f"metrics_port is {port}, where the server itself listens" in ran.err


def test_what_sounds_like_a_secret_is_one() -> None:
    names = {field.name for field in fields(Settings) if field.type == "str"}
    assert {name for name in names if re.search("(password|key|token|secret)$", name)} == SECRETS


def test_a_doubtful_setting_is_told_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_PROT", "8001")
    monkeypatch.setenv("LUMIGRAPH_PUBLIC_URL", "http://localhost:8000")
    said = run("serve", "--check").out.replace("\n", " ")
    assert "Note: LUMIGRAPH_PROT is no setting, and without effect" in said
    assert "Note: public_url: http://localhost:8000 is seen by this machine" in said


def test_a_server_for_all_addresses_wants_a_public_url(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMIGRAPH_HOST", "0.0.0.0")  # noqa: S104
    assert "Note: public_url is not set: links in documents" in run("serve", "--check").out


def test_a_server_that_curates_is_one_process(run: Run) -> None:
    ran = run("serve", "--check", "--curate", "--workers", "2")
    assert "workers is 2: a server that curates is one process" in ran.err.replace("\n", " ")


@pytest.mark.parametrize(
    "set_wrongly",
    [{"host": "192.0.2.1"}, {"proxies": "10.0.0.1"}, {"public_url": "https://graph.example"}],
)
def test_a_server_that_curates_is_for_this_machine(set_wrongly: dict[str, str]) -> None:
    check_curating(replace(Settings(), curate=True, public_url="http://localhost:8000"))
    check_curating(Settings(**set_wrongly))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=f"{next(iter(set_wrongly))} is '.*this machine alone"):
        check_curating(replace(Settings(**set_wrongly), curate=True))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rate", "often"),
        ("reading", "everybody"),
        ("hosts", "https://graph.example"),
        ("proxies", "*"),
        ("endpoint_url", "http://127.0.0.1:1234"),
    ],
)
def test_what_forbids_a_start_is_found_by_the_check(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"LUMIGRAPH_{name.upper()}", value)
    ran = run("serve", "--check")
    assert (ran.code, name in ran.err) == (WRONG_USE, True), ran.err


def test_the_port_of_the_figures_in_use_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMIGRAPH_METRICS", "true")
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("LUMIGRAPH_METRICS_PORT", str(other.getsockname()[1]))
        assert "is in use: end what listens there" in run("serve", "--check").err


def test_a_port_that_is_named_and_in_use_is_refused(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = run("serve", "--check", "--port", str(port))
        assert ran.err == (
            f"error: port {port} of 127.0.0.1 is in use: end what listens there, "
            "or name another port\n"
        )
        assert ran.code == FAILED


def test_the_default_port_in_use_chooses_the_next(run: Run) -> None:
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):  # or somebody else holds it
            held.enter_context(socket.create_server(("127.0.0.1", DEFAULT_PORT)))
        ran = run("serve", "--check")
    assert ran.code == 0
    assert int(re.findall(r"127\.0\.0\.1:(\d+)/", ran.out)[0]) > DEFAULT_PORT


@pytest.mark.parametrize("name", ["index", "dumps", "layouts", "uploads"])
def test_a_folder_that_cannot_be_written_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(f"LUMIGRAPH_{name.upper()}", str(tmp_path / "file" / "folder"))
    ran = run("serve", "--check")
    assert f"{tmp_path / 'file'} is no folder: change that, or set `{name}`" in ran.err
    assert ran.code == FAILED


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE meta SET value = '99' WHERE name = 'layout'", "layout"),
        ("DROP TABLE meta", "holds something else"),
    ],
)
def test_a_store_that_is_not_ours_to_read_is_refused(
    run: Run, copy: Path, statement: str, says: str
) -> None:
    with contextlib.closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(statement)
    ran = run("serve", "--check", "--store", f"sqlite:///{copy}")
    assert ran.code == FAILED
    assert says in ran.err


def test_a_damaged_store_is_refused(run: Run, copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:50_000])
    ran = run("serve", "--check", "--store", f"sqlite:///{copy}")
    assert ran.code == FAILED
    assert "damaged" in ran.err


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PUBLIC_URL", "example.org", "LUMIGRAPH_PUBLIC_URL: public_url is 'example.org': set a"),
        ("LICENCE", "blah", "'blah' names no licence"),
        ("STORE", "bolt://127.0.0.1:1", "no Neo4j server answers at bolt://127.0.0.1:1"),
        ("STORE", "sqlite:///none.db", "there is no graph at sqlite:///none.db"),
        ("WORKERS", "9", "sparql_queries is 4, for 9 workers that share them: set at least 9"),
        ("LOG_FORMAT", "xml", "log_format is 'xml': set console or json"),
        ("METRICS_PORT", "0", "metrics_port is '0': set a number up to 65535, such as 9464"),
        ("HOST", "", "LUMIGRAPH_HOST: host is '': set an address of this machine"),
        ("METRICS_HOST", " ", "LUMIGRAPH_METRICS_HOST: metrics_host is ' ': set an address of"),
        ("STORE", "", "LUMIGRAPH_STORE: store is '': set sqlite:///file.db"),
        ("STORE", "bolt://127.0.0.1:none", "'bolt://127.0.0.1:none' names no Neo4j server"),
        ("STORE", "bolt://[::1", "'bolt://[::1' names no Neo4j server"),
        ("STORE", "bolt://127.0.0.1:99999", "'bolt://127.0.0.1:99999' names no Neo4j server"),
        ("PUBLIC_URL", "https://graph.example:99999", "public_url is 'https://graph.example:9999"),
    ],
)
def test_what_is_set_wrongly_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"LUMIGRAPH_{name}", value)
    ran = run("serve", "--check")
    assert ran.code != 0
    assert ran.out == ""
    assert says in ran.err.replace("\n", " ")


def test_a_wrong_value_is_told_with_its_file(run: Run) -> None:
    Path("lumigraph.toml").write_text("port = true\n", encoding="utf-8")
    ran = run("serve", "--check")
    assert (ran.code, ran.out) == (WRONG_USE, "")
    assert "lumigraph.toml: port is 'True': set a number up to" in ran.err.replace("\n", " ")


def test_the_guide_explains_every_setting() -> None:
    guide = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Settings) if f"| `{field.name}` |" not in guide] == []


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("threads", "0", "threads is '0': set a whole number from 1 on, such as 2"),
        ("requests", "0", "requests is '0': set a whole number from 1 on, such as 128"),
        ("workers", "0", "workers is '0': set a whole number from 1 on, such as 1"),
        ("link_queue", "99", "link_queue is 99, and from"),
        ("link_weights", "none.json", "none.json"),
    ],
)
def test_what_no_server_can_use_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"LUMIGRAPH_{name.upper()}", value)
    ran = run("serve", "--check")
    assert ran.code in (WRONG_USE, FAILED)
    assert says in ran.err.replace("\n", " ")
