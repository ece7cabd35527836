"""Answers as files: how a table is sent, and the forms that there are."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any, Literal

from fastapi import Response

from viz.exports.forms import FORMS
from viz.exports.tables import Table, write_xlsx, write_zip

TableForm = Literal["csv", "xlsx"]
JSON_LD = "application/ld+json"


def table_file(tables: Iterable[Table], form: TableForm, name: str, date: str) -> Response:
    """Return tables as a file: a workbook, or a ZIP of CSV files."""
    if form == "xlsx":
        return written(lambda file: write_xlsx(tables, file, date), "xlsx", name)
    return written(lambda file: write_zip(tables, file), "csv", name)


def written(write: Callable[[IO[bytes]], object], form: str, name: str) -> Response:
    """Return what ``write`` writes as a file of a form."""
    file = io.BytesIO()
    write(file)
    return as_file(file.getvalue(), FORMS[form].media_type, f"{name}.{FORMS[form].ending}")


def as_file(content: bytes, media_type: str, name: str) -> Response:
    """Return a file that a browser saves and never shows as a page of this server."""
    return Response(
        content,
        media_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def file_answers(media_types: Iterable[str]) -> Mapping[int | str, dict[str, Any]]:
    """Return what the documentation says of an endpoint that answers with such files."""
    content = {
        one: {"schema": {"type": "object" if one.endswith("json") else "string"}}
        for one in media_types
    }
    return {200: {"description": "The file", "content": content}}
