"""`lumigraph export` of a part of the graph, as a network."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

import lumigraph
from tests.command_line import Run


def test_a_page_of_what_lies_around(run: Run) -> None:
    ran = run("export", "--format", "pyvis", "--focus", "LITEK", "--output", "litek.html")
    assert (ran.code, ran.err) == (0, "")
    assert "entities and" in ran.out
    page = Path("litek.html").read_text()
    assert "Ekspla" in page
    assert "Creative Commons Attribution 4.0" in page


def test_tables_lie_beside_one_another(run: Run) -> None:
    ran = run("export", "-x", "lasers", "-y", "Lithuania", "-o", "lasers.csv")
    assert ran.code == 0
    with Path("lasers.csv").open() as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    assert {"ekspla", "litek"} <= ids
    assert Path("lasers.links.csv").exists()
    assert "starter set" in Path("lasers.sources.csv").read_text()


def test_an_answer_as_tables(run: Run) -> None:
    ran = run("who", "lasers", "Lithuania", "--output", "lasers.csv")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "22 of 22 organisations written to lasers.csv\n",
        "",
    )
    with Path("lasers.csv").open() as file:
        ids = [row["id"] for row in csv.DictReader(file)]
    answer = run("who", "lasers", "Lithuania", "--limit", "22", "--json").json
    assert ids == [hit["id"] for hit in answer["hits"]]
    assert "starter set" in Path("lasers.sources.csv").read_text()
    assert "lasers (lasers)" in Path("lasers.question.csv").read_text()
    assert run("who", "lasers", "LT", "--limit", "3", "-o", "few.zip").out.startswith("3 of 22 ")
    with zipfile.ZipFile("few.zip") as file:
        assert set(file.namelist()) == {"hits.csv", "question.csv", "sources.csv"}
    assert run("who", "lasers", "LT", "-o", "lasers.xlsx").code == 0
    assert openpyxl.load_workbook("lasers.xlsx").sheetnames == ["hits", "question", "sources"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-o lasers.doc", "'lasers.doc' names no table: let it end in .xlsx, .csv or .zip"),
        ("-o nowhere/it.csv", "there is no folder nowhere"),
        ("-o it.csv --json", "--json prints the answer and --output writes it: give one of them"),
    ],
)
def test_an_answer_that_no_file_can_hold(run: Run, options: str, said: str) -> None:
    ran = run("who", "lasers", "LT", *options.split())
    assert (ran.code, said in ran.err.replace("\n", " ")) == (2, True), ran.err


def test_without_a_part_csv_is_the_whole_graph(run: Run) -> None:
    assert run("export", "-o", "graph.csv").code == 0
    assert Path("graph.relations.csv").exists()


def test_what_was_understood_is_told(run: Run) -> None:
    ran = run("export", "-x", "laserz", "-y", "Lithuania", "-o", "lasers.svg")
    assert "'laserz' was understood as lasers" in ran.out.replace("Lasers", "lasers")
    assert run("export", "-x", "lasers", "-y", "Nauru", "-o", "nothing.svg").code == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-x lasers -o lasers.nq", "'lasers.nq' has no known ending of a part of the graph"),
        ("--format doc -o lasers.doc", "'doc' is no form: write one of jsonl, csv, "),
        ("--format .nt -o lasers.nt", "pyvis, svg, xlsx, dcat, neo4j-import"),
        ("-x lasers --format doc -o lasers.doc", "of a part of the graph: write one of "),
        ("-o lasers.dcat", ".svg, .xlsx "),
        (
            "-o lasers.neo4j-import",
            "'lasers.neo4j-import' has no known ending: write one of .jsonl",
        ),
        ("-o lasers.doc", "'lasers.doc' has no known ending: write one of .jsonl, .csv, .nt"),
        ("--focus nobody-at-all -o it.svg", "no entity is called 'nobody-at-all'"),
        ("--focus LITEK -o nowhere/it.svg", "there is no folder nowhere"),
        ("--period yesterday -o it.svg", "'yesterday' is no date"),
    ],
)
def test_what_is_wrong_is_told(run: Run, options: str, said: str) -> None:
    ran = run("export", *options.split())
    assert ran.code == 2
    assert said in ran.err.replace("\n", " ")
    assert not list(Path().iterdir())


def test_python_draws_too(bundled: str, tmp_path: Path) -> None:
    with lumigraph.open(bundled) as graph:
        part = graph.draw(tmp_path / "styria.graphml", region="Steiermark", kinds=["Cluster"])
    assert "human-technology-styria" in part.nodes
    assert sorted(nx.read_graphml(tmp_path / "styria.graphml")) == part.nodes
