"""`docs/http.md` says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import api
from api.problems import SORTS

TEXT = (Path(api.__file__).parents[1] / "docs" / "http.md").read_text(encoding="utf-8")
REQUESTS = re.findall(r"`GET (\S+)`", TEXT)
POSTED = re.findall(r"`POST (\S+)`", TEXT)


@pytest.mark.parametrize("request_", REQUESTS)
def test_what_it_asks_is_answered(client: TestClient, request_: str) -> None:
    answer = client.get(request_)
    assert answer.status_code == 200, answer.text
    is_file = "attachment" in answer.headers.get("content-disposition", "")
    assert answer.content if is_file else any(answer.json().values())


def test_every_endpoint_is_there(app: FastAPI) -> None:
    paths = {re.sub(r"\{\w+\}", r"[^/?]+", path) for path in app.openapi()["paths"]}
    said = [one.partition("?")[0] for one in (*REQUESTS, *POSTED)]
    assert not {path for path in paths if not any(re.fullmatch(path, one) for one in said)}


def test_the_table_of_problems_is_the_table_of_the_code() -> None:
    rows = re.findall(r"^\| (\d{3}) \| `([\w-]+)` \|", TEXT, re.MULTILINE)
    assert {(int(status), name) for status, name in rows} == {
        (sort.status, sort.name) for sort in SORTS.values()
    }
