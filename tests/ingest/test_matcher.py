"""Labels in texts: whole words, longest first, verbatim spans, nothing ambiguous."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.matcher import LabelMatcher, is_acronym
from ontology.fold import fold

LABELS = [
    ("laser", "en", "lasers"),
    ("lasers", "en", "lasers"),
    ("Laser", "de", "lasers"),
    ("laser diode", "en", "laser-diodes"),
    ("diode", "en", "diodes"),
    ("optical coherence tomography", "en", "oct"),
    ("OCT", "en", "oct"),
    ("tomographie par cohérence optique", "fr", "oct"),
    ("lazeriai", "lt", "lasers"),
    ("LED", "en", "leds"),
    ("medical photonics", "en", "biophotonics"),
    ("medical photonics", "en", "photonics-for-health"),
    ("photonics", "en", "photonics"),
    ("½-wave plate", "en", "wave-plates"),
    ("Industry 4.0", "en", "industry"),
    ("lighting (street)", "en", "street-lighting"),
]
MATCHER = LabelMatcher(LABELS)


def found(text: str) -> list[tuple[str, str]]:
    return [(match.concept, match.quote) for match in MATCHER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a Laser for all", [("lasers", "Laser")]),
        ("laser", [("lasers", "laser")]),
        ("lasering, non-lasered", []),
        ("blue laser-diode; diode laser", [("laser-diodes", "laser-diode"), ("diodes", "diode"),
                                           ("lasers", "laser")]),
        ("laser laser", [("lasers", "laser"), ("lasers", "laser")]),
        ("Optical\n  coherence-tomography", [("oct", "Optical\n  coherence-tomography")]),
        ("la tomographie par coherence optique", [("oct", "tomographie par coherence optique")]),
        (unicodedata.normalize("NFD", "tomographie par cohérence optique"),
         [("oct", unicodedata.normalize("NFD", "tomographie par cohérence optique"))]),
        ("ﬁne laſer", [("lasers", "laſer")]),
        ("ßßß œœœ laser ½ laser", [("lasers", "laser"), ("lasers", "laser")]),
        ("a ½-wave plate", [("wave-plates", "½-wave plate")]),
        ("snake_case_laser_name", [("lasers", "laser")]),
        ("激光 laser 激光", [("lasers", "laser")]),
        ("optical coherence, tomography", []),
        ("a (laser) diode. Laser diode", [("lasers", "laser"), ("diodes", "diode"),
                                          ("laser-diodes", "Laser diode")]),
        ("some laser. Diode", [("lasers", "laser"), ("diodes", "Diode")]),
        ("an Industry 4.0 laser", [("industry", "Industry 4.0"), ("lasers", "laser")]),
        ("industry 4. 0", []),
        ("lighting (street)", [("street-lighting", "lighting (street)")]),
        ("lighting street", []),
        ("\u0301 laser", [("lasers", "laser")]),
        ("", []),
        ("—…!", []),
    ],
)  # fmt: skip
def test_finds_whole_words_the_longest_first(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OCT of the eye", [("oct", "OCT")]),
        ("held in oct 2024, Oct. 5", []),
        ("a team led by her; an LED lamp", [("leds", "LED")]),
        ("RESEARCH LED BY INDUSTRY", []),
        ("OCT, LED", [("oct", "OCT"), ("leds", "LED")]),
    ],
)
def test_acronyms_are_found_in_capitals_only(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_label_of_two_concepts_is_not_found_but_what_is_inside_it_is() -> None:
    assert found("medical photonics") == [("photonics", "photonics")]


def test_the_language_is_english_where_the_label_is() -> None:
    languages = [match.language for match in MATCHER.find("Laser, lazeriai, laser diode")]
    assert languages == ["en", "lt", "en"]


def test_what_counts_as_an_acronym() -> None:
    assert all(map(is_acronym, ("OCT", "SD-OCT", "3D", "FT IR")))
    assert not any(map(is_acronym, ("LiDAR", "laser", "PHOTONICS", "2", "")))


def test_no_labels_find_nothing() -> None:
    assert LabelMatcher([]).find("laser") == []
    assert LabelMatcher([("—", "en", "dash"), ("", "en", "nothing")]).find("— laser") == []


def test_the_fingerprint_follows_the_labels_and_not_their_order() -> None:
    assert LabelMatcher(reversed(LABELS)).fingerprint == MATCHER.fingerprint
    assert LabelMatcher(LABELS[1:]).fingerprint != MATCHER.fingerprint


WORDS = st.sampled_from(["laser", "Laser", "diode", "optical", "coherence", "tomography", "OCT",
                         "led", "ﬁeld", "Ω", "é", "e\u0301", "½", "ß", "İ", "x"])  # fmt: skip
GAPS = st.sampled_from([" ", "-", ", ", "\n", "  ", "_", "…", ""])


@given(st.lists(st.tuples(WORDS, GAPS), max_size=12).map(lambda parts: "".join(sum(parts, ()))))
def test_spans_are_verbatim_and_quotes_are_labels(text: str) -> None:
    meant = {(fold(label), concept) for label, _, concept in LABELS}
    last = 0
    for match in MATCHER.find(text):
        assert text[match.start : match.end] == match.quote
        assert (fold(match.quote), match.concept) in meant
        assert match.start >= last
        last = match.end


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for match in MATCHER.find(f"{text} laser"):
        assert f"{text} laser"[match.start : match.end] == match.quote


PLAIN_WORDS = ("laser", "diode", "optical", "coherence", "tomography", "x")


@given(st.lists(st.sampled_from([*PLAIN_WORDS]), max_size=9))
def test_agrees_with_a_regular_expression_over_plain_words(words: list[str]) -> None:
    labels = {"laser diode", "optical coherence tomography", "laser", "diode"}
    longest = "|".join(sorted(labels, key=len, reverse=True))
    text = " ".join(words)
    assert [quote for _, quote in found(text)] == re.findall(rf"\b(?:{longest})\b", text)


def test_words_are_compared_by_their_stems_where_a_stem_is_given() -> None:
    matcher = LabelMatcher([("optical sensors", "en", "sensors")], lambda word: word.rstrip("s"))
    assert [match.quote for match in matcher.find("an Optical sensor")] == ["Optical sensor"]


def test_labels_of_several_concepts_are_found_where_they_are_asked_for() -> None:
    (match,) = LabelMatcher(LABELS, several=True).find("medical photonics")
    assert (match.concept, match.others) == ("biophotonics", ("photonics-for-health",))


def test_the_plural_of_an_acronym_is_no_common_word() -> None:
    matcher = LabelMatcher([("LEDs", "en", "leds")], lambda word: word.rstrip("s"))
    assert [match.quote for match in matcher.find("led by LEDs")] == ["LEDs"]


def test_the_plural_of_one_acronym_is_not_another() -> None:
    matcher = LabelMatcher([("DCS", "en", "diffuse-correlation-spectroscopy")])
    assert [match.quote for match in matcher.find("ten DCs build a DCS")] == ["DCS"]
