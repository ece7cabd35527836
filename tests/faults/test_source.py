"""A source that is changed while it is read leaves no trace: what was read is of no version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.export import lines
from graph.ledger.holdings import Holdings
from graph.records import Reject, Unit
from graph.sqlite_store import SqliteStore
from ingest.errors import UnreadableSourceError
from ingest.starter import StarterFormat
from lumigraph.loading import take_in

HEAD = "format: lumigraph/1\nname: firms\nentries:\n"
FIRMS = [
    f"- {{id: firm-{number}, type: Company, name: {{en: Firm {number}}}}}\n" for number in "ab"
]


@pytest.mark.parametrize("folder", [False, True])
def test_changed_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: bool
) -> None:
    file = tmp_path / "sources" / "firms.yaml"
    file.parent.mkdir()
    file.write_text(HEAD + FIRMS[0], encoding="utf-8")
    read = StarterFormat.read

    def changed(reader: StarterFormat, path: Path) -> Iterator[Unit | Reject]:
        file.write_text(HEAD + "".join(FIRMS), encoding="utf-8")
        yield from read(reader, path)

    with closing(SqliteStore(":memory:")) as store:
        holdings = Holdings(store)
        path = file.parent if folder else file
        with monkeypatch.context() as patch:
            patch.setattr(StarterFormat, "read", changed)
            with pytest.raises(UnreadableSourceError, match="was changed while it was read"):
                take_in(holdings, path)
        assert [one.info.name for one in store.ledger.sources()] == ["technologies"]
        assert "firm-a" not in "".join(lines(store))
        assert take_in(holdings, path).entities == len(FIRMS)
        assert take_in(holdings, path).changed is False
