"""`lumigraph extract` shows what would be read in documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumigraph import bundled_data
from tests.command_line import Run
from tests.ingest.documents.files import page
from tests.ingest.documents.model import model

GRAPH = ("--store", "sqlite:///graph.db")
POST = "LITEK signs in Graz\n\n3 June 2019\n\nThe cluster LITEK works on lasers in Lithuania.\n"


def written(name: str, text: str) -> str:
    Path(name).write_text(text, "utf-8")
    return name


def test_json_has_an_object_a_document(run: Run) -> None:
    files = written("a.txt", POST), written("b.html", page())
    first, second = run("extract", *files, "--json").json
    assert (first["language"], first["date"]) == ("en", "2019-06-03")
    assert "text" not in first
    assert second["text"].startswith("Two clusters sign")
    for document, text in ((first, POST), (second, second["text"])):
        for found in (*document["mentions"], *document["relations"]):
            assert text[found["start"] : found["end"]] == found["quote"]


def test_an_agreement_that_the_graph_has_is_known_by_its_parties_and_day(run: Run) -> None:
    signed = "Two sign\n\nOn 26 June 2019 LITEK and CPIC signed a memorandum of understanding.\n"
    later = signed.replace("26 June 2019", "3 May 2024")
    file, other = written("a.txt", signed), written("b.txt", later)
    assert run("ingest", str(bundled_data()), *GRAPH).code == 0
    first, second = run("extract", file, other, *GRAPH, "--json").json
    key = "mou-litek-cpic-2019"
    told = [one for one in first["mentions"] if one["kind"] == "agreement"]
    assert [(one["id"], "slug" in one) for one in told] == [(key, False)]
    assert [one["subject"] for one in first["relations"] if one["object"] == "2019-06-26"] == [key]
    (new,) = (one for one in second["mentions"] if one["kind"] == "agreement")
    assert (new["id"], new["slug"]) == (None, "memorandum-of-understanding-cpic-litek-2024-05-03")
    assert run("ingest", other, *GRAPH).code == 0
    (known,) = run("extract", other, *GRAPH, "--json").json
    ids = [one["id"] for one in known["mentions"] if one["kind"] == "agreement"]
    assert ids == ["memorandum-of-understanding-cpic-litek-2024-05-03"]


def test_a_language_without_rules_is_told(run: Run) -> None:
    text = "O projeto começou em Lisboa e os parceiros assinaram ontem um acordo de cooperação."
    ran = run("extract", written("a.txt", text), "--json")
    assert ran.json[0]["language"] == "pt"
    assert "a.txt is in 'pt', for which there are no rules" in ran.err


def test_people_get_a_table(run: Run) -> None:
    ran = run("extract", written("a.txt", POST))
    assert ran.code == 0
    assert "a.txt · LITEK signs in Graz · en · 2019-06-03" in ran.out


def test_a_file_that_is_no_document_is_named(run: Run) -> None:
    ran = run("extract", written("a.csv", "x"), "--json")
    assert ran.code == 3
    assert "a.csv: documents are read from .txt, .html" in " ".join(ran.err.split())


def test_a_language_model_reads_along_where_one_is_set(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written("a.txt", POST)
    lost = {"kind": "project", "name": "SUNBEAM", "start": 3}
    with model() as stub:
        stub.claim([lost], [])
        assert run("extract", file, "--json").err == ""
        assert stub.asked == []
        monkeypatch.setenv("LUMIGRAPH_ENDPOINT_URL", stub.url)
        monkeypatch.setenv("LUMIGRAPH_ENDPOINT_MODEL", "small")
        ran = run("extract", file, "--json")
    assert ran.code == 0
    assert len(stub.asked) == 1
    assert "a.txt: 1 claims of the model were dropped: a name does not stand" in ran.err


def test_an_address_without_a_model_is_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_ENDPOINT_URL", "http://127.0.0.1:9/v1")
    ran = run("extract", written("a.txt", POST))
    assert ran.code == 2
    assert "endpoint_model is not" in ran.err


def test_people_look_at_what_a_model_claims(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_ENDPOINT_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("LUMIGRAPH_ENDPOINT_MODEL", "small")
    monkeypatch.setenv("LUMIGRAPH_DOCUMENT_CONFIDENCE", "0.4")
    ran = run("extract", written("a.txt", POST))
    assert ran.code == 2
    assert "set it above 0.4" in ran.err
