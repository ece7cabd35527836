"""What a catalogue says in words: ``words.yaml`` and ``services.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.catalogue.model import Texts

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """A service: addresses below the public URL, standards (URI → English title), and words."""

    endpoint: str
    description: str
    documentation: str
    conforms_to: Mapping[str, str]
    title: Texts
    text: Texts


@cache
def load_words() -> Mapping[str, Any]:
    """Return the texts of the catalogue as the file groups them."""
    words: Mapping[str, Any] = yaml.safe_load((FOLDER / "words.yaml").read_text(encoding="utf-8"))
    return words


@cache
def load_services() -> Mapping[str, ServiceWords]:
    """Return name → service."""
    table = yaml.safe_load((FOLDER / "services.yaml").read_text(encoding="utf-8"))
    return {name: ServiceWords(**row) for name, row in table.items()}


def filled(texts: Texts, **values: object) -> Texts:
    """Return ``texts`` with values in their gaps."""
    return {language: text.format(**values) for language, text in texts.items()}
