"""`lumigraph diff`, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Run

FACTS = """
format: lumigraph/1
name: {name}
entries:
- id: example-cluster
  type: Cluster
  name: {{en: Example Cluster}}
- id: example-company
  type: Company
  name: {{en: {company}}}
  links:
  - {{id: example-cluster, role: member_of, since: '2014'}}
"""


@pytest.fixture
def twice(run: Run, own: str, tmp_path: Path) -> Run:
    """Two versions of a source, and another source that says half of it otherwise."""
    told = {"facts": "Optics One", "facts.": "Optics One", "others": "Optics Three"}
    for name, company in told.items():
        text = FACTS.format(name=name.strip("."), company=company)
        if name == "facts.":
            text = text.replace("Optics One", "Optics Two").replace("- id: example-cl", "- id: cl")
            text = text.replace("  - {id: example-cl", "  - {id: cl")
        (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
        assert run("ingest", "facts.yaml", "--store", own).code == 0
    return lambda *arguments: run("diff", *arguments, "--store", own)


def test_two_revisions(twice: Run) -> None:
    ran = twice("2", "3")
    assert ran.code == 0
    head, *lines = ran.out.splitlines()
    assert "(revision 2)" in head
    assert lines == ["1 organisation new, 1 gone, 1 renamed", "1 membership new, 1 gone"]


def test_all_of_it(twice: Run) -> None:
    out = twice("2", "3", "--verbose").out
    assert "Optics Two (example-company), Company: renamed" in out
    assert "  name: en: Optics One → en: Optics Two" in out
    assert "example-company MEMBER_OF cluster as member: new" in out


def test_two_sources(twice: Run) -> None:
    lines = twice("facts", "others").out.splitlines()
    assert lines[0] == "From facts to others:"
    assert lines[1] == "1 organisation only in the second, 1 only in the first, 1 named otherwise"


def test_json(twice: Run) -> None:
    found = twice("2", "3", "--json").json
    assert found["counts"]["Organisation"] == {"new": 1, "gone": 1, "renamed": 1}
    assert found["after"] | {"day": ""} == {
        "asked": "3",
        "kind": "revision",
        "revision": 3,
        "day": "",
    }
    assert {one["id"] for one in found["entities"]} == {
        "cluster",
        "example-cluster",
        "example-company",
    }
    assert len(found["relations"]) == 2


def test_a_name_that_means_nothing_is_wrong_use(twice: Run) -> None:
    ran = twice("yesterday")
    assert ran.code == 2
    assert "no date, no source, and no revision up to 4" in " ".join(ran.err.split())
