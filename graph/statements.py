"""Named statements kept in ``.sql`` and ``.cypher`` files beside the code that runs them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

HEADING = re.compile(r"^(?:--|//) name: (\w+)[^\n]*\n", re.MULTILINE)


@lru_cache
def load_statements(path: Path) -> dict[str, str]:
    """Return name → text of the statements in ``path``; each stands below ``-- name: …``."""
    parts = HEADING.split(path.read_text(encoding="utf-8"))
    return {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}
