"""The explorer: its own tests, its types against the API, and what its build says to a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import viz
from api.document import document
from tests.conftest import require

EXPLORER = Path(viz.__file__).parent / "explorer"


@pytest.fixture(scope="module")
def npm() -> str:
    """The program npm, when the explorer's packages are there."""
    found = shutil.which("npm")
    installed = (EXPLORER / "node_modules").is_dir()
    require("the explorer's packages", bool(found and installed), "`python run.py test` gets them")
    assert found
    return found


@pytest.fixture(scope="module")
def built(npm: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as Vite builds it."""
    folder = tmp_path_factory.mktemp("built")
    run(npm, "run", "build", "--", "--outDir", str(folder), "--emptyOutDir")
    return folder


def run(*command: str) -> str:
    """Run a program in the explorer's folder; what it says."""
    done = subprocess.run(command, cwd=EXPLORER, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_types_and_units(npm: str) -> None:
    assert "passed" in run(npm, "test")


def test_the_types_are_those_of_the_api(npm: str, tmp_path: Path) -> None:
    """`docs/http.md` says how to make them anew."""
    source, made = tmp_path / "openapi.json", tmp_path / "schema.ts"
    source.write_text(document(), encoding="utf-8")
    run(npm, "exec", "--offline", "--", "openapi-typescript", str(source), "--output", str(made))
    kept = EXPLORER / "src" / "api" / "schema.ts"
    assert made.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


def test_the_page_loads_nothing_from_elsewhere(built: Path) -> None:
    page = (built / "index.html").read_text(encoding="utf-8")
    styles = [path.read_text(encoding="utf-8") for path in built.glob("assets/*.css")]
    assert styles
    for text in (page, *styles):
        assert not re.search(r"(https?:)?//[a-z]", text)
    loaded = re.findall(r'(?:src|href)="\./([^"]+\.\w+)"', page)
    assert len(loaded) >= 3
    assert all((built / name).is_file() for name in loaded)


def test_the_page_has_no_script_inside(built: Path) -> None:
    """The server's policy forbids what is written into the page itself."""
    page = (built / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son\w+=", page)


def test_two_builds_are_the_same(npm: str, built: Path, tmp_path: Path) -> None:
    run(npm, "run", "build", "--", "--outDir", str(tmp_path), "--emptyOutDir")
    assert contents(tmp_path) == contents(built)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_lock_file_names_no_registry() -> None:
    lock = (EXPLORER / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
    assert "registry" not in lock


def test_names_never_become_markup() -> None:
    sources = [path for path in EXPLORER.glob("src/**/*.ts*") if ".test." not in path.name]
    assert len(sources) > 40
    for path in sources:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"inner_?HTML|outerHTML|adjacentHTML|document\.write", text, re.I), (
            path
        )
