"""Where somebody read what they enter: what is refused of it is quoted without personal data."""

from __future__ import annotations

import pytest

from graph.curating.place import check_place
from graph.errors import UsageError


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("mailto:anna@alpha.example", "is no web address"),
        ("Annual report,\x07 anna@alpha.example", "is no web address"),
        ("a letter of anna@alpha.example", "holds personal data (e-mail)"),
    ],
)
def test_what_is_refused_is_quoted_without_personal_data(place: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        check_place(place)
    assert said in str(refused.value)
    assert "anna" not in str(refused.value)
