"""How much an archive may hold is a setting."""

from __future__ import annotations

from pathlib import Path

import pytest

import lumigraph
from graph.errors import UsageError
from ingest.archives import DEFAULT, Limits, allow
from ingest.errors import UnreadableSourceError
from lumigraph.configuration import load_settings


def test_settings_limit_archives(tmp_path: Path) -> None:
    (tmp_path / "lumigraph.toml").write_text("archive_ratio = 50\narchive_depth = 3\n")
    said = {"LUMIGRAPH_ARCHIVE_MEMBERS": "1", "LUMIGRAPH_ARCHIVE_SIZE": "1000000"}
    settings = load_settings(said, tmp_path)
    assert settings.limits() == Limits(size=1_000_000, members=1, ratio=50, depth=3)
    folder = tmp_path / "bundle"
    folder.mkdir()
    for name in ("project.csv", "organization.csv"):
        (folder / name).write_text("id\n")
    try:
        with (
            lumigraph.open("sqlite:///:memory:", settings) as graph,
            pytest.raises(UnreadableSourceError, match="2 members, the limit is 1"),
        ):
            graph.ingest(folder)
    finally:
        allow(DEFAULT)


@pytest.mark.parametrize("value", ["lots", "0", "-1", "1.5"])
def test_a_limit_that_is_no_number_is_named(value: str) -> None:
    with pytest.raises(
        UsageError, match=r"archive_size is .* set a whole number from 1 on, such as 17179869"
    ):
        load_settings({"LUMIGRAPH_ARCHIVE_SIZE": value})
