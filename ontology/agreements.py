"""What follows from what is stated of an agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ontology.dates import expected_end

UNSTATED = frozenset({"stage"})
"""What is worked out where nobody states it. What the vocabulary computes nobody may state."""
UNKNOWN = "unknown"
MADE = frozenset({"announced", "signed"})
"""The stages of its making: where nothing later is stated, nobody knows how far it has come."""


def computed(properties: Mapping[str, object]) -> dict[str, str]:
    """Return the computed properties of an agreement with these (valid) properties.

    ``expectedEnd`` is the date from which it holds, else that of its signature, plus its term. It
    is left out where an end is stated, and where begin or term is not known well enough. ``stage``,
    where none is stated, is the last one after its signature that a change is stated to, else
    unknown.
    """
    found = _expected_end(properties)
    return found if "stage" in properties else {**found, "stage": _stage(properties)}


def _expected_end(properties: Mapping[str, object]) -> dict[str, str]:
    begin, term = properties.get("effective", properties.get("signed")), properties.get("term")
    if "end" in properties or not isinstance(begin, str) or not isinstance(term, str):
        return {}
    end = expected_end(begin, term)
    return {} if end is None else {"expectedEnd": end}


def _stage(properties: Mapping[str, object]) -> str:
    changes = properties.get("stageChange")
    many = [changes] if isinstance(changes, str) else changes
    said = [str(one).partition(" ") for one in many] if isinstance(many, Sequence) else []
    later = [("" if at == UNKNOWN else at, to) for at, _, to in said if to not in MADE]
    return max(later)[1] if later else UNKNOWN
