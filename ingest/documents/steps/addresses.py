"""Postal addresses that stand as a line of their own under the name of an organisation."""

from __future__ import annotations

import re

from ingest.documents.findings import Mention, Relation
from ingest.documents.reading import Reading

CONFIDENCE = 0.8
REACH = 200
"""So many characters before its address a name may stand."""
_STREET = r"(?P<street>[^\W\d][^\n,;:|]{2,60}? \d{1,4}[a-zA-Z]?)"
_CODE = r"(?P<code>(?:[A-Z]{1,2}-)?\d{4,5})"
_CITY = r"(?P<city>[^\W\d_][^\W\d_-]*(?:[ -][^\W\d_]+){0,2})"
# "Savanorių pr. 235 Vilnius, LT-02300" and "Reininghausstraße 13, 8020 Graz".
_WRITTEN = (
    re.compile(rf"^[ \t]*{_STREET},? {_CITY},? {_CODE}[ \t\r]*$", re.MULTILINE),
    re.compile(rf"^[ \t]*{_STREET}, {_CODE} {_CITY}[ \t\r]*$", re.MULTILINE),
)


def addresses(reading: Reading) -> None:
    """Add who is at an address: the organisation that was named last before it."""
    for written in _WRITTEN:
        for found in written.finditer(reading.document.text):
            start, end = found.start("street"), max(found.end("code"), found.end("city"))
            owner = _owner(reading, start)
            if owner and reading.mentioned(*found.span("city"), "place"):
                said = f"{found['street']}, {found['code']} {found['city']}"
                reading.relations.append(
                    Relation(
                        *(owner.meant, "address", said, start, end),
                        confidence=CONFIDENCE,
                        rule="addresses",
                    )
                )


def _owner(reading: Reading, start: int) -> Mention | None:
    named = reading.mentioned(max(start - REACH, 0), start, "organisation")
    return named[-1] if named else None
