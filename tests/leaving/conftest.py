"""What somebody took along who leaves: a dump, tables and the store, in a folder of their own."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from graph.export import export
from graph.opening import SQLITE, open_store
from tests.conformance.builders import tell, thing


@pytest.fixture(scope="session")
def taken(bundled: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, with the bundled data and a source that once said something else."""
    folder = tmp_path_factory.mktemp("taken")
    file = folder / "graph.db"
    shutil.copyfile(bundled.removeprefix(SQLITE), file)
    with closing(open_store(f"{SQLITE}{file}")) as store:
        for website in ("https://former.example", "https://present.example"):
            tell(store, "news", thing("ekspla", website=website))
        for name in ("graph.nq.gz", "graph.csv"):
            export(store, folder / name)
    return folder
