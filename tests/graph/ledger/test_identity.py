"""Grouping of keys and the ids that entities get."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.identity import Judgement, entity_id, groups, keys_called

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


SCHEMED = st.one_of(
    st.builds(
        "{}:{}".format,
        st.sampled_from(["call", "x", "x-a", "x.a"]),
        st.text("ab-. /_ä", max_size=5),
    ),
    st.builds("programme:{}".format, st.text("A1.-", max_size=6)),
    st.builds("doi:10.1000/{}".format, st.text("ab/._-", min_size=1, max_size=4)),
    st.builds("euroscivoc:{}".format, st.text("/12", max_size=6)),
    st.builds("cordis:1{}".format, st.text("1./-_", max_size=4)),
)


@given(SCHEMED, SCHEMED)
def test_two_keys_never_share_an_id(one: str, other: str) -> None:
    assert (entity_id([one]) == entity_id([other])) == (one == other)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("call:HORIZON-CL4-2021", "call-HORIZON-CL4-2021"),
        ("programme:HORIZON.2.1.5", "programme-HORIZON-2-1-5"),
        ("grid:grid.6441.7", "grid-grid-6441-7"),
        ("doi:10.3030/101057844", "doi-10-3030-101057844"),
        ("euroscivoc:/25/67/425/1169/1685/85521413", "euroscivoc-25-67-425-1169-1685-85521413"),
        ("members:acme-optics", "members-acme-optics"),
        ("our-members:acme", "our-members--acme"),
        ("our-members:acme-optics", "our-members--acme-optics"),
    ],
)
def test_usual_keys_give_short_ids(key: str, expected: str) -> None:
    assert entity_id([key]) == expected
    assert keys_called(expected) == [expected, key]


@pytest.mark.parametrize("name", ["Компания", "Εταιρεία", "企業"])
def test_names_in_other_scripts_have_ids_of_their_own(name: str) -> None:
    assert entity_id([f"members:{name}"]) != entity_id([f"members:{name}{name}"])


def test_an_id_with_a_hash_leads_back_to_its_key() -> None:
    id_ = entity_id(["cordis:1.5"])
    assert keys_called(id_) == [id_, "cordis:1.5"]
