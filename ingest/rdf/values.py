"""Objects of statements as values of properties."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from graph.dates import is_date
from graph.records import Scalar, Value
from ingest.rdf.terms import IRI, language_of, text_of
from ingest.tables.fields import value_of
from ontology.model import load_model
from ontology.roles import load_roles
from ontology.terms import Property
from ontology.values import UnparsedError

_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
_WHOLE = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


@lru_cache(maxsize=1 << 16)
def value(name: str, term: str, exact: bool) -> Scalar:
    """Return what an object says as a value of the property ``name``: as it stands, or cleaned.

    Raises UnparsedError with reason and remedy.
    """
    prop, text = load_model().properties[name], text_of(term)
    if prop.scheme is not None:
        text = text.removeprefix(prop.scheme.namespace)
        if text in prop.scheme.values:
            return text
        text = re.split(r"[/#]", text)[-1] if term[0] == IRI else text
    elif exact or not prop.cleaner:
        found = _as_written(prop, text)
        if found is not None:
            return found
    cleaned = value_of(prop.name, text)
    if isinstance(cleaned, str | int | float | bool):
        return cleaned
    raise UnparsedError(text, "it is no single value", "write one")


def role_meant(word: str, relation: str) -> str:
    """Return the role that a source's word means in ``relation``; '' when the table has none."""
    meanings = load_roles().meanings.get(word, ())
    roles = (one.role.role for one in meanings if one.role.relation == relation)
    return next(filter(None, roles), "")


def _as_written(prop: Property, text: str) -> Scalar | None:
    """Return the value of a literal's text, by the rules of XML Schema; None if it has none."""
    if prop.datatype == "date":
        found = _DAY.fullmatch(text)
        return found[1] if found and is_date(found[1]) else None
    if prop.datatype == "boolean":
        return _FLAGS.get(text)
    if prop.datatype in ("integer", "decimal") and _WHOLE.fullmatch(text):
        return int(text)
    if prop.datatype == "decimal":
        return _decimal(text)
    return None if prop.datatype == "integer" or not text.strip() else text


def _decimal(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def texts(prop: Property, terms: Sequence[str], exact: bool) -> tuple[Value, dict[str, list[str]]]:
    """Return texts by language, and those that a single-valued ``prop`` has no room for."""
    if exact and len(terms) == 1 and not prop.multiple and (text := text_of(terms[0])).strip():
        return {language_of(terms[0]): text}, {}
    found: dict[str, list[str]] = {}
    for term in terms:
        text = text_of(term) if exact else " ".join(text_of(term).split())
        listed = found.setdefault(language_of(term), [])
        if text.strip() and text not in listed:
            listed.append(text)
    found = {language: listed for language, listed in found.items() if listed}
    if prop.multiple:
        return {language: sorted(listed) for language, listed in found.items()}, {}
    others = {language: listed[1:] for language, listed in found.items() if listed[1:]}
    return {language: listed[0] for language, listed in found.items()}, others
