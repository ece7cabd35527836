"""The files of a kit: texts from ``templates``, answers from ``request.yaml``, the catalogue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from graph.catalogue.ckan import packages
from graph.catalogue.model import Catalogue
from graph.catalogue.profiles import NEWEST, profile_named
from graph.catalogue.publication import Publication
from graph.catalogue.rendering import catalogue_statements, written
from graph.catalogue.vocabularies import load_vocabularies

HERE = Path(__file__).parent
W3ID = "w3id.org"
OLDER = "2.1.1"
BROKEN_CELL = str.maketrans({"|": "\\|", "\n": " ", "\r": " "})
NATIONAL = "national-portal"
TEXTS = {
    "README.md": "README.md",
    "checklist.md": "checklist.md",
    "european-portal.md": "european-portal.md",
    "endpoints.md": "endpoints.md",
    f"{NATIONAL}/README.md": "national-portal.md",
}
"""File → template."""
REDIRECT = {"w3id/.htaccess": "htaccess", "w3id/README.md": "w3id.md"}
"""The same, where the URIs begin elsewhere than the server is."""


def kit(catalogue: Catalogue, by: Publication) -> dict[str, bytes]:
    """Return the path of every file in a kit, and its content."""
    redirect = not f"{by.base_uri}/".startswith(f"{by.public_url}/")
    said = {**_context(catalogue, by), "redirect": redirect}
    names = {**TEXTS, **(REDIRECT if redirect else {})}
    texts = {
        path: TEMPLATES.get_template(name).render(said).encode() for path, name in names.items()
    }
    return {**texts, **_national(catalogue)}


def _context(catalogue: Catalogue, by: Publication) -> dict[str, Any]:
    base, countries = urlsplit(by.base_uri), load_vocabularies()["country"].scheme
    said = {
        "catalogue": catalogue,
        "public_url": by.public_url,
        "base_uri": by.base_uri,
        "w3id": base.path.strip("/") if base.hostname == W3ID else "",
        "countries": [one.labels["en"] for one in catalogue.spatial if one.scheme == countries],
        "frequency": catalogue.datasets[0].frequency.labels["en"],
        "endpoints": _table("endpoints.yaml"),
    }
    return {**said, "answers": [_answered(one, said) for one in _table("request.yaml")]}


def _answered(one: Mapping[str, str], said: Mapping[str, Any]) -> dict[str, str]:
    """Return a question with its answer, '' where only a person has one."""
    answer = TEMPLATES.from_string(one.get("answer", "")).render(said)
    return {"question": one["question"], "answer": answer, "ask": one.get("ask", "")}


def _national(catalogue: Catalogue) -> dict[str, bytes]:
    listed = json.dumps(packages(catalogue), ensure_ascii=False, indent=2)
    return {
        f"{NATIONAL}/catalogue.ttl": _document(catalogue, NEWEST, "ttl"),
        f"{NATIONAL}/catalogue.rdf": _document(catalogue, NEWEST, "rdf"),
        f"{NATIONAL}/catalogue-{OLDER}.rdf": _document(catalogue, OLDER, "rdf"),
        f"{NATIONAL}/packages.json": f"{listed}\n".encode(),
    }


def _document(catalogue: Catalogue, profile: str, form: str) -> bytes:
    return written(catalogue_statements(catalogue, profile_named(profile)), form)


def _table(name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return rows


def _cell(text: str) -> str:
    """Return text as it may stand in a cell of a Markdown table."""
    return text.translate(BROKEN_CELL)


def _line(text: str) -> str:
    """Return text as it may stand in a comment of one line."""
    return " ".join(text.split())


# Markdown and comments, not HTML: the publisher's own words stand as they are.
TEMPLATES = Environment(  # noqa: S701
    loader=FileSystemLoader(HERE / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
TEMPLATES.filters |= {"cell": _cell, "line": _line}
