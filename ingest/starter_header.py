"""What the files of the project's own YAML format say of their source as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.curating.entry import PRIORITY
from graph.errors import UsageError
from graph.ledger.visibility import PUBLIC, Visibility
from ingest import marked_yaml
from ingest.errors import UnreadableSourceError
from ontology.dates import is_date


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a source; what no file states is empty."""

    name: str = ""
    title: str = ""
    licence: str = ""
    attribution: str = ""
    visibility: str = PUBLIC
    date: str = ""
    priority: int = 0

    @classmethod
    def read(cls, files: Iterable[Path]) -> Header:
        """Read what ``files``, one set, say together.

        Raises UnreadableSourceError, with file and line, where a value is none, or where two files
        contradict each other: to choose could show the public what one of them keeps from it.
        """
        said: dict[str, tuple[str | int, str]] = {}
        for file in files:
            document = marked_yaml.load(file)
            for key in HEADINGS:
                if (raw := mapping(file, document.value).get(key)) is None:
                    continue
                place = f"{file}, line {document.line((key,))}"
                value = _CHECKS.get(key, _text)(raw, f"{place}: `{key}`")
                before, there = said.setdefault(key, (value, place))
                if before != value:
                    raise UnreadableSourceError(
                        f"{place}: `{key}` is {value!r}, but {before!r} in {there}. Files of one "
                        "folder are one source: write it in one of them, or ingest them one by one."
                    )
        return cls(**{key: value for key, (value, _) in said.items()})  # type: ignore[arg-type]


def mapping(file: Path, value: object) -> Mapping[str, object]:
    """Return the top of a document, which has to be a mapping; UnreadableSourceError if not."""
    if isinstance(value, dict):
        return value
    raise UnreadableSourceError(f"{file}: there is no mapping with `format:` and `entries:` in it.")


def _text(raw: object, what: str) -> str:
    if isinstance(raw, str | int) and not isinstance(raw, bool):
        return str(raw)
    raise UnreadableSourceError(f"{what} is {raw!r}, which is no text; write one text.")


def _visibility(raw: object, what: str) -> str:
    try:
        return str(Visibility.parse(_text(raw, what)))
    except UsageError as error:
        raise UnreadableSourceError(f"{what}: {error}.") from error


def _date(raw: object, what: str) -> str:
    text = _text(raw, what)
    if text and not is_date(text):
        raise UnreadableSourceError(
            f"{what} is {text!r}, no date; write 2016, 2016-01 or 2016-06-08."
        )
    return text


def _priority(raw: object, what: str) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < PRIORITY:
        return raw
    raise UnreadableSourceError(
        f"{what} is {raw!r}; write a whole number under {PRIORITY:,}, the higher wins."
    )


_CHECKS: Mapping[str, Callable[[object, str], str | int]] = {
    "visibility": _visibility,
    "date": _date,
    "priority": _priority,
}
HEADINGS = tuple(Header.__dataclass_fields__)
