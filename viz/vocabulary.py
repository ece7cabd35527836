"""The vocabulary's words for the explorer, a file a language: ``python -m viz.vocabulary``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ontology.model import Model, load_model
from ontology.terms import Kind, Texts

FOLDER = Path(__file__).parent / "explorer" / "src" / "i18n" / "vocabulary"
LANGUAGES = ("en", "lt", "fr", "de")


def words(model: Model, language: str) -> dict[str, Any]:
    """Return what kinds, relations, properties and values of schemes are called."""

    def of(texts: Texts) -> str:
        return texts.get(language, texts["en"])

    def labels(terms: Mapping[str, Any]) -> dict[str, str]:
        return {name: of(term.label) for name, term in sorted(terms.items())}

    schemes = {name: one.scheme for name, one in model.properties.items() if one.scheme}
    return {
        "kinds": {name: _kind(one, of(one.label)) for name, one in sorted(model.kinds.items())},
        "relations": labels(model.relations),
        "properties": labels(model.properties),
        "values": {name: labels(scheme.values) for name, scheme in sorted(schemes.items())},
    }


def _kind(kind: Kind, label: str) -> dict[str, str]:
    return {"label": label} if kind.parent is None else {"label": label, "parent": kind.parent}


def derived(model: Model) -> dict[Path, str]:
    """Return the text of each file."""
    return {
        FOLDER / f"{language}.json": json.dumps(
            words(model, language), ensure_ascii=False, indent=1
        )
        + "\n"
        for language in LANGUAGES
    }


if __name__ == "__main__":
    for path, text in derived(load_model()).items():
        path.write_text(text, encoding="utf-8")
