"""A store as text: with stencils the same bytes as without, and nothing of a store in change."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import DumpError
from graph.ledger.holdings import Holdings
from graph.opening import open_store
from graph.rdf import stencils, writing
from graph.rdf.forms import FORMS, TEXT_FORMS
from graph.store import GraphStore
from lumigraph.loading import take_in
from tests.conformance.builders import tell, thing

BASE = "https://example.org"
DATA = Path(__file__).parents[3] / "data"
NEVER = 0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """The bundled set in a file."""
    url = f"sqlite:///{tmp_path_factory.mktemp('writing') / 'graph.db'}"
    with closing(open_store(url)) as opened:
        take_in(Holdings(opened), DATA)
        yield opened


def written(store: GraphStore, form: str) -> tuple[int, bytes]:
    output = io.BytesIO()
    return writing.write_store(store, TEXT_FORMS[form], BASE, output), output.getvalue()


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_a_stencil_says_what_the_projection_says(
    store: GraphStore, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stencils, "TIMES", NEVER)
    number, singly = written(store, form)
    monkeypatch.setattr(stencils, "TIMES", 1)
    assert written(store, form) == (number, singly)


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
