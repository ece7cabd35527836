"""The documentation: links lead somewhere, commands exist, numbers are those of the code."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import run
from graph.question.score import load_weights
from tests.command_line import all_commands

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path for pattern in ("*.md", "data/*.md", "docs/**/*.md") for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELL = {"", "sh", "console"}
INLINE = re.compile(r"`((?:lumigraph|make|python run\.py) [^`]+)`")
PLACEHOLDERS = {"PATH…", "COMMAND"}


def names(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_links_resolve(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in headings(file), f"{page.name} links to {target}"


def headings(page: Path) -> set[str]:
    """Return the anchors that a Markdown page offers."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text).strip().lower().replace(" ", "-") for text in found}


def commands(page: Path) -> Iterator[list[str]]:
    """Yield the commands of ours that a page names, as words without comments."""
    text = page.read_text(encoding="utf-8")
    blocks = [block for language, block in BLOCK.findall(text) if language in SHELL]
    lines = [line for block in blocks for line in block.splitlines() if is_ours(line)]
    for line in (*lines, *INLINE.findall(text)):
        yield shlex.split(line.removeprefix("$ "), comments=True)


def is_ours(line: str) -> bool:
    return line.removeprefix("$ ").startswith(("lumigraph ", "make ", "python run.py "))


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_commands_exist(page: Path) -> None:
    for words in commands(page):
        if words[0] == "lumigraph":
            assert_parses(words[1:])
        else:
            goal = words[1] if words[0] == "make" else words[2]
            assert goal in run.RUN, shlex.join(words)


def assert_parses(words: list[str]) -> None:
    """Fail for a command or an option that does not exist."""
    if words[0].startswith("-") or words[0] in PLACEHOLDERS:
        return
    known = all_commands()
    assert words[0] in known, f"there is no command {words[0]}"
    command, rest = known[words[0]], words[1:]
    below = getattr(command, "commands", {})
    if below and rest:
        assert rest[0] in below, shlex.join(words)
        command, rest = below[rest[0]], rest[1:]
    options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    for word in rest:
        if word.startswith("-") and not word.lstrip("-").isdigit():
            assert word.partition("=")[0] in options | {"--help"}, shlex.join(words)


def test_the_guide_names_every_command() -> None:
    named = {words[1] for words in commands(ROOT / "docs" / "cli.md") if len(words) > 1}
    assert all_commands().keys() <= named


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_a_page_retracts_what_it_has_taken_in(page: Path) -> None:
    known = {"lumigraph-starter"}
    for _, name, *arguments in (words for words in commands(page) if len(words) > 2):
        if name == "ingest":
            known |= {Path(one).stem for one in arguments}
        if name == "retract":
            assert arguments[0] in known | PLACEHOLDERS


def test_the_points_of_the_question_are_those_of_the_code() -> None:
    weights = load_weights()
    text = (ROOT / "docs" / "question.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w, ]+) \|[^|]*\|([^|]*)\| (\d+) \|$", text, re.MULTILINE)
    stated = [
        (basis, tuple(sorted(re.findall(r"`([\w-]+)`", role))), int(points))
        for basis, role, points in rows
    ]
    assert stated == [
        ("direct", (), weights.direct),
        ("direct", (), weights.product),
        *(("project", (role,), points) for role, points in weights.project.items()),
        ("project", (), weights.project_other),
        ("agreement", (), weights.agreement),
        ("project, agreement", tuple(sorted(weights.excluded_roles)), 0),
    ]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_readme_is_all_links_to_what_there_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for page in ("cli", "question", "walkthrough", "architecture", "data-format", "http", "neo4j"):
        assert f"(docs/{page}.md)" in text
