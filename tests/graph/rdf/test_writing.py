"""A large store is written by two processes: the same bytes as by one, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from graph.chunks import chunks
from graph.errors import DumpError
from graph.export import export
from graph.ledger.holdings import Holdings
from graph.opening import open_store
from graph.rdf import turns, writing
from graph.rdf.forms import FORMS, TEXT_FORMS, write_blocks
from graph.store import GraphStore
from lumigraph.loading import take_in
from tests.conformance.builders import tell, thing

BASE = "https://example.org"
DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The bundled set in a file."""
    url = f"sqlite:///{tmp_path_factory.mktemp('writing') / 'graph.db'}"
    with closing(open_store(url)) as opened:
        take_in(Holdings(opened), DATA)
        yield opened


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any store is written by two processes."""
    monkeypatch.setattr(writing, "WORTHWHILE", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


def of_one(store: GraphStore, form: str) -> tuple[int, bytes]:
    output = io.BytesIO()
    blocks = writing._blocks(store, TEXT_FORMS[form], BASE, turns.Turn())
    return write_blocks(blocks, TEXT_FORMS[form], output), output.getvalue()


@pytest.mark.parametrize("form", TEXT_FORMS)
@pytest.mark.usefixtures("together")
def test_two_processes_write_what_one_writes(store: GraphStore, form: str) -> None:
    output = io.BytesIO()
    count = writing.write_store(store, TEXT_FORMS[form], BASE, output)
    assert (count, output.getvalue()) == of_one(store, form)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_small_blocks_taken_in_turn_are_the_whole(
    store: GraphStore, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("statements", "inferred", "dataset"):
        monkeypatch.setattr(f"graph.rdf.{module}.chunks", partial(chunks, size=7))
    whole = list(writing._blocks(store, TEXT_FORMS[form], BASE, turns.Turn()))
    first, second = (
        list(writing._blocks(store, TEXT_FORMS[form], BASE, turns.Turn(one, 2))) for one in (0, 1)
    )
    assert (whole[::2], whole[1::2]) == (first, second)
    assert len(second) > 100


@pytest.mark.usefixtures("together")
def test_a_process_that_fails_says_why(store: GraphStore, tmp_path: Path) -> None:
    with (
        writing.Helper(f"sqlite:///{tmp_path}", FORMS["nt"], BASE, turns.Turn()) as helper,
        pytest.raises(DumpError, match=str(tmp_path)),
    ):
        helper.next()


@pytest.mark.usefixtures("together")
def test_a_process_that_is_gone_leaves_no_file(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")
    with pytest.raises(DumpError, match="ended early"):
        export(store, tmp_path / "graph.nt")
    assert list(tmp_path.iterdir()) == []


def test_what_is_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    with closing(open_store(f"sqlite:///{tmp_path / 'graph.db'}")) as store:
        tell(store, "members", thing("a"))

        class Changing(io.BytesIO):
            """A file during whose writing somebody else writes to the store."""

            def write(self, content: object) -> int:
                tell(store, "members", thing("a"), thing(f"b{len(store.revisions())}"))
                return 0

        with pytest.raises(DumpError, match="changed while it was written"):
            writing.write_store(store, FORMS["nt"], BASE, Changing())


def test_turns_together_make_the_whole() -> None:
    made = [list(turns.Turn(one, 3).taken("abcdefgh")) for one in range(3)]
    assert made == [["a", "d", "g"], ["b", "e", "h"], ["c", "f"]]
