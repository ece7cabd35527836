"""What cannot be so is set aside by one rule, in whatever format a source says it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.ledger.holdings import Holdings
from graph.ledger.writing import Report
from graph.sqlite_store import SqliteStore
from lumigraph.loading import dry_run, take_in

OWN = "https://w3id.org/lumigraph/ontology#"


def starter(folder: Path) -> Path:
    said = """
format: lumigraph/1
entries:
- id: plan
  type: Project
  name: {en: Plan}
  start: '2020'
  end: '2019'
  totalCost: -5
- id: alpha
  type: Company
  name: {en: Alpha}
  memberOf:
  - {id: club, since: '2020', until: '2019'}
  partOf: [alpha]
- {id: club, type: Cluster, name: {en: Club}}
"""
    (folder / "one.yaml").write_text(said, encoding="utf-8")
    return folder / "one.yaml"


def turtle(folder: Path) -> Path:
    said = f"""
@prefix lg: <{OWN}> . @prefix : <https://a.example/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
:plan a lg:Project ; lg:name "Plan"@en ; lg:start "2020"^^xsd:gYear ; lg:end "2019"^^xsd:gYear ;
    lg:totalCost -5 .
:alpha a lg:Company ; lg:name "Alpha"@en ; lg:partOf :alpha .
:club a lg:Cluster ; lg:name "Club"@en .
[] a lg:Relation ; rdf:subject :alpha ; rdf:predicate lg:memberOf ; rdf:object :club ;
    lg:since "2020"^^xsd:gYear ; lg:until "2019"^^xsd:gYear .
"""
    (folder / "one.ttl").write_text(said, encoding="utf-8")
    return folder / "one.ttl"


def network(folder: Path) -> Path:
    rows = {
        "nodes.csv": "Id,Label,Type,Start,End,totalCost\nplan,Plan,project,2020,2019,-5\n"
        "alpha,Alpha,company,,,\nclub,Club,cluster,,,\n",
        "edges.csv": "Source,Target,Kind,since,until\nalpha,club,member of,2020,2019\n"
        "club,club,member of,,\n",
    }
    for name, text in rows.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("written", [starter, turtle, network])
def test_every_format_sets_aside_what_cannot_be_so(
    written: Callable[[Path], Path], tmp_path: Path
) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    report = taken(written(folder))
    aside = {column(one.column): one.value for one in report.rejects}
    assert aside.keys() >= {"end", "totalCost", "until"}, report.rejects
    assert len(report.rejects) == 4, report.rejects
    assert (aside["end"], float(aside["totalCost"]), aside["until"]) == ("2019", -5, "2019")
    assert all(one.place and one.reason and one.remedy for one in report.rejects)


def column(where: str) -> str:
    """Return the property of a reject's column: ``until`` of ``alpha.memberOf[0].until``."""
    return where.rpartition(".")[2]


def taken(path: Path) -> Report:
    with closing(SqliteStore(":memory:")) as store:
        return take_in(Holdings(store), path, visibility="public")


def test_a_table_sets_aside_what_cannot_be_so(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("name,country,since,until\nAlpha,LT,2020,2019\n", encoding="utf-8")
    mapping = "rows: members\nof: {id: club, type: Cluster}\n"
    columns = "columns: {name: name, country: country, since: since, until: until}\n"
    (tmp_path / "list.mapping.yaml").write_text(mapping + columns, encoding="utf-8")
    [reject] = taken(table).rejects
    assert (reject.column, reject.value) == ("until", "2019")
    assert reject.place.startswith("row 2")
    assert dry_run(None, table).rejects == [reject]
