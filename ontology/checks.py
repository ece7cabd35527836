"""Checks one property's value against what the vocabulary says of the property.

A check returns what is wrong and how to put it right, or an empty string. Messages end in a
remedy; the caller puts the property's name and the value before them.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ontology.dates import is_date, is_term
from ontology.printable import UNPRINTABLE
from ontology.terms import Datatype, Property, Scheme

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_LARGEST = 2**63 - 1


def value_problems(prop: Property, value: object) -> Iterator[str]:
    """Yield what is wrong with ``value`` as the value of ``prop``."""
    if prop.datatype == "langString":
        yield from _language_problems(prop, value)
    elif not isinstance(value, Sequence) or isinstance(value, str):
        yield from _scalar_problems(prop, value)
    elif prop.multiple:
        for item in value:
            yield from _scalar_problems(prop, item)
    else:
        yield f"has {len(value)} values, but one at most is allowed: keep the right one"


def _language_problems(prop: Property, value: object) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{value!r} has no language: put it under its tag, as en, or und for not known"
        return
    for language, texts in value.items():
        if not isinstance(language, str) or _LANGUAGE.fullmatch(language) is None:
            yield f"{language!r} is no language tag: write en, lt, pt-BR or, not known, und"
        if isinstance(texts, Sequence) and not isinstance(texts, str) and not prop.multiple:
            yield f"has {len(texts)} values in {language!r}: keep one, make others an altName"
            continue
        listed = texts if prop.multiple and not isinstance(texts, str) else [texts]
        for text in listed if isinstance(listed, Sequence) else [listed]:
            if problem := _text_problem(text):
                yield f"{text!r} {problem}"


def _scalar_problems(prop: Property, value: object) -> Iterator[str]:
    if problem := _CHECKS[prop.datatype](value):
        yield f"{value!r} {problem}"
    elif prop.scheme is not None and value not in prop.scheme.values:
        yield (
            f"{value!r} is not one of the {prop.scheme.label['en']}: "
            f"use {_suggestion(str(value), prop.scheme)}, or add it to the vocabulary"
        )
    elif prop.pattern is not None and re.fullmatch(prop.pattern, str(value)) is None:
        yield f"{value!r} does not match {prop.pattern}: {prop.definition['en']}"


def _suggestion(value: str, scheme: Scheme) -> str:
    near = difflib.get_close_matches(value, scheme.values)
    return " or ".join(near) or f"one of {', '.join(scheme.values)}"


def _text_problem(value: object) -> str:
    if not isinstance(value, str):
        return "is no text: write it as a string"
    if not value.strip():
        return "is empty: leave the property out"
    if UNPRINTABLE.search(value):
        return "holds a control character: take it out"
    return ""


def _date_problem(value: object) -> str:
    if isinstance(value, str) and is_date(value):
        return ""
    return "is no date: write 2016, 2016-01 or 2016-06-08"


def _integer_problem(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return "" if -_LARGEST <= value <= _LARGEST else "is too large for a store: 64 bits at most"
    return "is no whole number: write it without quotes and fractions"


def _decimal_problem(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return ""
    return "is no number: write it without quotes, units and separators of thousands"


def _boolean_problem(value: object) -> str:
    return "" if isinstance(value, bool) else "is neither true nor false: write one of them"


def _uri_problem(value: object) -> str:
    if isinstance(value, str) and _URI.fullmatch(value):
        return ""
    return "is no web address: write it in full, from http:// or https:// on"


def _duration_problem(value: object) -> str:
    if isinstance(value, str) and is_term(value):
        return ""
    return "is no term: write it in years and months, as P3Y, P18M or P1Y6M"


_CHECKS: dict[Datatype, Callable[[object], str]] = {
    "string": _text_problem,
    "langString": _text_problem,
    "date": _date_problem,
    "integer": _integer_problem,
    "decimal": _decimal_problem,
    "boolean": _boolean_problem,
    "anyURI": _uri_problem,
    "duration": _duration_problem,
}
