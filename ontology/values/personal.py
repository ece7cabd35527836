"""Personal data: e-mail addresses, telephone numbers, and fields that hold nothing but such.

Addresses of offices (info@…) are e-mail addresses too. Names of persons cannot be told from other
names by themselves; they are known by the field that they stand in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import phonenumbers
import yaml

from ontology.fold import fold

FILE = Path(__file__).with_name("personal.yaml")
E_MAIL, TELEPHONE, PERSON = "e-mail", "telephone", "person"
# What stands in a text where something was taken out.
GAP = "[…]"
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_WRITTEN_AT = re.compile(r"[\[({]\s?[aäAÄ][tT]\s?[\])}]")
_ADDRESS = rf"(?<![\w.%+'/-])[\w.%+'-]+(?:@|\s?{_WRITTEN_AT.pattern}\s?)(?:[\w-]+\.)+[^\W\d_]{{2,}}"
# Digits as telephone numbers group them, at most as many as the longest number has. It begins with
# a set of characters, which the search finds fast.
_NUMBER = re.compile(r"[0-9](?:[ \u00a0.()/-]{0,3}[0-9]){5,16}")
# How far before a number its label may begin, in characters.
_REACH = 32
# The gap after 00 and a country's code tells a number from an identifier with leading zeros.
_ABROAD = re.compile(r"00(?=[1-9][0-9]{0,2}[ \u00a0()/-])")
_GROUP = re.compile(r"[0-9]+")
_YEARS = re.compile(r"(?:19|20)\d\d\D+(?:19|20)\d\d")


class _Found(NamedTuple):
    start: int
    end: int
    kind: str


def personal_field(field: str) -> str:
    """Return what personal data a column or field of this name holds, or '' for none.

    >>> personal_field("contactPerson"), personal_field("El. paštas"), personal_field("name")
    ('person', 'e-mail', '')
    """
    return _fields().get(fold(_HUMP.sub(" ", field)), "")


def may_be_personal(text: str) -> bool:
    """Tell cheaply whether ``text`` may hold personal data; most texts do not."""
    return "@" in text or bool(_NUMBER.search(text) or _WRITTEN_AT.search(text))


def without_personal(text: str) -> tuple[str, Counter[str]]:
    """Return ``text`` with ``[…]`` for what was taken out, and how much of which kind that was.

    The text is empty when nothing else was in it.

    >>> without_personal("Ask info@example.org, tel. +370 5 236 6045.")[0]
    'Ask […], […].'
    """
    found = sorted([*_addresses(text), *_telephones(text)])
    if not found:
        return text, Counter()
    parts, end = [], 0
    for one in found:
        parts.append(text[end : one.start])
        end = max(end, one.end)
    parts.append(text[end:])
    left = GAP.join(parts) if any(map(str.isalnum, "".join(parts))) else ""
    return left, Counter(one.kind for one in found)


def _addresses(text: str) -> Iterator[_Found]:
    if "@" in text or _WRITTEN_AT.search(text):
        for match in _address().finditer(text):
            yield _Found(*match.span(), E_MAIL)


def _telephones(text: str) -> Iterator[_Found]:
    """Yield numbers with a label, and valid ones with + or 00 and the code of a country."""
    for match in _NUMBER.finditer(text):
        before = _before_number().search(text, max(0, match.start() - _REACH), match.start())
        if before is None or text[match.end() : match.end() + 1].isalnum():
            continue
        abroad = before["sign"] or _ABROAD.match(match[0])
        if before["label"] and not _YEARS.search(match[0]):
            yield _Found(before.start(), match.end(), TELEPHONE)
        elif abroad and (length := _valid_length(match[0])):
            yield _Found(before.start(), match.start() + length, TELEPHONE)


def _valid_length(digits: str) -> int:
    """Return how much of ``digits`` is a number of a country's plan; what follows may be a year."""
    start = 2 if digits.startswith("00") else 0
    ends = [match.end() for match in _GROUP.finditer(digits)]
    return next((end for end in reversed(ends) if _is_valid(digits[start:end])), 0)


def _is_valid(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


@cache
def _address() -> re.Pattern[str]:
    words = _any_of(_settings()["before_e-mail"])
    return re.compile(rf"(?:(?<!\w){words}[.:]{{0,2}}\s{{0,3}})?{_ADDRESS}", re.IGNORECASE)


@cache
def _before_number() -> re.Pattern[str]:
    words = _any_of(_settings()["before_telephone"])
    label = rf"(?<!\w)(?P<label>{words})\b[.:]{{0,2}}\s{{0,3}}"
    return re.compile(rf"(?:{label})?(?<!\w)(?P<sign>\+\s?)?\(?\Z", re.IGNORECASE)


def _any_of(words: list[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")"


@cache
def _fields() -> Mapping[str, str]:
    return {fold(word): kind for kind, words in _settings()["fields"].items() for word in words}


@cache
def _settings() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return read
