"""The vocabulary's words for the explorer: made from the vocabulary, and not typed again."""

from __future__ import annotations

import re

from ontology.model import load_model
from viz.exports.wording import colours
from viz.vocabulary import FOLDER, LANGUAGES, derived, words

COLOURS = FOLDER.parents[1] / "style" / "colours.css"


def test_the_files_are_those_of_the_vocabulary() -> None:
    """`python -m viz.vocabulary` makes them anew."""
    for path, text in derived(load_model()).items():
        assert path.read_text(encoding="utf-8") == text, path


def test_every_language_names_everything() -> None:
    model = load_model()
    assert words(model, "lt")["kinds"]["Cluster"] == {
        "label": "klasteris",
        "parent": "Organisation",
    }
    assert words(model, "fr")["relations"]["MEMBER_OF"] == "membre de"
    assert words(model, "de")["values"]["stage"]["signed"] == "unterzeichnet"
    assert len(LANGUAGES) == len(derived(model)) == 4


def test_every_top_kind_has_a_colour_which_files_have_too() -> None:
    kinds = {name.lower() for name, kind in load_model().kinds.items() if kind.parent is None}
    light = re.findall(r"--kind-(\w+): light-dark\((#\w+)", COLOURS.read_text(encoding="utf-8"))
    assert {name for name, _ in light} == kinds
    assert dict(light) == {name.lower(): colour for name, colour in colours().items()}
