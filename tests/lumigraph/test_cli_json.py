"""The shapes that `--json` prints: what docs/cli.md promises."""

from __future__ import annotations

from typing import Any

import pytest

from lumigraph.bundled import bundled_data
from tests.command_line import Run

STEP = {"relation", "source", "target", "role", "since", "until", "evidence"}
WITNESS = {"source", "locator", "urls", "quote", "language", "confidence"}
UNDERSTOOD = {"asked", "id", "label", "corrected", "others", "note"}
BRIEF = {"id", "uri", "name", "kind", "country", "region", "score", "via", "since", "successor"}
ENTITY = {"id", "uri", "name", "kind", "type", "keys", "properties"}
RELATION = {*STEP, "properties"}
HIT = {
    *("id", "uri", "name", "kind", "country", "region", "identifiers", "website", "score"),
    *("last_active", "amounts", "basis", "technologies", "links", "places", "paths"),
}
ANSWER = {
    *("query", "total", "hits", "membership", "unplaced", "ended", "nearest", "related"),
    *("facets", "next"),
}
REPORT = {
    *("source", "records", "entities", "relations", "created", "updated", "unchanged"),
    *("removed", "rejected", "seconds", "withheld", "repaired", "uncovered", "unmatched"),
}
SOURCE = {
    *("name", "title", "origin", "licence", "date", "digest", "extractor", "priority"),
    *("read_at", "records", "entities", "relations", "attribution", "visibility"),
}
JUDGEMENT = {"number", "left", "right", "verdict", "by", "at", "reason", "opened", "closed"}


def test_who(run: Run) -> None:
    answer = run("who", "-x", "lasers", "-y", "LT", "--limit", "3", "--json").json
    assert answer.keys() == ANSWER
    assert answer["query"].keys() == {"technology", "region", "filters"}
    assert answer["query"]["technology"].keys() == UNDERSTOOD
    assert answer["total"] == 22
    assert len(answer["hits"]) == 3
    for hit in answer["hits"]:
        assert hit.keys() == HIT
        for path in (hit["places"], *hit["paths"]):
            for step in path:
                assert step.keys() == STEP
                assert step["evidence"]
                assert all(one.keys() == WITNESS for one in step["evidence"])
    assert all(one.keys() == BRIEF for one in answer["membership"])
    assert answer["facets"].keys() == {"kind", "country", "basis", "role", "technology"}
    assert answer["facets"]["country"] == {"LT": 22}


def test_who_without_an_answer(run: Run) -> None:
    ran = run("who", "-x", "OCT", "-y", "Styria", "--json")
    assert ran.code == 1
    assert ran.json["hits"] == []
    assert {near["id"] for near in ran.json["nearest"]["region"]} == {"AT"}
    assert {near["id"] for near in ran.json["nearest"]["technology"]} == {"medical-imaging"}


def test_pages_join_without_a_gap(run: Run) -> None:
    whole = run("who", "-x", "lasers", "-y", "LT", "--json").json
    seen: list[str] = []
    cursor = ""
    while True:
        page = run("who", "-x", "lasers", "-y", "LT", "--limit", "5", "--cursor", cursor, "--json")
        seen += [hit["id"] for hit in page.json["hits"]]
        assert page.json["total"] == whole["total"]
        cursor = page.json["next"]
        if not cursor:
            break
    rest = run("who", "-x", "lasers", "-y", "LT", "--limit", "200", "--json").json["hits"]
    assert seen == [hit["id"] for hit in rest]


def test_search(run: Run) -> None:
    [first, *_] = run("search", "ekspla", "--json").json["found"]
    assert first.keys() == {"id", "uri", "name", "kind", "type", "nearness"}
    assert first["id"] == "ekspla"


def test_show(run: Run) -> None:
    entity = run("show", "mou-litek-cpic-2019", "--json").json
    assert entity.keys() == {*ENTITY, "evidence", "computed", "relations"}
    assert entity["uri"] == "https://w3id.org/lumigraph/id/agreement/mou-litek-cpic-2019"
    assert entity["evidence"].keys() == entity["properties"].keys()
    for relation in entity["relations"]:
        assert relation.keys() == {*RELATION, "source_name", "target_name"}
        assert relation["evidence"]


def test_people_are_shown_what_else_a_relation_says(run: Run) -> None:
    shown = run("show", "ekspla").out
    (place,) = [line.split() for line in shown.splitlines() if line.startswith("LOCATED_IN")]
    assert place[-3:-1] == ["city:", "Vilnius"]
    assert "more" not in run("show", "mou-litek-cpic-2019").out


def test_what_is_computed_is_marked(run: Run) -> None:
    agreement = run("show", "agreement-popsud-gopq-2002", "--json").json
    assert agreement["computed"] == ["expectedEnd"]
    assert agreement["properties"]["expectedEnd"] == "2005-02"
    assert "expectedEnd" not in agreement["evidence"]
    shown = run("show", "agreement-popsud-gopq-2002").out
    assert [line.split() for line in shown.splitlines() if "expectedEnd" in line] == [
        ["expectedEnd", "2005-02", "computed"]
    ]


