"""The sample as a bundle."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.cordis.sample import Sample


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return Sample().write(tmp_path / "bundle")
