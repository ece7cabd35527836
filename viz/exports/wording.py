"""The words and colours of exported files: ``words.yaml`` and ``colours.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

OTHERWISE = "en"


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the words of a language, in English where there are none."""
    known = _read("words.yaml")
    found: Mapping[str, str] = known.get(language, known[OTHERWISE])
    return found


def counted(number: int, language: str) -> str:
    """Return a number as a language writes it, its thousands apart."""
    return f"{number:,}".replace(",", words(language)["thousands"])


@cache
def colours() -> Mapping[str, str]:
    """Return kind → colour."""
    return _read("colours.yaml")


def _read(name: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(
        Path(__file__).with_name(name).read_text(encoding="utf-8")
    )
    return content
