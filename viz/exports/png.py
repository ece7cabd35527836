"""A picture as PNG, drawn from its SVG."""

from __future__ import annotations

from functools import cache
from typing import IO
from xml.etree.ElementTree import tostring

import resvg_py

from graph.errors import UsageError
from viz.exports.picture import Picture
from viz.exports.svg import FONT, SVG, drawn

ZOOM = 2.0
"""Pixels a unit: sharp on paper and on fine screens."""
LETTER = (
    f'<svg xmlns="{SVG}" width="40" height="40">'
    f'<text x="5" y="30" font-size="30" font-family="{FONT}">M</text></svg>'
)
"""In the fonts of the picture: what a machine's settings call its default may not be there."""


def write_png(picture: Picture, file: IO[bytes]) -> None:
    """Write ``picture`` as PNG. Raises ``UsageError`` on a machine that has no font."""
    if not has_font():
        raise UsageError(
            "there is no font here to write names with: "
            "install one, such as DejaVu Sans, or write .svg"
        )
    text = tostring(drawn(picture), encoding="unicode")
    file.write(resvg_py.svg_to_bytes(svg_string=text, zoom=ZOOM, background="white"))


@cache
def has_font() -> bool:
    """Tell whether this machine can draw letters."""
    blank = resvg_py.svg_to_bytes(svg_string=LETTER.replace(">M<", "><"))
    return resvg_py.svg_to_bytes(svg_string=LETTER) != blank
