"""Addresses of evidence: there, gone, dead, unsure, and those that are never asked."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StoreError
from ingest.addresses import Way
from ingest.links import hosts
from ingest.links.asking import Finding, ask
from ingest.links.checking import PAUSE, checked, due, known
from ingest.links.link import Link
from ingest.links.register import Register, opening
from tests.ingest.web import Page, Web

PRIVATE = (
    *("10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104
    *("::1", "fe80::1", "fd00::1", "64:ff9b::a00:1", "2002:a00:1::"),
    *("::ffff:10.0.0.1", "::ffff:224.0.0.1"),
)
PUBLIC = "193.40.1.1"
HERE = partial(ask, private=True)
THERE = Finding(there=True, gone=False, said="200 OK")
GONE = Finding(there=False, gone=True, said="404 Not Found")
BUSY = Finding(there=False, gone=False, said="503 Service Unavailable")


def test_a_page_that_is_there_is_asked_for_its_head_alone(web: Web) -> None:
    assert HERE(web.put("/there", Page(b"body"))) == THERE
    assert (web.heads, web.asked) == (["/there"], [])


def test_a_server_that_knows_no_heads_is_asked_for_the_page(web: Web) -> None:
    assert HERE(web.put("/page", Page(status=405), Page(b"body"))).there
    assert [path for path, _ in web.asked] == ["/page"]


@pytest.mark.parametrize("status", [404, 410])
def test_gone(web: Web, status: int) -> None:
    found = HERE(web.put("/gone", Page(status=status)))
    assert (found.there, found.gone) == (False, True)
    assert found.said.startswith(str(status))


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_refusal_says_nothing_of_the_page(web: Web, status: int) -> None:
    found = HERE(web.put("/shy", Page(status=status)))
    assert (found.there, found.gone) == (False, False)


def test_redirects_are_followed(web: Web) -> None:
    web.put("/new", Page(b"body"))
    assert HERE(web.put("/old", Page(status=301, headers={"Location": "/new"}))).there
    assert HERE(web.put("/lost", Page(status=302, headers={"Location": "/nowhere"}))).gone


def test_the_server_is_told_the_name_that_was_asked_for(web: Web) -> None:
    port = web.base.rsplit(":", 1)[1]
    web.put("/named", Page(status=405), Page(b"body"))
    assert HERE(f"http://localhost:{port}/named").there
    assert web.asked[0][1]["Host"] == f"localhost:{port}"


def meaning(*numbers: str) -> Callable[..., list[object]]:
    """Return a name server for which every name means these ``numbers``."""
    return lambda *_, **__: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in numbers
    ]


def failing(errno: int) -> Callable[..., list[object]]:
    """Return a name server that fails so."""

    def fail(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(errno, "as a test says")

    return fail


def test_no_such_host_is_gone_and_no_name_server_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", failing(socket.EAI_NONAME))
    assert ask("http://none.example/").gone
    monkeypatch.setattr("socket.getaddrinfo", failing(socket.EAI_AGAIN))
    assert not ask("http://none.example/").gone


def test_this_machine_is_never_asked(web: Web) -> None:
    found = ask(web.put("/inside", Page(b"body")))
    assert found.said == "127.0.0.1 is a private address: such are never asked"
    assert not found.gone
    assert (web.heads, web.asked) == ([], [])


@pytest.mark.parametrize(
    "numbers", [*((one,) for one in PRIVATE), (PUBLIC, "10.0.0.1"), ("10.0.0.1", PUBLIC)]
)
def test_no_name_leads_into_the_house(
    monkeypatch: pytest.MonkeyPatch, numbers: tuple[str, ...]
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", meaning(*numbers))
    assert "is a private address" in ask("http://innocent.example/").said


def test_what_was_looked_up_is_what_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means another machine the next time leads nowhere; certificates are its own."""
    monkeypatch.setattr("socket.getaddrinfo", meaning(PUBLIC))
    found = hosts.way_to("https://a.example:8443/x?y=1")
    named, sent = {"sni_hostname": "a.example"}, {"Host": "a.example:8443"}
    assert found == Way(f"https://{PUBLIC}:8443/x?y=1", sent, named)


def test_no_redirect_leads_into_the_house(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own server counts as public here; what it leads to is inside."""
    real = socket.getaddrinfo

    def look_up(host: str, *rest: Any, **more: Any) -> list[Any]:
        return meaning("10.0.0.1")() if host == "inside.example" else real(host, *rest, **more)

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    monkeypatch.setattr(hosts, "is_public", lambda number: number == "127.0.0.1")
    inside = {"Location": "http://inside.example/router"}
    found = ask(web.put("/outside", Page(status=302, headers=inside)))
    assert found.said == "inside.example is a private address: such are never asked"


@pytest.mark.parametrize("address", ["http://", "http://[", "ftp://a.example/", "http://a:b@c/"])
def test_what_is_no_address_is_told_as_such(address: str) -> None:
    found = ask(address)
    assert not found.gone
    assert "address" in found.said


def test_gone_twice_in_a_row_is_dead_with_the_day_it_was_last_seen() -> None:
    link = Link("http://a.example/")
    assert link.state == "new"
    for day, found, state in (
        ("2026-01-01", THERE, "there"),
        ("2026-02-01", GONE, "unsure"),
        ("2026-03-01", THERE, "there"),
        ("2026-04-01", GONE, "unsure"),
        ("2026-05-01", BUSY, "unsure"),
        ("2026-06-01", GONE, "dead"),
        ("2026-07-01", BUSY, "dead"),
    ):
        link = link.after(found, day)
        assert link.state == state, day
    assert (link.seen, link.asked) == ("2026-03-01", "2026-07-01")
    assert link.after(THERE, "2026-08-01").state == "there"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "graph.links.db"


def run(register: Register, addresses: list[str], day: str, limit: int) -> list[str]:
    """Ask for the oldest; return them."""
    links = due(known(register, addresses), day)[:limit]
    kept = checked(register, links, day, ask=lambda _: THERE, sleep=lambda _: None)
    return [one.address for one in kept]


def test_a_run_goes_on_where_the_last_one_ended(file: Path) -> None:
    addresses = [f"http://{name}.example/" for name in "cab"]
    with opening(file) as register:
        assert run(register, addresses, "2026-01-01", 2) == sorted(addresses)[:2]
    with opening(file) as register:
        assert run(register, addresses, "2026-01-01", 2) == sorted(addresses)[2:]
        assert run(register, addresses, "2026-01-01", 2) == []
        assert run(register, addresses, "2026-01-02", 9) == sorted(addresses)


def test_what_no_source_names_any_more_is_forgotten(file: Path) -> None:
    with opening(file) as register:
        run(register, ["http://a.example/", "http://b.example/"], "2026-01-01", 9)
        assert [one.state for one in known(register, ["http://b.example/"])] == ["there"]
        assert register.links().keys() == {"http://b.example/"}


def test_one_host_is_given_a_pause(file: Path) -> None:
    slept: list[float] = []
    links = [Link(f"http://{path}") for path in ("a.example/1", "a.example/2", "b.example/1")]
    with opening(file) as register:
        list(checked(register, links, "2026-01-01", ask=lambda _: THERE, sleep=slept.append))
    assert slept == [PAUSE]


def test_a_file_that_is_something_else_is_named(file: Path) -> None:
    file.write_text("no database" * 200, encoding="utf-8")
    with pytest.raises(StoreError, match=r"graph\.links\.db fails .*remove it"), opening(file):
        pass
