"""Things that a line names together: "A, B (Graz) and C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.documents.line import BULLET, Cell, Line, Thing

_MARKS = frozenset(",;/&-")
_END = ";"
_PLACES = frozenset("RL")
_MOST_WORDS = 4


class Group(NamedTuple):
    """Things of one kind, that of ``sign``, in a row: cells ``first`` to before ``last``.

    ``places``: the cell of each. One that is not in the line but meant by it stands at -1;
    ``implied`` says how it was guessed.
    """

    sign: str
    first: int
    last: int
    things: tuple[Thing, ...]
    implied: str = ""
    places: tuple[int, ...] = ()

    def meant(self) -> list[str]:
        """What its things mean."""
        return [one for thing in self.things for one in thing.meant]

    def alone(self, number: int) -> Group:
        """Return one of the things as a group of its own."""
        place = self.places[number]
        return Group(self.sign, place, place + 1, (self.things[number],), places=(place,))


def groups(line: Line, joints: frozenset[str], barred: frozenset[str]) -> list[Group]:
    """Return the groups of a line. ``joints``: words for "and"; ``barred``: words that no list has
    inside: prepositions and what begins a clause."""
    rows: dict[str, list[list[int]]] = {}
    for at, cell in enumerate(line.cells):
        if cell.thing:
            listed = rows.setdefault(cell.text, [])
            if listed and _joined(line, listed[-1], at, joints, barred):
                listed[-1].append(at)
            else:
                listed.append([at])
    return [_group(line, sign, row) for sign, listed in rows.items() for row in listed]


def _group(line: Line, sign: str, row: list[int]) -> Group:
    things = tuple([thing for at in row if (thing := line.cells[at].thing)])
    return Group(sign, row[0], row[-1] + 1, things, places=tuple(row))


def _joined(
    line: Line, row: list[int], last: int, joints: frozenset[str], barred: frozenset[str]
) -> bool:
    """Whether nothing stands between a row and a thing but a comma or "and", a place, and a few
    words that describe; or the thing begins an item of a list."""
    first = row[-1] + 1
    if _is_item(line, first, last):
        return True
    joint, words = False, 0
    for at in _outside(line.cells, first, last):
        text = line.cells[at].text
        if text == _END and _is_closed(line, row, joints):
            return False
        if text in _MARKS or text in joints:
            joint = True
        elif line.cells[at].thing or text in barred:
            place = at if line.cells[at].thing else at + 1
            if place >= last or line.cells[place].text not in _PLACES:
                return False
        elif not text[0].isalnum():
            return False
        else:
            words += 1
    return joint and words <= _MOST_WORDS


def _is_closed(line: Line, row: list[int], joints: frozenset[str]) -> bool:
    """Whether "and" stands before the last of a row: behind that a semicolon begins anew."""
    before = line.cells[row[-2] : row[-1]] if len(row) > 1 else ()
    return any(cell.text in joints for cell in before)


def _outside(cells: tuple[Cell, ...], first: int, last: int) -> Iterator[int]:
    """The cells between two that stand in no brackets."""
    depth = 0
    for at in range(first, last):
        text = cells[at].text
        depth += (text == "[") - (text == "]")
        if not depth and text != "]":
            yield at


def _is_item(line: Line, first: int, last: int) -> bool:
    """Whether a bullet stands directly before a thing, and another before the thing before it."""
    bulleted = last > first and line.cells[last - 1].text == BULLET
    return bulleted and any(cell.text == BULLET for cell in line.cells[:first])
