"""Grouping of keys and the ids that entities get."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.identity import Judgement, entity_id, groups

KEYS = st.sampled_from(["a", "b", "c", "pic:1", "pic:2", "ror:x", "vat:LT1"])
PAIRS = st.lists(st.tuples(KEYS, KEYS), max_size=8)


def judgement(left: str, right: str, verdict: str) -> Judgement:
    return Judgement(1, left, right, verdict, "test", "", "2026-01-01", 1)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["pic:1", "litek"], "litek"),
        (["pic:10", "pic:9"], "pic-9"),
        (["pic:9", "ror:04w7"], "ror-04w7"),
        (["euroscivoc:/23/53/373"], "euroscivoc-23-53-373"),
        (["ftmc", "ekspla"], "ekspla"),
    ],
)
def test_the_best_key_names_the_entity(keys: list[str], expected: str) -> None:
    assert entity_id(keys) == expected


@given(PAIRS, PAIRS, PAIRS, st.randoms())
def test_grouping_does_not_depend_on_order(
    aliases: list[tuple[str, str]],
    same: list[tuple[str, str]],
    different: list[tuple[str, str]],
    chance: random.Random,
) -> None:
    keys = ["a", "b", "c", "pic:1", "pic:2"]
    judged = [judgement(*pair, "same") for pair in same if pair[0] != pair[1]]
    judged += [judgement(*pair, "different") for pair in different if pair[0] != pair[1]]
    expected = groups(keys, aliases, judged)
    for many in (keys, aliases, judged):
        chance.shuffle(many)
    assert groups(keys, aliases, judged) == expected


@given(PAIRS, PAIRS)
def test_keys_judged_different_never_share_an_entity(
    aliases: list[tuple[str, str]], different: list[tuple[str, str]]
) -> None:
    apart = [pair for pair in different if pair[0] != pair[1]]
    grouped = groups([], aliases, [judgement(*pair, "different") for pair in apart])
    for left, right in apart:
        assert not any({left, right} <= set(group) for group in grouped)


def test_a_shared_identifier_joins_two_keys() -> None:
    assert groups(["a", "b", "c"], [("a", "pic:1"), ("b", "pic:1")], []) == [
        ("a", "b", "pic:1"),
        ("c",),
    ]
