"""Writes what is derived from the vocabulary anew: ``python -m ontology.derive``."""

from __future__ import annotations

import json
from pathlib import Path

from ontology.context import context
from ontology.model import Model, load_model
from ontology.page import page
from ontology.shapes import shapes

FOLDER = Path(__file__).parent


def derived(model: Model) -> dict[Path, str]:
    """Return the text of every file that follows from the vocabulary."""
    document = json.dumps(context(model), ensure_ascii=False, indent=2, sort_keys=True)
    return {
        FOLDER / "context.jsonld": document + "\n",
        FOLDER / "shapes.ttl": shapes(model),
        FOLDER.parent / "docs" / "vocabulary.md": page(model),
    }


if __name__ == "__main__":
    for path, text in derived(load_model()).items():
        path.write_text(text, encoding="utf-8")
