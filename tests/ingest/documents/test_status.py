"""Whether something is so, will be, was so once: by the words of its clause, in each language."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ingest.documents.findings import Status
from ingest.documents.grammar import grammar, predicates
from ingest.documents.status import Said, hints, statuses_of
from ontology.fold import fold

WILL = {
    "en": "O will coordinate P",
    "de": "O wird das P leiten",
    "fr": "O coordonnera P",
    "lt": "O koordinuos P",
    "es": "O coordinará P",
    "it": "O coordinerà P",
    "pl": "O będzie prowadzić P",
}
OVER = {
    "en": "O is no longer a member of O",
    "de": "O gehört nicht mehr zu O",
    "fr": "O n est plus membre de O",
    "lt": "O nebėra O",
    "es": "O ya no pertenece a O",
    "it": "O non fa più parte di O",
    "pl": "O już nie należy do O",
}


def statuses(words: str, predicate: str, language: str = "en") -> list[Status]:
    """The statuses of what the words of a line say between its first and last sign."""
    rules = grammar(language)
    assert rules
    known = rules.contractions
    told = (one if one.isupper() else known.get(one, fold(one)) for one in words.split())
    text = " ".join(["", *told, ". "])
    signs = [at for at in range(len(text)) if text[at].isupper()]
    return statuses_of(Said(text, signs[0], signs[-1] + 2), predicates()[predicate], rules)


@pytest.mark.parametrize("language", WILL)
@pytest.mark.parametrize(
    ("sayings", "predicate", "status"),
    [
        (WILL, "coordinator_of", "stated"),
        (WILL, "organised", "planned"),
        (OVER, "member_of", "past"),
        (OVER, "participant_in", "negated"),
    ],
)
def test_what_will_be_and_what_is_no_longer(
    language: str, sayings: Mapping[str, str], predicate: str, status: Status
) -> None:
    assert statuses(sayings[language], predicate, language) == [status]


def test_who_wants_a_role_has_none_yet() -> None:
    assert statuses("O hopes to coordinate P", "coordinator_of") == ["planned"]


def test_who_will_no_longer_take_part_never_did() -> None:
    assert statuses("O will no longer take part in P", "partner_in") == ["negated"]


def test_a_value_is_told_also_where_something_else_is_denied() -> None:
    assert statuses("P has not spent D", "funding") == ["stated"]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("O had registered for E but did not come", "en"),
        ("O wollte auf E ausstellen , kam aber nicht", "de"),
        ("O , inscrite à E , n a pas pu partir", "fr"),
        ("O norėjo dalyvauti E , tačiau neatvyko", "lt"),
    ],
)
def test_what_came_to_nothing_is_not_so(words: str, language: str) -> None:
    assert statuses(words, "participant_in", language) == ["negated"]


def test_a_role_that_hangs_on_something_is_planned() -> None:
    assert statuses("O will join P if the board agrees", "partner_in") == ["planned"]


def test_former_people_of_something_are_not_its_past() -> None:
    assert statuses("former students founded O in L", "located_in") == ["stated"]


def test_what_something_works_on_is_not_what_is_denied() -> None:
    assert statuses("P reaches what no needle does and works on T", "works_on") == ["stated"]


def test_where_somebody_is_not_is_not_told() -> None:
    assert statuses("O has no office in L", "located_in") == []


def test_words_of_a_status_are_hints_wherever_they_stand() -> None:
    rules = grammar("en")
    assert rules
    assert hints(" O plans a fair , while O has left O . ", rules) == ("planned",)
    assert hints(" O has not left O , of which it was formerly a member . ", rules) == (
        "negated",
        "past",
    )
    assert hints(" O is a member of O . ", rules) == ()