def test_neighbours(run: Run) -> None:
    around = run("neighbours", "litek", "--limit", "5", "--json").json
    assert around.keys() == {"centre", "entities", "relations", "left_out"}
    assert around["centre"]["id"] == "litek"
    assert len(around["entities"]) == 5
    assert around["left_out"] > 0
    assert all(one.keys() == {*ENTITY, "distance"} for one in around["entities"])
    assert all(one.keys() == RELATION for one in around["relations"])


def test_path(run: Run) -> None:
    ways = run("path", "LITEK", "CPIC", "--json").json["paths"]
    assert [one["relation"] for one in ways[0]] == ["PARTY_TO", "PARTY_TO"]
    assert all(step.keys() == STEP for way in ways for step in way)
    assert all(step["evidence"] for way in ways for step in way)
    assert sorted(map(len, ways)) == list(map(len, ways))


def test_status(run: Run) -> None:
    status = run("status", "--json").json
    told = {"store", "revision", "bytes", "known_from"}
    assert status.keys() == {*told, "entities", "relations", "growth"}
    assert status["known_from"] == status["revision"]["at"][:10]
    assert status["bytes"] > 100_000
    (month,) = status["growth"]
    assert month.keys() == {"month", "revisions", "opened", "closed"}
    assert month["month"] == status["revision"]["at"][:7]
    assert month["revisions"] == status["revision"]["number"]
    assert month["opened"] > 1_000
    assert status["revision"].keys() == {"number", "at", "action", "note"}
    assert status["entities"]["Agreement"] >= 34
    assert status["relations"]["PARTICIPATES_IN"] > 200


def test_sources(run: Run) -> None:
    sources = run("sources", "--json").json["sources"]
    assert {one["name"] for one in sources} == {"lumigraph-starter", "technologies"}
    assert all(one.keys() == SOURCE for one in sources)


def test_validate(run: Run) -> None:
    assert run("validate", "--json").json == {"problems": [], "warnings": []}


def test_ingest_and_retract(run: Run, own: str) -> None:
    path = str(bundled_data())
    [first] = run("ingest", path, "--store", own, "--json").json
    assert first.keys() == REPORT
    assert first["created"] == first["records"] > 3000
    [again] = run("ingest", path, "--store", own, "--json").json
    assert (again["created"], again["updated"], again["removed"]) == (0, 0, 0)
    assert again["unchanged"] == again["records"]
    [gone] = run("retract", "lumigraph-starter", "--store", own, "--json").json
    assert gone.keys() == REPORT
    assert gone["removed"] == first["records"]


@pytest.mark.parametrize("verdict", ["merge", "split"])
def test_judgements(run: Run, own: str, verdict: str) -> None:
    def judged(*words: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = run(*words, "--store", own, "--json").json["judgements"]
        return found

    run("ingest", str(bundled_data()), "--store", own)
    [made] = judged(verdict, "litek", "fimtp", "--by", "somebody", "--reason", "a test")
    assert made.keys() == JUDGEMENT
    assert judged("judgements") == [made]
    [undone] = judged("undo", str(made["number"]))
    assert undone["number"] == made["number"]
    assert judged("judgements") == []
    assert [one["number"] for one in judged("judgements", "--undone")] == [made["number"]]


def test_a_judgement_that_does_not_count_is_told(run: Run, own: str) -> None:
    """Two firms were said to be one, and stayed two; judged again, they were so twice."""
    run("ingest", str(bundled_data()), "--store", own)
    for pair in ("litek fimtp", "fimtp cpic"):
        assert run("merge", *pair.split(), "--store", own).code == 0
    again = run("merge", "fimtp", "cpic", "--store", own)
    assert (again.code, "says so already" in " ".join(again.err.split())) == (2, True)
    said = "Does not count: 'litek' and 'fimtp' stay two"
    assert said in run("split", "litek", "cpic", "--store", own).out
    assert said in run("judgements", "--store", own).out


def test_judgements_go_to_a_file_and_come_back(run: Run, own: str) -> None:
    run("ingest", str(bundled_data()), "--store", own)
    run("split", "litek", "fimtp", "--store", own)
    assert "1 judgements are in j.csv" in run("judgements", "--output", "j.csv", "--store", own).out
    run("undo", "1", "--store", own)
    taken = run("judgements", "--import", "j.csv", "--store", own).out
    assert "1 judgements made, 0 taken back, 0 stood so already." in taken
    [standing] = run("judgements", "--store", own, "--json").json["judgements"]
    assert {standing["left"], standing["right"]} == {"litek", "fimtp"}


def test_who_judged_is_a_setting_and_no_account(
    run: Run, own: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("ingest", str(bundled_data()), "--store", own)

    def judged_by(other: str) -> list[str]:
        made = run("split", "litek", other, "--store", own, "--json").json["judgements"]
        return [one["by"] for one in made]

    assert judged_by("fimtp") == ["curator"]
    monkeypatch.setenv("LUMIGRAPH_CURATOR", "the cluster's office")
    assert judged_by("cpic") == ["the cluster's office"]
