"""Where a known organisation lies is not told by where it met somebody."""

from __future__ import annotations

import pytest

from ingest.documents.document import Document
from ingest.documents.pipeline import read
from tests.ingest.documents.naming import KNOWN

SURE = 0.5


def places(text: str) -> dict[tuple[str, str], bool]:
    """Return who lies where by a text, and whether that is sure."""
    reading = read(Document("post", f"News\n\n{text}", "en", "News"), KNOWN)
    return {
        (one.subject, one.object): one.confidence >= SURE
        for one in reading.relations
        if one.predicate == "located_in"
    }


@pytest.mark.parametrize(
    ("text", "said", "sure"),
    [
        ("LITEK is based in Vilnius.", ("litek", "city-lt-vilnius"), True),
        ("LITEK is based in Paris.", ("litek", "city-fr-paris"), False),
        ("Delegates of Optence met LITEK in Graz.", ("litek", "city-at-graz"), False),
        ("Acme Optics GmbH is based in Graz.", ("acme-optics", "city-at-graz"), True),
        ("LITEK is based in Europe.", ("litek", "EUROPE"), True),
    ],
)
def test_a_place_abroad_waits_for_people(text: str, said: tuple[str, str], sure: bool) -> None:
    assert places(text).get(said) is sure
