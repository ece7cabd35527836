"""A picture as SVG: vector, with title, legend, sources and date, and the same as a table.

The elements are made as a tree, so that no text of a source can become markup. The table is there
for those who do not see the picture: it has the roles of one, and no ink.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from ontology.model import load_model
from viz.exports.labels import Box, Taken, spots, width
from viz.exports.picture import Dot, Picture
from viz.exports.wording import colours, counted, words

SVG = "http://www.w3.org/2000/svg"
WIDE, HIGH = 1600, 1000
MARGIN = 40
HEAD, LINE = 90, 18
FONT = "DejaVu Sans, Verdana, Arial, Liberation Sans, Noto Sans, Helvetica, sans-serif"
INK, SOFT, GROUND = "#17212c", "#556270", "#ffffff"
EDGE = "#8793a1"
MANY = 3_000
"""More links than this are strands: dashes could not be told, and take minutes to draw."""
STRANDS = 120
"""So many faint paths take turns with the links: where more of them lie, it is darker."""
CROWD = 600
"""With more dots than this names keep clear of names alone, and only the weightiest are written."""
MOST_NAMES = 70
GAP = 3
"""Units that stay free at both ends of a name."""
LARGE, SMALL = 15.0, 11.0
LONGEST = 46
"""Longer names are shown by their acronym, or broken off with an ellipsis; the table has all."""


@dataclass(frozen=True, slots=True)
class Frame:
    """From the plane to the page: x grows to the right, y downwards."""

    scale: float
    left: float
    top: float

    @classmethod
    def around(cls, dots: Iterable[Dot], high: float) -> Frame:
        """Return the frame that shows all dots between the margins, ``high`` for the picture."""
        xs, ys = [one.x for one in dots] or [0.0], [-one.y for one in dots] or [0.0]
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        room = (WIDE - 4 * MARGIN) / max(across, 1e-9), (high - 2 * MARGIN) / max(down, 1e-9)
        scale = min(*room, 60.0)
        left = WIDE / 2 - (min(xs) + across / 2) * scale
        return cls(scale, left, HEAD + high / 2 - (min(ys) + down / 2) * scale)

    def at(self, dot: Dot) -> tuple[float, float]:
        """Return where a dot lies on the page."""
        return (self.left + dot.x * self.scale, self.top - dot.y * self.scale)


def write_svg(picture: Picture, file: IO[bytes]) -> None:
    """Write ``picture`` as SVG 1.1, on a white ground."""
    ElementTree(svg(picture)).write(file, encoding="utf-8", xml_declaration=True)


def svg(picture: Picture) -> Element:
    """Return ``picture`` as an SVG element, with its table."""
    root = drawn(picture)
    _table(root, picture)
    return root


def drawn(picture: Picture) -> Element:
    """Return what has ink of ``picture``, as an SVG element."""
    caption = picture.caption
    foot = MARGIN + LINE * (len(caption.sources) + 2)
    high = HIGH - HEAD - 60
    root = Element(
        "svg",
        {
            # Said here, since the prefixes of ElementTree hold for the whole process.
            "xmlns": SVG,
            "viewBox": f"0 0 {WIDE} {HIGH + foot}",
            "width": str(WIDE),
            "height": str(HIGH + foot),
            "role": "img",
            "aria-labelledby": "title desc",
            "font-family": FONT,
            "{http://www.w3.org/XML/1998/namespace}lang": caption.language,
        },
    )
    _add(root, "title", caption.title, id="title")
    _add(root, "desc", _described(picture), id="desc")
    _add(root, "rect", width=WIDE, height=HIGH + foot, fill=GROUND)
    _head(root, picture)
    _drawing(root, picture, Frame.around(picture.dots, high))
    _legend(root, picture)
    _foot(root, picture)
    return root


def _add(parent: Element, tag: str, text: str = "", **attributes: object) -> Element:
    named = {key.replace("_", "-"): _plain(value) for key, value in attributes.items()}
    made = SubElement(parent, tag, named)
    made.text = text or None
    return made


def _plain(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _described(picture: Picture) -> str:
    caption = picture.caption
    lines = "; ".join(one.line for one in caption.sources)
    return f"{caption.description} {caption.date}. {lines}"


def _head(root: Element, picture: Picture) -> None:
    caption = picture.caption
    date = words(caption.language)["as_of"].format(date=caption.date)
    _add(root, "text", caption.title, x=MARGIN, y=48, font_size=26, font_weight="bold", fill=INK)
    below = f"{caption.description} {date}"
    _add(root, "text", below, x=MARGIN, y=74, font_size=LARGE, fill=SOFT)


def _drawing(root: Element, picture: Picture, frame: Frame) -> None:
    places = {dot.id: frame.at(dot) for dot in picture.dots}
    _links(root, picture, places)
    dots = _add(root, "g", stroke=GROUND, aria_hidden="true")
    for dot in picture.dots:
        x, y = places[dot.id]
        circle = _add(dots, "circle", cx=x, cy=y, r=_radius(dot, frame), fill=colours()[dot.kind])
        _add(circle, "title", dot.label)
    _labels(root, picture, frame, places)


def _links(root: Element, picture: Picture, places: dict[str, tuple[float, float]]) -> None:
    """Draw each link; what nobody dates is dashed: it is not said to have held always."""
    if len(picture.lines) > MANY:
        _strands(root, picture, places)
        return
    links = _add(root, "g", stroke=EDGE, stroke_opacity=0.45, aria_hidden="true")
    for line in picture.lines:
        (x1, y1), (x2, y2) = places[line.source], places[line.target]
        undated = {} if line.dated else {"stroke_dasharray": "3 3"}
        _add(links, "line", x1=x1, y1=y1, x2=x2, y2=y2, **undated)


def _strands(root: Element, picture: Picture, places: dict[str, tuple[float, float]]) -> None:
    """Draw very many links: no edge of a hair is smoothed, which is most of the work."""
    group = _add(root, "g", fill="none", stroke=EDGE, aria_hidden="true")
    group.set("stroke-width", "0.3")
    group.set("stroke-opacity", "0.06")
    group.set("shape-rendering", "crispEdges")
    ends = [(*places[one.source], *places[one.target]) for one in picture.lines]
    for strand in range(STRANDS):
        lines = (
            f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for x1, y1, x2, y2 in ends[strand::STRANDS]
        )
        _add(group, "path", d="".join(lines))


def _radius(dot: Dot, frame: Frame) -> float:
    return max(1.5, min(14.0, (0.15 + 0.05 * math.sqrt(dot.links)) * frame.scale))


def _labels(
    root: Element, picture: Picture, frame: Frame, places: dict[str, tuple[float, float]]
) -> None:
    """Write the names that fit, those of the most joined entities first."""
    group = _add(root, "g", fill=INK, text_anchor="middle", aria_hidden="true")
    group.set("stroke", GROUND)
    group.set("stroke-width", "3")
    group.set("paint-order", "stroke")
    taken, crowd = Taken(), len(picture.dots) > CROWD
    boxes = {dot.id: _box(places[dot.id], _radius(dot, frame)) for dot in picture.dots}
    for box in () if crowd else boxes.values():
        taken.fill(box)
    size = LARGE if len(picture.dots) <= 60 else SMALL
    weighty = sorted(picture.dots, key=lambda one: (-one.links, one.id))
    for dot in weighty[:MOST_NAMES] if crowd else weighty:
        if fit := _fitting(taken, dot, boxes[dot.id], size):
            text, x, y = fit
            _add(group, "text", text, x=x, y=y, font_size=size)


def _box(place: tuple[float, float], reach: float) -> Box:
    x, y = place
    return Box(x - reach, y - reach, x + reach, y + reach)


def _fitting(taken: Taken, dot: Dot, box: Box, size: float) -> tuple[str, float, float] | None:
    """Take room for the name of a dot, or for its short one; return it and where it stands."""
    for text in filter(None, (shown_name(dot), dot.short)):
        wide = width(text, size)
        half = wide / 2
        for middle, y in spots(box, wide, size):
            x = min(max(middle, half + 4), WIDE - half - 4)
            beside = x == middle or middle == (box.left + box.right) / 2
            if beside and taken.take(Box(x - half - GAP, y - size, x + half + GAP, y + 3)):
                return text, x, y
    return None


def shown_name(dot: Dot) -> str:
    """Return the name of a dot as it stands in a picture."""
    if len(dot.label) <= LONGEST:
        return dot.label
    return dot.short or f"{dot.label[: LONGEST - 1].rstrip()}…"


def _legend(root: Element, picture: Picture) -> None:
    language, called = picture.caption.language, load_model().label
    x = float(MARGIN)
    group = _add(root, "g", font_size=LARGE, fill=INK, aria_label=words(language)["legend"])
    for kind, number in picture.kinds.items():
        label = f"{called(kind, language)} ({counted(number, language)})"
        _add(group, "circle", cx=x + 7, cy=HIGH - 25, r=7, fill=colours()[kind])
        _add(group, "text", label, x=x + 20, y=HIGH - 20)
        x += 44 + width(label, LARGE)


def _foot(root: Element, picture: Picture) -> None:
    text = words(picture.caption.language)
    group = _add(root, "g", font_size=SMALL, fill=SOFT)
    _add(group, "text", text["licences"], x=MARGIN, y=HIGH + LINE, font_weight="bold")
    for place, one in enumerate(picture.caption.sources, 2):
        _add(group, "text", one.line, x=MARGIN, y=HIGH + LINE * place)


def _table(root: Element, picture: Picture) -> None:
    text = words(picture.caption.language)
    table = _add(root, "g", role="table", aria_label=text["table"], opacity=0, font_size=1)
    heads = ("name", "kind", "place", "links")
    _row(table, [text[one] for one in heads], "columnheader")
    for dot in picture.dots:
        _row(table, [dot.label, dot.type_label, ", ".join(dot.places), str(dot.links)], "cell")


def _row(table: Element, cells: Iterable[str], role: str) -> None:
    row = _add(table, "g", role="row")
    for text in cells:
        _add(row, "text", text, role=role)
