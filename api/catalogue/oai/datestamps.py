"""Times of the protocol: UTC, to the day or to the second (section 3.3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

GRANULARITY = "YYYY-MM-DDThh:mm:ssZ"
"""The finest that is understood; days are always."""
SECONDS = "%Y-%m-%dT%H:%M:%SZ"
FORMS = {
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"): "%Y-%m-%d",
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"): SECONDS,
}
DAY = len("YYYY-MM-DD")


def now() -> str:
    """Return the present."""
    return datetime.now(UTC).strftime(SECONDS)


def datestamp(at: str) -> str:
    """Return an ISO time, or a day, as a datestamp; fractions of seconds are cut.

    >>> datestamp("2026-11-21T19:00:00.5+01:00"), datestamp("2026-11-21")
    ('2026-11-21T18:00:00Z', '2026-11-21T00:00:00Z')
    """
    time = datetime.fromisoformat(at)
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).strftime(SECONDS)


def is_time(text: str) -> bool:
    """Tell whether ``text`` is a day or a time of the protocol.

    >>> is_time("2024-02-29"), is_time("2023-02-29"), is_time("2024-02-29T10:00Z")
    (True, False, False)
    """
    form = next((form for pattern, form in FORMS.items() if pattern.fullmatch(text)), "")
    try:
        return bool(form and datetime.strptime(text, form).replace(tzinfo=UTC))
    except ValueError:
        return False


def first_second(text: str) -> str:
    """Return the first second that a day or a time means; '' stays ''."""
    return f"{text}T00:00:00Z" if len(text) == DAY else text


def last_second(text: str) -> str:
    """Return the last second that a day or a time means; '' stays ''."""
    return f"{text}T23:59:59Z" if len(text) == DAY else text
