"""Which records a harvester asks for, and how far it has come: what a resumption token holds."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from api.catalogue.oai.arguments import Asked
from api.catalogue.oai.datestamps import first_second, last_second
from api.catalogue.oai.errors import refused
from api.catalogue.oai.repository import Header

VERSION = 1
LONGEST = 4_000
"""Characters of a token."""
FOREIGN = "the resumption token is none that this verb gave: begin the list again without it"
CHANGED = "the rest of the list has changed since: begin it again with a later 'until'"


@dataclass(frozen=True, slots=True)
class Selection:
    """The records of one list that come after a place in it.

    ``start`` and ``end`` are seconds, '' for none. ``datestamp`` and ``identifier`` are those of
    the last record that was handed out, the ``cursor``-th. Records are listed in the order in which
    they changed; one that changes meanwhile moves to the end of the list, so none is missed, and
    the place stands for as long as the protocol: tokens do not expire.
    """

    verb: str
    prefix: str
    start: str = ""
    end: str = ""
    group: str = ""
    datestamp: str = ""
    identifier: str = ""
    cursor: int = 0

    @classmethod
    def of(cls, request: Asked) -> Selection:
        """Return what a request selects. Raises ``OaiError``: badResumptionToken."""
        if "resumptionToken" in request.arguments:
            return _read(request.get("resumptionToken"), request.verb)
        return cls(
            request.verb,
            request.get("metadataPrefix"),
            first_second(request.get("from")),
            last_second(request.get("until")),
            request.get("set"),
        )

    @property
    def resumed(self) -> bool:
        """Whether it is not the beginning of a list."""
        return bool(self.cursor)

    @property
    def token(self) -> str:
        """The selection as letters, digits, ``-`` and ``_``."""
        content = json.dumps([VERSION, *astuple(self)], separators=(",", ":"))
        return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")

    def whole(self, headers: Sequence[Header]) -> list[Header]:
        """Return all records of the list."""
        return [header for header in headers if self._selects(header)]

    def rest(self, whole: Sequence[Header]) -> list[Header]:
        """Return those of the list that were not handed out."""
        return [header for header in whole if header.place > (self.datestamp, self.identifier)]

    def after(self, handed: Sequence[Header]) -> Selection:
        """Return what comes after these records."""
        last = handed[-1]
        cursor = self.cursor + len(handed)
        return replace(self, datestamp=last.datestamp, identifier=last.identifier, cursor=cursor)

    def _selects(self, header: Header) -> bool:
        timely = self.start <= header.datestamp and (not self.end or header.datestamp <= self.end)
        return timely and (not self.group or any(map(self._within, header.groups)))

    def _within(self, group: str) -> bool:
        return f"{group}:".startswith(f"{self.group}:")


def _read(token: str, verb: str) -> Selection:
    """Return the selection that a token is, if it is one for ``verb``."""
    try:
        version, *texts, cursor = json.loads(_unpacked(token))
        asked, prefix, start, end, group, datestamp, identifier = map(_text, texts)
        sound = version == VERSION and type(cursor) is int and cursor > 0
        selection = Selection(asked, prefix, start, end, group, datestamp, identifier, cursor)
    except (ValueError, TypeError, RecursionError) as error:
        raise refused("badResumptionToken", FOREIGN) from error
    if not sound or selection.verb != verb or selection.token != token:
        raise refused("badResumptionToken", FOREIGN)
    return selection


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _unpacked(token: str) -> bytes:
    if len(token) > LONGEST:
        raise ValueError("no token is so long")
    try:
        return base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
