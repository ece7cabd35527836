"""Recognition by content, and the file of refused rows."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.ledger.writing import PACE, ingest
from graph.records import Reject, SourceInfo, Unit
from graph.sqlite_store import SqliteStore
from ingest.errors import UnknownFormatError, UnreadableSourceError
from ingest.formats import Foretold, Format, RejectsFile, recognise
from tests.conformance.builders import SCHEMA, info, thing, units


@dataclass(frozen=True)
class Beginning:
    """Recognises files that begin with ``sign``."""

    name: str
    sign: str

    def detect(self, path: Path) -> bool:
        return path.read_text(encoding="utf-8").startswith(self.sign)

    def info(self, path: Path) -> SourceInfo:
        return SourceInfo(path.name, path.name, "", self.name)

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        yield from ()


FORMATS: list[Format] = [Beginning("letters", "a"), Beginning("words", "ab")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "source"


def test_content_decides(file: Path) -> None:
    file.write_text("axe", encoding="utf-8")
    assert recognise(file, FORMATS).name == "letters"


def test_a_name_goes_before_content(file: Path) -> None:
    file.write_text("zebra", encoding="utf-8")
    assert recognise(file, FORMATS, "words").name == "words"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("zebra", "", "no known format (letters, words)"),
        ("abbey", "", "letters and words; choose one with --format"),
        ("axe", "excel", "no format 'excel'; use one of: letters, words"),
    ],
)
def test_what_cannot_be_recognised(file: Path, content: str, name: str, message: str) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnknownFormatError) as error:
        recognise(file, FORMATS, name)
    assert message in str(error.value)


def test_nothing_there(file: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="there is no such file"):
        recognise(file, FORMATS)


def test_rejects_file_comes_with_the_first_reject(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with RejectsFile(path) as rejects:
        assert not path.exists()
        rejects.add(Reject("a.csv", "row 3", "country", "=1+1\n", "no country", "write LT"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["file", "place", "column", "value", "reason", "remedy"],
        ["a.csv", "row 3", "country", "'=1+1\n", "no country", "write LT"],
    ]
    assert rejects.count == 1


def test_rejects_need_a_folder_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere: make it"):
        RejectsFile(tmp_path / "nowhere" / "rejects.csv")


@pytest.mark.parametrize(("foretold", "total"), [(True, 2 * PACE + 1), (False, 0)])
def test_a_first_ingest_tells_of_how_many(foretold: bool, total: int) -> None:
    told: list[tuple[int, int]] = []
    records = [thing(f"plant-{number}") for number in range(2 * PACE + 1)]
    items: Iterator[Unit] = iter_of(units(records))
    source = Foretold(items, lambda: len(records)) if foretold else items
    ingest(
        SqliteStore(":memory:"),
        SCHEMA,
        info("one", records),
        source,
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(PACE, total), (2 * PACE, total)]


def iter_of(found: list[Unit]) -> Iterator[Unit]:
    """Yield units as a format does, which cannot say how many are to come."""
    yield from found
