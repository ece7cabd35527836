"""What the mappings of all formats say of a source, and how it is told where one is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Mapping as Map
from pathlib import Path
from typing import NoReturn

from graph.dates import is_date
from graph.errors import UsageError
from graph.ledger.visibility import Visibility
from ingest.errors import UnreadableSourceError
from ingest.marked_yaml import MarkedDocument, Place
from ingest.source_names import wrong_name
from ontology.values import UnparsedError, cleaner

DEFAULT_VISIBILITY = "internal"
TEXTS = ("source", "title", "licence", "attribution", "visibility", "date")
"""What every mapping may say of its source, each one text."""


class MappingReader:
    """Reads one mapping, and says in which line it is wrong: UnreadableSourceError."""

    def __init__(self, path: Path, document: MarkedDocument) -> None:
        self._path = path
        self._document = document

    def _texts(self, whole: Map[str, object]) -> dict[str, str]:
        """Return what is said of the source; visibility is always there."""
        texts = {name: self._text(whole, name, ()) for name in TEXTS}
        self._check_source(texts["source"])
        texts["visibility"] = self._visibility(texts["visibility"])
        texts["date"] = self._date(whole, "date")
        return texts

    def _language(self, said: Map[str, object], place: Place) -> str:
        """Return the tag of the language that is stated; '' for none."""
        text = self._text(said, "language", place)
        try:
            return str(cleaner("language").clean(text)) if text else ""
        except UnparsedError as error:
            self._refuse((*place, "language"), f"{text!r}: {error.reason}", error.remedy)

    def _visibility(self, text: str) -> str:
        try:
            return str(Visibility.parse(text or DEFAULT_VISIBILITY))
        except UsageError as error:
            self._refuse(("visibility",), *str(error).split(": ", 1))

    def _check_source(self, name: str) -> None:
        if wrong := wrong_name(name):
            self._refuse(("source",), *wrong)

    def _date(self, said: Map[str, object], name: str) -> str:
        text = self._text(said, name, ())
        if text and not is_date(text):
            self._refuse((name,), f"{text!r} is no date", "write it as 2026-11-01")
        return text

    def _text(self, said: Map[str, object], name: str, place: Place) -> str:
        value = said.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int):
            self._refuse((*place, name), f"{name} is {value!r}", "write one text")
        return str(value)

    def _map(self, value: object, place: Place, known: object) -> Map[str, object]:
        """Return ``value`` as a mapping with no other keys than ``known``, if those are given."""
        if not isinstance(value, dict):
            self._refuse(place, f"{value!r} is no mapping", "write `key: value`")
        if isinstance(known, tuple):
            for key in value:
                if key not in known:
                    near = difflib.get_close_matches(key, known, 3) or known
                    self._refuse(
                        (*place, key), f"there is no key {key!r}", f"use {', '.join(near)}"
                    )
        return value

    def _refuse(self, place: Place, reason: str, remedy: str) -> NoReturn:
        line = self._document.line(place)
        raise UnreadableSourceError(f"{self._path}, line {line}: {reason}; {remedy}.")
