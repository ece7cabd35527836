"""What is said of a file whose content is not what its name promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UnknownFormatError
from ingest.uploads.kinds import kind_of


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods", ".docx", ".odt", ".pdf"])
def test_a_text_under_the_name_of_something_else_is_to_be_saved_again(
    tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"members{ending}"
    file.write_text("no such thing at all")
    with pytest.raises(
        UnknownFormatError, match=f"not what its name says; save it again as {ending}"
    ):
        kind_of(file)
