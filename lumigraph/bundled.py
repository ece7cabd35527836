"""The starter set that comes with Lumigraph."""

from __future__ import annotations

from pathlib import Path

import ontology


def bundled_data() -> Path:
    """Return the folder of the bundled starter set, in a checkout or in an installed wheel."""
    installed = Path(__file__).with_name("data")
    return installed if installed.is_dir() else Path(ontology.__file__).parents[1] / "data"
