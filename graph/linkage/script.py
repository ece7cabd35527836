"""Names in other scripts, in Latin letters."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from ontology.fold import fold

FILE = Path(__file__).with_name("script.yaml")
_OTHER = re.compile("[\u0370-\u052f]")


def latin(text: str) -> str:
    """Return ``text`` in Latin letters where it is Greek or Cyrillic; such text comes out folded.

    >>> latin("Πανεπιστήμιο Πατρών"), latin("Vilnius")
    ('panepistimio patron', 'Vilnius')
    """
    if not _OTHER.search(text):
        return text
    letters, pattern = _letters()
    return pattern.sub(lambda found: letters[found[0]], fold(text))


@cache
def _letters() -> tuple[dict[str, str], re.Pattern[str]]:
    read: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text("utf-8"))
    letters = {letter: written for script in read.values() for letter, written in script.items()}
    longest = sorted(letters, key=len, reverse=True)
    return letters, re.compile("|".join(longest))
