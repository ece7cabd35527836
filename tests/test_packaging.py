"""What the wheel carries, and what the lock files promise."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import files, metadata
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PACKAGES = ("ontology", "graph", "ingest", "viz", "api", "lumigraph")
ALLOWED = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|Python|MPL|LGPL|0BSD|Zlib|W3C|Unlicense)\b", re.I)
BARRED = re.compile(r"\b(A?GPL)\b|GNU (Affero )?General Public|non-?commercial", re.I)
REVIEWED = {
    "resvg-py": "Permission is hereby granted, free of charge",
    "scipy": "GCC Runtime Library Exception",
    "tld": "GNU LESSER GENERAL PUBLIC LICENSE",
}
"""Packages whose metadata do not tell, or leave a choice: the words that decision 10 rests on."""
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wheel_files() -> set[str]:
    """The paths in a wheel; `hatch_build.py`, which makes two of them, does not run."""
    builder = WheelBuilder(str(ROOT))
    nothing: dict[str, Any] = {"artifacts": [], "force_include": {}}
    with builder.config.set_build_data(nothing):
        return {file.distribution_path for file in builder.recurse_included_files()}


def pins(lock: Path) -> dict[str, str]:
    """The version of each package of a lock file."""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock.read_text("utf-8"), re.MULTILINE))


def installed(lock: Path) -> list[str]:
    """The packages of a lock file that this platform gets."""
    lines = re.findall(r"^[a-z][^\\\n]*", lock.read_text("utf-8"), re.MULTILINE)
    found = [Requirement(line) for line in lines]
    return [one.name for one in found if one.marker is None or one.marker.evaluate()]


def licence_texts(package: str) -> str:
    """What a package says of its licence, and the files that it brings for it."""
    brought = [one for one in files(package) or [] if "licen" in one.name.lower()]
    own = [one.read_text(encoding="utf-8") for one in brought if ".dist-info" in str(one)]
    return "\n".join([str(metadata(package).json.get("license", "")), *own])


def test_the_wheel_carries_every_file_of_the_packages_and_the_data() -> None:
    carried = wheel_files()
    code = ("*.py", "*.sql", "*.cypher", "py.typed")
    kinds = (*code, "*.yaml", "*.ttl", "*.jsonld", "*.xml", "*.html", "*.css")
    sources = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for kind in kinds
        for path in (ROOT / package).rglob(kind)
        if not path.is_relative_to(ROOT / "viz" / "explorer")
    }
    data = {f"lumigraph/data/{path.name}" for path in (ROOT / "data").glob("*.yaml")}
    assert sources | data <= carried
    assert len(data) > 5


def test_the_wheel_carries_nothing_else() -> None:
    tops = {path.split("/")[0] for path in wheel_files()}
    assert tops == set(PACKAGES)
    explorer = {path for path in wheel_files() if path.startswith("viz/explorer/")}
    assert all(path.startswith("viz/explorer/dist/") for path in explorer)


def test_an_offline_install_has_what_the_build_requires() -> None:
    content = project()
    have = {*content["project"]["dependencies"], *content["dependency-groups"]["build"]}
    assert set(content["build-system"]["requires"]) <= have


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_pinned_package_has_a_hash_and_no_index_is_named(lock: Path) -> None:
    blocks = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|^-", lock.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("package", installed(ROOT / "requirements" / "run.txt"))
def test_what_people_get_may_be_passed_on_under_our_licence(package: str) -> None:
    if package in REVIEWED:
        assert REVIEWED[package] in licence_texts(package)
        return
    about = metadata(package).json
    stated = [
        *(str(about.get(key, "")) for key in ("license_expression", "license")),
        *(one for one in about.get("classifier", []) if one.startswith("License")),
    ]
    words = " ".join(stated)
    assert ALLOWED.search(words), f"{package}: {words[:80]}: see docs/decisions/0010-licences.md"
    assert not BARRED.search(words), f"{package}: {words[:80]}"


def test_the_tests_run_with_the_versions_that_people_get() -> None:
    for_people, for_tests = (
        pins(ROOT / "requirements" / f"{name}.txt") for name in ("run", "test")
    )
    assert for_people.items() <= for_tests.items()
    assert {"pytest", "mypy"} <= for_tests.keys() - for_people.keys()
