"""Where the names of a picture stand."""

from __future__ import annotations

from dataclasses import replace

from tests.viz.exports.conftest import dot
from viz.exports.labels import Box, Taken, spots
from viz.exports.picture import Caption, Picture
from viz.exports.svg import svg

CAPTION = Caption("A few", "Few.", "2026-01-01", "en", ())


def named(picture: Picture) -> list[str | None]:
    """Return the names that are written in a picture."""
    (names,) = svg(picture).findall("g[@paint-order='stroke']")
    return [one.text for one in names]


def test_no_two_names_cover_each_other() -> None:
    taken = Taken()
    assert taken.take(Box(0, 0, 10, 10))
    assert not taken.take(Box(9, 9, 300, 300))
    assert taken.take(Box(10, 0, 300, 300))
    taken.fill(Box(500, 500, 510, 510))
    assert not taken.take(Box(505, 400, 506, 600))


def test_a_name_stands_below_above_or_beside_its_dot() -> None:
    box = Box(90, 90, 110, 110)
    below, above, right, left = spots(box, 60, 15)
    assert below[0] == above[0] == 100
    assert above[1] < box.top < box.bottom < below[1] - 15 < below[1]
    assert left[0] + 30 < box.left < box.right < right[0] - 30


def test_what_has_no_room_below_is_named_elsewhere() -> None:
    some = [replace(dot(at), label=f"Institute number {at}", y=0.0, x=at * 2.0) for at in range(4)]
    assert sorted(map(str, named(Picture(CAPTION, some, [])))) == [one.label for one in some]


def test_where_no_place_is_wide_enough_the_short_name_is_written() -> None:
    label = "Laser and Engineering Technologies Cluster"
    some = [replace(dot(at), label=label, short=f"L{at}", y=0.0, x=at * 2.0) for at in range(9)]
    found = named(Picture(CAPTION, some, []))
    assert len(found) == len(some)
    assert set(found) > {label}
