"""Answers as files: how one is sent, and what is said of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any, Literal

from fastapi import Response

from viz.exports.forms import FORMS
from viz.exports.tables import Table, write_xlsx, write_zip

TableForm = Literal["csv", "xlsx"]


def table_file(tables: Iterable[Table], form: TableForm, name: str, date: str) -> Response:
    """Return tables as a file: a workbook, or a ZIP of CSV files."""
    if form == "xlsx":
        return written(lambda file: write_xlsx(tables, file, date), form, name)
    return written(lambda file: write_zip(tables, file), form, name)


def written(write: Callable[[IO[bytes]], object], form: str, name: str) -> Response:
    """Return what ``write`` writes as a file of a form.

    A browser saves it and never shows it as a page of this server.
    """
    file, kind = io.BytesIO(), FORMS[form]
    write(file)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{kind.ending}"',
        "Cache-Control": "no-store",
    }
    return Response(file.getvalue(), headers=headers, media_type=kind.media_type)


def file_answers(*forms: str) -> Mapping[int | str, dict[str, Any]]:
    """Return what the documentation says of an endpoint that answers with files of these forms."""
    media_types = [FORMS[form].media_type for form in forms]
    content = {
        one: {"schema": {"type": "object" if one.endswith("json") else "string"}}
        for one in media_types
    }
    return {200: {"description": "The file", "content": content}}
