"""Comparing with a recogniser: by kind alone, each name once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus import recogniser
from tests.corpus.reading import Mention
from tests.corpus.recogniser import MISSING, comparison, score
from tests.corpus.scoring import Findings, Score

GOLD = [
    Mention("organisation", "Beta GmbH", 0, slug="beta"),
    Mention("region", "France", 20, id="FR"),
]


def test_a_name_is_right_whatever_it_is_said_to_be() -> None:
    found = [Mention("organisation", "Beta", 0, id="another")]
    assert score(GOLD, found, "organisation") == Score(1, 1, 1)


def test_regions_are_places_and_each_name_is_right_once() -> None:
    found = [Mention("place", "France", 20), Mention("place", "Fran", 20)]
    assert score(GOLD, found, "place") == Score(1, 2, 1)


def test_without_the_recogniser_the_section_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recogniser, "installed", lambda: False)
    told = list(comparison({Path("unread"): "Posts"}, lambda _, __: Findings()))
    assert told[1:] == [MISSING]
    assert "npm ci" in MISSING
