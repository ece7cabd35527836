"""The picture of the schema in ``docs/neo4j.md``: kinds as boxes, relationship types on lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from ontology.model import Model

WIDTH, HEIGHT = 1200, 760
LINE = 13
"""Pixels from one line of small text to the next."""
HEAD = 34
"""Height of a box that has only its name."""
Point = tuple[float, float]
Types = Mapping[tuple[str, str], frozenset[str]]

# Where the middle of each box is, and how wide it is. Technology and Region, which nearly all
# others are tied to, lie across the picture, so that lines lead straight up and down to them.
PLACES: Mapping[str, tuple[int, int, int]] = {
    "Technology": (600, 42, 1160),
    "Region": (600, 722, 1160),
    "Product": (100, 170, 120),
    "Document": (265, 170, 120),
    "ChangeEvent": (90, 420, 120),
    "Organisation": (400, 430, 180),
    "Agreement": (548, 170, 130),
    "Event": (636, 620, 120),
    "Project": (980, 390, 160),
    "Programme": (1110, 200, 120),
    "Grant": (1120, 510, 100),
}
STYLE = """
    text { font-family: system-ui, sans-serif; text-anchor: middle; fill: #222 }
    .name { font-size: 14px; font-weight: 600 }
    .type { font-family: ui-monospace, monospace; font-size: 10.5px; fill: #333;
      paint-order: stroke; stroke: #fff; stroke-width: 4px }
    .own { stroke: none }
    line { stroke: #888; stroke-width: 1.2 }
    rect { fill: #e7f0fb; stroke: #2f6db3 }
"""


@dataclass(frozen=True, slots=True)
class Box:
    """A kind with the types that lead from it to itself."""

    name: str
    x: float
    y: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return HEAD + LINE * len(self.lines)

    def edge(self, towards: Box) -> Point:
        """Return where a line to ``towards`` leaves the box; to a box above or below, straight."""
        (x, y), (other_x, other_y) = _ends(self, towards)
        dx, dy = other_x - x, other_y - y
        reach = min(
            self.width / 2 / abs(dx) if dx else float("inf"),
            self.height / 2 / abs(dy) if dy else float("inf"),
        )
        return x + dx * reach, y + dy * reach


def picture(model: Model) -> str:
    """Return the picture as SVG."""
    types = _types(model)
    boxes = {name: _box(name, types) for name in sorted({one for pair in types for one in pair})}
    pairs = sorted({(min(pair), max(pair)) for pair in types if pair[0] != pair[1]})
    lines = [_line(boxes[one], boxes[other], types) for one, other in pairs]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            'aria-labelledby="title description">',
            '  <title id="title">The schema of the graph</title>',
            '  <desc id="description">The kinds of entity, and the types of relationship between '
            "them. The tables of the page say the same in words.</desc>",
            '  <defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
            'markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="#888"/>'
            "</marker></defs>",
            f"  <style>{STYLE}  </style>",
            f'  <rect width="{WIDTH}" height="{HEIGHT}" style="fill: #fff; stroke: none"/>',
            *(line for line, _ in lines),
            *(part for box in boxes.values() for part in _drawn(box)),
            *(part for _, label in lines for part in label),
            "</svg>\n",
        ]
    )


def _types(model: Model) -> Types:
    """Return (kind, kind) → the types that lead from the one to the other, subkinds included."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for relation in model.relations.values():
        for source, target in relation.pairs:
            found[model.top(source), model.top(target)].add(relation.name)
    return {pair: frozenset(names) for pair, names in found.items()}


def _box(name: str, types: Types) -> Box:
    own = sorted(types.get((name, name), ()))
    x, y, width = PLACES[name]
    across = width > WIDTH / 2
    return Box(name, x, y, width, tuple([" · ".join(own)] if across else own))


def _ends(one: Box, other: Box) -> tuple[Point, Point]:
    """Return the points that a line between two boxes aims at."""
    if abs(one.x - other.x) < max(one.width, other.width) / 2:
        x = min(one, other, key=lambda box: box.width).x
        return (x, one.y), (x, other.y)
    return (one.x, one.y), (other.x, other.y)


def _line(one: Box, other: Box, types: Types) -> tuple[str, list[str]]:
    """Return a line and its label."""
    there, back = types.get((one.name, other.name)), types.get((other.name, one.name))
    (x1, y1), (x2, y2) = one.edge(other), other.edge(one)
    tips = 'marker-end="url(#tip)"' * bool(there) + ' marker-start="url(#tip)"' * bool(back)
    line = f'  <line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" {tips}/>'
    words = list(_directed(one, other, types)) if there and back else sorted(there or back or ())
    top = (y1 + y2) / 2 - LINE * (len(words) - 1) / 2 + 4
    return line, [_text(word, (x1 + x2) / 2, top + LINE * n) for n, word in enumerate(words)]


def _directed(one: Box, other: Box, types: Types) -> Iterator[str]:
    """Yield the types between two boxes, each with an arrow to where it leads."""
    left, right = sorted((one, other), key=lambda box: box.x)
    rightward, leftward = types[left.name, right.name], types[right.name, left.name]
    for name in sorted(rightward | leftward):
        arrows = "← " * (name in leftward), " →" * (name in rightward)
        yield f"{arrows[0]}{name}{arrows[1]}"


def _drawn(box: Box) -> Iterator[str]:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    yield (
        f'  <rect x="{left:.0f}" y="{top:.0f}" width="{box.width:.0f}" '
        f'height="{box.height:.0f}" rx="8"/>'
    )
    yield f'  <text x="{box.x:.0f}" y="{top + 22:.0f}" class="name">{escape(box.name)}</text>'
    for number, line in enumerate(box.lines):
        yield _text(line, box.x, top + HEAD + LINE * number + 4, "type own")


def _text(text: str, x: float, y: float, style: str = "type") -> str:
    return f'  <text x="{x:.0f}" y="{y:.0f}" class="{style}">{escape(text)}</text>'
