"""The forms that what is shown may be written in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from graph.errors import UsageError
from viz.exports.graph_files import write_gexf, write_graphml
from viz.exports.picture import Picture
from viz.exports.png import write_png
from viz.exports.pyvis_page import write_pyvis
from viz.exports.svg import write_svg
from viz.exports.tables import tables, write_xlsx, write_zip


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how files in it end, its media type, and what writes one.

    ``write`` is None for what is written from the graph itself, and not from a picture of it.
    """

    ending: str
    media_type: str
    write: Callable[[Picture, IO[bytes]], None] | None


FORMS: Mapping[str, Form] = {
    "pyvis": Form("html", "text/html; charset=utf-8", write_pyvis),
    "graphml": Form("graphml", "application/graphml+xml", write_graphml),
    "gexf": Form("gexf", "application/gexf+xml", write_gexf),
    "csv": Form("zip", "application/zip", lambda shown, file: write_zip(tables(shown), file)),
    "xlsx": Form(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda shown, file: write_xlsx(tables(shown), file, shown.caption.date),
    ),
    "svg": Form("svg", "image/svg+xml", write_svg),
    "png": Form("png", "image/png", write_png),
    "jsonld": Form("jsonld", "application/ld+json", None),
}


def form_named(name: str) -> Form:
    """Return the form of a name; raises ``UsageError`` for one there is not."""
    if name not in FORMS:
        raise UsageError(f"'{name}' is no form: give one of {', '.join(FORMS)}")
    return FORMS[name]
