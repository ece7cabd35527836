"""How much of what a list says of public posts is found, where their texts lie on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ingest.documents.known import vocabulary
from tests.corpus.pages import find, missed, read_pages, table
from tests.corpus.reading import CorpusError

TEXT = """Auroralux and Zefyrum sign a memorandum

12 March 2021

Auroralux GmbH and Zefyrum UAB signed a memorandum of understanding in Graz on 10 March 2021.
"""
GOLD = {
    "organisations": [
        {"name": "Auroralux GmbH", "id": "auroralux-at"},
        {"name": "Zefyrum UAB", "id": "zefyrum"},
        {"name": "Nobody e.V.", "id": "nobody"},
    ],
    "projects": [],
    "agreements": [],
    "technologies": ["lasers"],
    "places": ["Graz"],
    "dates": ["03-10", "2021-03-11"],
    "relations": [
        ["zefyrum", "signed_agreement_with", "auroralux-at"],
        ["zefyrum", "located_in", "Graz"],
        ["zefyrum", "admires", "auroralux-at"],
    ],
}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of two pages, the second of which has a text."""
    (tmp_path / "01.txt").write_text(TEXT, "utf-8")
    page = {"lang": "en", "gold": GOLD}
    (tmp_path / "list.yaml").write_text(yaml.safe_dump([page, page]), "utf-8")
    return tmp_path / "list.yaml"


def test_what_is_listed_and_not_found_is_told(listed: Path) -> None:
    """Ends are those that stand under the listed name; unknown predicates are not asked for."""
    [page] = read_pages(listed, listed.parent)
    found = find(page, vocabulary())
    assert list(missed([found])) == [
        "01 en organisations: Nobody e.V.",
        "01 en technologies: lasers",
        "01 en dates: 2021-03-11",
        "01 en relations: zefyrum located_in Graz",
    ]
    rows = list(table([found]))
    assert "| organisations | all | 3 | 2 | 0.67 |" in rows
    assert "| relations | en | 2 | 1 | 0.50 |" in rows


def test_a_list_without_texts_is_refused(listed: Path, tmp_path: Path) -> None:
    """The message says how a text is called."""
    (tmp_path / "01.txt").unlink()
    with pytest.raises(CorpusError, match=r"page 7 would be 07\.txt"):
        read_pages(listed, tmp_path)
