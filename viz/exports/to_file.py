"""Writing what an atlas shows to a file that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.destination import check_destination
from graph.errors import UsageError
from graph.export import beside, whole, whole_text
from viz.exports.exporting import Wish, export, pictured
from viz.exports.forms import FORMS
from viz.exports.tables import Table, csv_of, tables, write_xlsx, write_zip
from viz.network.atlas import Atlas
from viz.network.selection import Part, Selection

ENDINGS = {"html": "pyvis", "zip": "csv"}
"""Forms whose files end in something else than the form's name."""


def form_of(output: Path, form: str = "") -> str:
    """Return the form that is asked for, or that the file's ending names, '' if it names none."""
    ending = output.name.removesuffix(".gz").rpartition(".")[2]
    chosen = form or ENDINGS.get(ending, ending)
    return chosen if chosen in FORMS else ""


def export_to(atlas: Atlas, asked: Selection, output: Path, form: str, wish: Wish) -> Part:
    """Write what is asked for to ``output``; return what was shown.

    CSV is three tables: entities in ``output``, beside it ``NAME.links.csv`` and
    ``NAME.sources.csv``; or all of them in a file that ends in ``.zip``. ``.gz`` packs other forms.
    Raises ``UsageError`` for a form there is not, and what ``check_destination`` and
    ``Atlas.network`` raise.
    """
    check_destination(output)
    chosen = form_of(output, form)
    if not chosen:
        raise UsageError(f"'{form or output.name}' names no form: give one of {', '.join(FORMS)}")
    if chosen == "csv" and output.suffix != ".zip":
        return _export_tables(atlas, asked, output, wish)
    with whole(output) as file:
        return export(atlas, asked, chosen, file, wish)


def _export_tables(atlas: Atlas, asked: Selection, output: Path, wish: Wish) -> Part:
    sheet = atlas.sheet(asked)
    picture = pictured(atlas, sheet, asked, wish)
    _write_beside(tables(picture), output)
    return sheet.part


def write_tables(some: Iterable[Table], output: Path, date: str) -> None:
    """Write tables as a workbook (.xlsx), as CSV files in a ZIP, or as such files (.csv).

    Of the latter the first is ``output``, the others lie beside it. Raises ``UsageError`` for
    another ending, and what ``check_destination`` raises.
    """
    check_destination(output)
    match output.suffix:
        case ".csv":
            _write_beside(some, output)
        case ".zip":
            with whole(output) as file:
                write_zip(some, file)
        case ".xlsx":
            with whole(output) as file:
                write_xlsx(some, file, date)
        case _:
            raise UsageError(f"'{output.name}' names no table: let it end in .xlsx, .csv or .zip")


def _write_beside(some: Iterable[Table], output: Path) -> None:
    for place, table in enumerate(some):
        with whole_text(beside(output, table.name) if place else output) as file:
            file.write(csv_of(table))
