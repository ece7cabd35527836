"""Technologies that cells name, by any of their labels."""

from __future__ import annotations

from ontology.technologies import load_technologies
from ontology.values import UnparsedError


class UnknownTechnologyError(UnparsedError):
    """A text that no technology is called."""


def technology_id(text: str) -> str:
    """Return the id of the one technology that is called so; raises UnparsedError else."""
    found = load_technologies().resolve(text)
    if not found:
        remedy = "write an id or a label of ontology/technologies.ttl"
        raise UnknownTechnologyError(text, "no technology is called so", remedy)
    if len(found) > 1:
        ids = " or ".join(one.id for one in found)
        raise UnparsedError(text, "it has several meanings", f"write {ids}")
    return found[0].id


def near_technologies(text: str) -> str:
    """Return a question that names those that are called much alike; '' when none is."""
    near = [one.concept.id for one in load_technologies().suggest(text, 3)]
    return f"did you mean {' or '.join(near)}?" if near else ""
