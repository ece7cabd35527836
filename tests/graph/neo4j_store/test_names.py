"""Names in Neo4j: what is read at once fits into one transaction, however many are asked for."""

from __future__ import annotations

from typing import Any

import pytest

from graph.neo4j_store import names
from graph.neo4j_store.database import Database
from tests.conformance.builders import tell, thing
from tests.graph.neo4j_store.trial import opened

pytestmark = pytest.mark.neo4j

DEPTH, MOST = 4, 8


def test_many_texts_that_much_resembles_are_read_in_parts(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "DEPTH", DEPTH)
    monkeypatch.setattr(names, "MOST", MOST)
    read: list[tuple[int, int]] = []
    whole = Database.rows

    def rows(database: Database, statement: str, **parameters: Any) -> list[Any]:
        if statement == "with_grams":
            read.append((len(parameters["asked"]), parameters["depth"]))
        return whole(database, statement, **parameters)

    with opened(url) as store:
        tell(store, "one", *(thing(f"laser{n}", name={"en": f"Laser {n}"}) for n in range(40)))
        texts = [f"laser {n}" for n in range(5)]
        alone = {text: store.names.resembling(text, []) for text in texts}
        monkeypatch.setattr(Database, "rows", rows)
        assert store.names.resembling_each(texts, []) == alone
    assert max(depth for _, depth in read) > MOST
    assert all(asked == 1 or asked * depth <= MOST for asked, depth in read)
