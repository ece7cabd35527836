"""The page of the documentation on Python, run from top to bottom."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "python.md"
GIVES = re.compile(r"# → (.*)$", re.MULTILINE)


def statements(page: str) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each statement of a page, and what is said to come out of it ('' for nothing)."""
    for block in re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        lines, body = block.splitlines(), ast.parse(block).body
        for one, after in zip(body, [*body[1:], None], strict=True):
            until = after.lineno - 1 if after else len(lines)
            said = GIVES.search("\n".join(lines[one.lineno - 1 : until]))
            yield one, said[1] if said else ""


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    told = 0
    for one, expected in statements(PAGE.read_text(encoding="utf-8")):
        if not isinstance(one, ast.Expr):
            assert not expected, ast.unparse(one)
            exec(compile(ast.Module([one], []), str(PAGE), "exec"), names)  # noqa: S102
            continue
        value = eval(compile(ast.Expression(one.value), str(PAGE), "eval"), names)  # noqa: S307
        if expected:
            assert repr(value) == expected, ast.unparse(one)
            told += 1
    assert told > 20
