"""A file that is handed in: who may read it on this machine, and how large it may be."""

from __future__ import annotations

from pathlib import Path
from stat import S_IMODE

import pytest

from ingest.uploads.arrival import TooLargeError
from ingest.uploads.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "uploads", stands=lambda _: False)


def test_it_is_its_owners_alone(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.arriving("a.csv", 9) as arrival:
        arrival.write(b"Name\n")
    for folder in (tmp_path / "uploads", arrival.path.parent):
        assert S_IMODE(folder.stat().st_mode) == 0o700


def test_it_may_be_as_large_as_it_may_be_and_no_larger(shelf: Shelf) -> None:
    with shelf.arriving("a.csv", 9) as arrival:
        arrival.check(9)
        arrival.write(b"Name\n")
        arrival.write(b"Ekin")
        with pytest.raises(TooLargeError, match="more than 9 bytes"):
            arrival.write(b"s")
    assert (arrival.size, arrival.path.read_bytes()) == (9, b"Name\nEkin")
    with pytest.raises(TooLargeError), shelf.arriving("a.csv", 9) as other:
        other.write(b"0123456789")
    assert not other.folder.path.exists()
