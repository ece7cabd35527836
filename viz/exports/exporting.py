"""Writing what an atlas shows to a file of any form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from graph.entities import DEFAULT_BASE_URI
from graph.ledger.attribution import attributions
from graph.rdf.framed import write_framed
from viz.exports.extract import extract
from viz.exports.forms import form_named
from viz.exports.picture import Picture, caption, picture
from viz.exports.wording import words
from viz.network.atlas import DEFAULT_LANGUAGE, Atlas, Sheet
from viz.network.selection import Part, Selection


@dataclass(frozen=True, slots=True)
class Wish:
    """How an export is wanted: ``places`` are those that the reader moved nodes (ids) to."""

    title: str = ""
    language: str = DEFAULT_LANGUAGE
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    base_uri: str = DEFAULT_BASE_URI


def export(atlas: Atlas, asked: Selection, form: str, file: IO[bytes], wish: Wish) -> Part:
    """Write what is asked for in a form; return what was shown.

    Raises ``UsageError`` for a form there is not, and what ``Atlas.network`` raises.
    """
    write = form_named(form).write
    sheet = atlas.sheet(asked)
    if write:
        write(pictured(atlas, sheet, asked, wish), file)
    else:
        with extract(atlas.reader.store, sheet.whole, sheet.part) as part:
            write_framed(part, wish.base_uri, file)
    return sheet.part


def pictured(atlas: Atlas, sheet: Sheet, asked: Selection, wish: Wish) -> Picture:
    """Return a sheet as a picture, with title, date of the revision and attribution lines."""
    store = atlas.reader.store
    network = sheet.moved(wish.places).network(wish.language)
    date = store.revision().at[:10]
    title = wish.title or title_of(asked, wish.language)
    return picture(network, caption(network, title, date, attributions(store)), wish.base_uri)


def title_of(asked: Selection, language: str) -> str:
    """Return what a picture of ``asked`` is called where the reader does not say it."""
    parts = [asked.technology, asked.region, *asked.focus, asked.programme, *asked.kinds]
    named = ", ".join(filter(None, parts))
    text = words(language)
    return text["part"].format(asked=named) if named else text["network"]
