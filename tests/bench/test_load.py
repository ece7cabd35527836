"""A server asked over many connections: all is answered, counted, and told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from bench.load.client import Answered, Asked, Plan, carry_out
from bench.load.connection import Connection, NoAnswerError
from bench.load.served import Pass, Passes, same
from bench.load.server import beside, mounted
from bench.rows.load_shed import back, lines
from bench.workshop import BenchError
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from lumigraph.ports import free_ports
from tests.serving import running

ANSWERS = '{"one": "first", "two": "second"}'


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "0.json").write_text(ANSWERS)
    reader = Reader(SqliteStore(":memory:"))
    with running(lambda url: mounted(create_app(reader, public_url=url), beside(folder, ""))) as at:
        yield int(at.rpartition(":")[2])


def test_each_path_is_asked_once_and_its_answer_kept(port: int, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    paths = [f"/api/v1/search?text={number}" for number in range(40)]
    asked = carry_out(Plan(port, paths, connections=4, keep=str(kept)))
    assert [one.status for one in asked.answers] == [200] * 40
    assert asked.failures == []
    assert kept.read_text().count("found") == 40


def test_the_same_bytes_come_from_memory(port: int) -> None:
    async def ask() -> list[bytes]:
        connection = await Connection.to("127.0.0.1", port)
        replies = [await connection.ask(path) for path in same("0", 2)]
        connection.close()
        return [one.body for one in replies]

    assert asyncio.run(ask()) == [b"first", b"second"]


def test_at_a_pace_none_waits_for_another(port: int) -> None:
    asked = carry_out(Plan(port, same("0", 2), connections=8, pace=100, seconds=0.5))
    assert len(asked.answers) + asked.held_back == 50


def test_what_gets_no_answer_is_told() -> None:
    (nobody,) = free_ports(1)
    asked = carry_out(Plan(nobody, ["/"], connections=1))
    assert [one.status for one in asked.answers] == [0]
    assert Pass(asked, 0).errors == asked.failures != []


def test_an_answer_that_breaks_off_is_none() -> None:
    async def broken() -> None:
        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        connection = await Connection.to("127.0.0.1", server.sockets[0].getsockname()[1])
        with pytest.raises(NoAnswerError, match="/half"):
            await connection.ask("/half")
        connection.close()
        server.close()

    asyncio.run(broken())


def passed(*statuses: int, later: str = "1") -> Pass:
    answers = [Answered(0.1, 0.01, one, later if one == 503 else "") for one in statuses]
    return Pass(Asked(answers, seconds=1, cpu=0.5), spent=0.2)


def test_figures_are_those_of_the_middle_pass() -> None:
    some = Passes([passed(*[200] * number) for number in (10, 20, 40)])
    assert (some.rate, some.ceiling, some.spent) == (20, 40, 10)
    assert some.quantile(0.99) == 10


def test_who_is_shed_must_be_told_when_to_come_again() -> None:
    peak = passed(*[200] * 10)
    told, wrong, *_ = lines(peak, passed(200, 503, 503), peak)
    assert [target.met for one in (told, wrong) for target in one.targets] == [True, True]
    told, wrong, *_ = lines(peak, passed(200, 503, 500, later=""), peak)
    assert [target.met for one in (told, wrong) for target in one.targets] == [False, False]
    with pytest.raises(BenchError, match="nobody was told"):
        lines(peak, passed(200), peak)


@pytest.mark.parametrize("number", [0, 3])
def test_what_is_held_back_is_no_load(number: int) -> None:
    over = passed(200, 503)
    over = replace(over, asked=replace(over.asked, held_back=number))
    _, _, held, *_ = lines(passed(200), over, passed(200))
    assert [target.met for target in held.targets] == [number == 0]


def test_a_server_that_stays_slow_is_not_back() -> None:
    assert back([Answered(one, 0.1, 200) for one in range(5)], peak=10) == float("inf")


def test_the_product_has_no_routes_of_the_bench() -> None:
    client = TestClient(create_app(Reader(SqliteStore(":memory:"))))
    assert client.get("/bench/same/0/0").status_code == 404
