"""What an entity is called."""

from __future__ import annotations

import pytest

from graph.entities import Entity

CAPITALS = "MEDIZINISCHE UNIVERSITAT GRAZ"
WRITTEN = "Medizinische Universität Graz"


def called(language: str, **names: str) -> tuple[str, str]:
    return Entity("graz", "Organisation", "University", {"name": names}).named(language)


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ({"und": CAPITALS, "de": WRITTEN}, (WRITTEN, "de")),
        ({"und": CAPITALS}, (CAPITALS, "und")),
        (
            {"und": "MEDICAL UNIVERSITY OF GRAZ", "de": WRITTEN},
            ("MEDICAL UNIVERSITY OF GRAZ", "und"),
        ),
        ({"und": "LITEK", "lt": "LITEK"}, ("LITEK", "und")),
        ({"en": "ELAS", "lt": "Elas"}, ("ELAS", "en")),
        ({"en": "Medical University of Graz", "de": WRITTEN}, ("Medical University of Graz", "en")),
        ({}, ("graz", "")),
    ],
)
def test_a_name_in_capitals_gives_way_to_the_same_name_written_out(
    names: dict[str, str], name: tuple[str, str]
) -> None:
    assert called("en", **names) == name
