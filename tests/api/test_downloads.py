"""Answers as files: who, and a shortlist."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pyoxigraph
import pytest
from fastapi.testclient import TestClient

WHO = "/api/v1/who/download?technology=lasers&region=Lithuania"
LIST = "/api/v1/shortlist/download?id=litek&id=opticsvalley&id=cpic"


def sheets(client: TestClient, url: str) -> dict[str, list[tuple[object, ...]]]:
    answer = client.get(f"{url}&format=xlsx")
    assert answer.status_code == 200, answer.text
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_all_hits_in_their_order(client: TestClient) -> None:
    hits = client.get("/api/v1/who?technology=lasers&region=Lithuania&limit=1000").json()["hits"]
    rows = sheets(client, WHO)
    assert [row[1] for row in rows["hits"][1:]] == [hit["id"] for hit in hits]
    assert ("total", len(hits)) in rows["question"]
    assert any("starter set" in str(row) for row in rows["sources"])


def test_csv_is_the_same(client: TestClient) -> None:
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{WHO}&format=csv").content))
    assert archive.namelist() == ["hits.csv", "question.csv", "sources.csv"]
    rows = list(csv.DictReader(io.StringIO(archive.read("hits.csv").decode())))
    assert [row["id"] for row in rows] == [row[1] for row in sheets(client, WHO)["hits"][1:]]
    assert all(row["why"] and row["pages"] for row in rows)


def test_linked_data_of_the_hits(client: TestClient) -> None:
    answer = client.get(f"{WHO}&format=jsonld&kind=Company")
    assert answer.headers["content-type"] == "application/ld+json"
    triples = list(pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.JSON_LD))
    subjects = {str(one.subject).rpartition("/")[2] for one in triples}
    assert "ekspla>" in subjects
    assert "litek>" not in subjects
    assert "lasers>" in subjects


def test_a_shortlist_as_a_workbook(client: TestClient) -> None:
    rows = sheets(client, LIST)
    assert list(rows) == ["members", "checklist", "pairs", "sources"]
    assert [row[0] for row in rows["members"][1:]] == ["litek", "opticsvalley", "cpic"]
    assert ("three-countries", 3, 3, "yes", "litek; opticsvalley; cpic") in rows["checklist"]
    assert any(row[:3] == ("litek", "cpic", "agreements") for row in rows["pairs"])


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{WHO}&format=docx", 422),
        ("/api/v1/who/download?technology=no-such&region=LT", 404),
        ("/api/v1/shortlist/download?id=laser-go", 422),
        ("/api/v1/shortlist", 422),
        ("/api/v1/briefing?region=no-such-place", 404),
        ("/api/v1/briefing?region=CA&cluster=no-such-cluster", 404),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, url: str, status: int) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
