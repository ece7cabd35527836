"""What is planted to be hidden lies near to what is public, and how far servers are apart."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from bench.generator import Generator, Spec
from bench.results import SQLITE
from bench.rows.hidden import AGAIN, NOISE, WITH, WITHOUT, Figures, hidden, lines, questions
from graph.records import EntityRecord, RelationRecord

TINY = Generator(Spec(scale=0.0004))


def test_hidden_things_have_other_keys_and_nearly_the_same_names() -> None:
    for public, planted in zip(TINY.units(), hidden(TINY), strict=True):
        assert public.key != planted.key
        for one, other in zip(public.records(), planted.records(), strict=True):
            if isinstance(one, EntityRecord) and isinstance(other, EntityRecord):
                assert one.key != other.key
                names = [str(said.properties.get("name")) for said in (one, other)]
                assert DamerauLevenshtein.distance(*names) <= 1
            if isinstance(one, RelationRecord) and isinstance(other, RelationRecord):
                assert one.source != other.source
                assert (one.target == other.target) == (one.type in ("LOCATED_IN", "ABOUT"))


def test_each_kind_of_question_is_asked_as_often() -> None:
    asked = questions(TINY, 5)
    assert {len(paths) for paths in asked.values()} == {5}
    assert all(path.startswith("/") for paths in asked.values() for path in paths)
    assert asked["a hidden id"][0].startswith("/api/v1/entities/pic-hidden-9")


@pytest.mark.parametrize(("work", "met"), [(1.01, True), (1.05, False)])
def test_as_far_apart_as_two_alike_is_near_enough(work: float, met: bool) -> None:
    alike = Figures(1.0, 2.0)
    one = {WITH: Figures(work, 2.0), WITHOUT: alike, AGAIN: Figures(0.98, 2.2)}
    worked, waited = lines("who", [one, one, one])
    assert worked.value(SQLITE) == pytest.approx(100 * (work - 1))
    assert worked.value(NOISE) == pytest.approx(2)
    assert [target.met for target in worked.targets] == [met]
    assert (waited.value(SQLITE), waited.targets) == (0, [])
