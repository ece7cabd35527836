"""What follows from what is stated of an agreement."""

from __future__ import annotations

from collections.abc import Mapping

from ontology.dates import expected_end


def computed(properties: Mapping[str, object]) -> dict[str, str]:
    """Return the computed properties of an agreement with these (valid) properties.

    ``expectedEnd`` is the date from which it holds, else that of its signature, plus its term. It
    is left out where an end is stated, and where begin or term is not known well enough.
    """
    begin, term = properties.get("effective", properties.get("signed")), properties.get("term")
    if "end" in properties or not isinstance(begin, str) or not isinstance(term, str):
        return {}
    end = expected_end(begin, term)
    return {} if end is None else {"expectedEnd": end}
