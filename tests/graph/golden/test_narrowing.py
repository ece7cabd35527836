"""Narrowed footprints: fewer rows are made, and what changes is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.golden.narrowing import narrowed, widening
from graph.golden.reach import reach_rows
from graph.stored import Footprint, Work

BROADER = {
    "laser": {"laser", "optics"},
    "lens": {"lens", "optics", "glass"},
    **{top: {top} for top in ("optics", "glass", "gene")},
}
ancestors = BROADER.__getitem__

works = st.builds(
    Work,
    st.integers(1, 2),
    st.sampled_from([0, 20200101]),
    st.frozensets(st.sampled_from([*BROADER]), min_size=1),
)
footprints = st.builds(
    Footprint,
    st.just("alpha"),
    st.sampled_from([("LT011",), ("LT011", "AT13")]),
    st.booleans(),
    st.lists(works, max_size=4).map(tuple),
)


@given(old=footprints, new=footprints)
def test_the_rows_that_come_and_go_are_the_same(old: Footprint, new: Footprint) -> None:
    wider = widening(ancestors)
    gone, came = (set(reach_rows([one], ancestors)) for one in (old, new))
    few_gone = set(reach_rows([narrowed(old, new, wider)], ancestors))
    few_came = set(reach_rows([narrowed(new, old, wider)], ancestors))
    assert (few_gone - few_came, few_came - few_gone) == (gone - came, came - gone)


def test_what_did_not_move_makes_no_row() -> None:
    stays = Work(1, 0, frozenset({"gene"}))
    before, after = (
        Footprint("alpha", ("LT011",), False, (stays, Work(points, 0, frozenset({"laser"}))))
        for points in (1, 2)
    )
    found = narrowed(after, before, widening(ancestors))
    assert found.works == (Work(2, 0, frozenset({"laser", "optics"})),)
