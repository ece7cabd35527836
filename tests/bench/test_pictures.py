"""The row that measures pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.generator import Spec
from bench.rows import pictures
from bench.workshop import BenchError, Workshop


def test_a_page_that_is_not_built_is_not_waited_for(tmp_path: Path) -> None:
    workshop = Workshop(Spec(), folder=tmp_path)
    with pytest.raises(BenchError, match="the explorer is not built"):
        pictures.run(workshop, tmp_path)
