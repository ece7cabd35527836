"""Every role word of the sources means a relation that the vocabulary has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from ontology.errors import UnknownRoleError
from ontology.model import load_model
from ontology.roles import Meaning, Role, load_roles

MODEL = load_model()
ROLES = load_roles()
MEANINGS = [(word, meaning) for word, meanings in ROLES.meanings.items() for meaning in meanings]
KINDS = ("Organisation", "Project", "Event", "Agreement")
KIND_OF_FILE = {
    "clusters": "Cluster", "organisations": "Organisation", "projects": "Project",
    "agreements": "Agreement", "events": "Event",
}  # fmt: skip
Statement = tuple[str, str, str]


def test_participation_depends_on_what_it_is_in() -> None:
    assert ROLES.find("participant_in", "Cluster", "Project") == Role("PARTICIPATES_IN", "partner")
    assert ROLES.find("participant_in", "Company", "Event") == Role("TAKES_PART_IN", "participant")


def test_inverse_words() -> None:
    assert ROLES.find("coordinated_by", "Cluster", "SciencePark") == Role(
        "MANAGES", "coordinator", inverse=True
    )
    assert not ROLES.find("coordinator", "Organisation", "Project").inverse
    assert ROLES.find("coordinator", "Project", "Organisation").inverse


def test_shorthand() -> None:
    mou = ROLES.find("mou_with", "Cluster", "Project")
    assert (mou.shorthand, mou.relation) == ("agreement", "COOPERATES_WITH")
    assert ROLES.find("merged_into", "Cluster", "Cluster").shorthand == "change"


@pytest.mark.parametrize(
    ("word", "source", "target", "said"),
    [
        ("loves", "Cluster", "Cluster", "unknown"),
        ("membr_of", "Cluster", "Cluster", "member_of"),
        ("leads", "Event", "Event", None),
        ("lead", "Agreement", "Cluster", "from Agreement to Cluster"),
    ],
)
def test_unknown_words_are_refused(word: str, source: str, target: str, said: str | None) -> None:
    if said is None:
        assert ROLES.find(word, source, target).relation == "PARTICIPATES_IN"
        return
    with pytest.raises(UnknownRoleError, match=said):
        ROLES.find(word, source, target)


@pytest.mark.parametrize(("word", "meaning"), MEANINGS, ids=[word for word, _ in MEANINGS])
def test_every_meaning_is_possible(word: str, meaning: Meaning) -> None:
    role = meaning.role
    relation = MODEL.relations[role.relation]
    assert role.role is None or role.role in MODEL.scheme("role").values
    assert role.shorthand in (None, "agreement", "change")
    assert not (role.inverse and relation.symmetric), "a symmetric relation has no direction"
    if role.shorthand == "change":
        return
    sources = [meaning.source] if meaning.source else KINDS
    targets = [meaning.target] if meaning.target else KINDS
    ends = [(t, s) if role.inverse else (s, t) for s, t in product(sources, targets)]
    assert any(MODEL.joins(relation, s, t) for s, t in ends), word


@pytest.mark.parametrize("word", ROLES.meanings)
def test_a_word_has_one_meaning_between_two_kinds(word: str) -> None:
    for source, target in product(KINDS, KINDS):
        holding = [m for m in ROLES.meanings[word] if m.holds([source], [target])]
        assert len(holding) <= 1


def test_every_role_value_is_used() -> None:
    """A role is what a word means, stands above one that is, or is that of a party."""
    roles = MODEL.scheme("role").values
    used = {meaning.role.role for _, meaning in MEANINGS} | {"party", "beneficiary"}
    used |= {value.broader for name, value in roles.items() if name in used}
    assert roles.keys() <= used


def load(folder: Path) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """The kinds of all entries by id, and every (source, word, target) that the facts state."""
    entries = {name: yaml.safe_load((folder / f"{name}.yaml").read_text()) for name in KIND_OF_FILE}
    kinds = {e["id"]: KIND_OF_FILE[name] for name, rows in entries.items() for e in rows}
    stated = [s for rows in entries.values() for entry in rows for s in statements(entry)]
    return kinds, stated


def statements(entry: dict[str, Any]) -> Iterator[Statement]:
    for field in ("links", "members", "partners"):
        for link in entry.get(field, ()):
            yield entry["id"], link["role"], link["id"]


def test_every_word_of_the_facts_is_understood(shared: Path) -> None:
    kinds, stated = load(shared / "facts")
    assert len(stated) > 1000
    for source, word, target in stated:
        role = ROLES.find(word, kinds[source], kinds[target])
        if role.shorthand == "change":
            assert {MODEL.top(kinds[source]), MODEL.top(kinds[target])} == {"Organisation"}
            continue
        start, end = (target, source) if role.inverse else (source, target)
        carried = {"role": role.role} if role.role else {}
        problems = MODEL.relation_problems(role.relation, kinds[start], kinds[end], carried)
        assert problems == [], (source, word, target)


def test_a_fact_told_from_both_ends_is_one(shared: Path) -> None:
    """Roles of one pair in one relation are equal or one is a special case of the other."""
    kinds, stated = load(shared / "facts")
    told: dict[Statement, set[str]] = defaultdict(set)
    for source, word, target in stated:
        role = ROLES.find(word, kinds[source], kinds[target])
        if role.role is None or role.shorthand is not None:
            continue
        ends = (target, source) if role.inverse else (source, target)
        if MODEL.relations[role.relation].symmetric:
            ends = (min(ends), max(ends))
        told[ends[0], role.relation, ends[1]].add(role.role)
    roles = MODEL.scheme("role")
    apart = {key: found for key, found in told.items() if len(set(map(roles.widest, found))) > 1}
    assert apart == {}
