"""The rules of reading, which are data: one YAML file a subject and language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "rules"
LANGUAGES = ("en", "lt", "de", "fr", "es", "it", "pl")
"""The languages that there are rules for."""
COMMON = "any"
"""In place of a language: what all languages write alike."""


@cache
def rules_of(subject: str, language: str) -> dict[str, Any]:
    """Return the rules on a ``subject`` ("dates", "headings", "names", "relations") in a language.

    They are empty for a language without rules: then only names and identifiers are found.
    """
    file = FOLDER / subject / f"{language}.yaml"
    if not file.is_file():
        return {}
    found: dict[str, Any] = yaml.safe_load(file.read_text("utf-8")) or {}
    return found
