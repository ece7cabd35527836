"""A difference in plain lines: "3 memoranda new, 1 expired"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.difference.difference import Difference, EntityChange
from ontology.model import load_model

FILE = Path(__file__).with_name("difference.yaml")
NOTHING = "Nothing changed."


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    words: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return words


def counts(difference: Difference) -> dict[str, dict[str, int]]:
    """Return thing → verb → how many, in the order of the words; things before relations."""
    found: Counter[tuple[str, str]] = Counter()
    for entity in difference.entities:
        found.update((thing_of(entity), verb) for verb in entity.verbs)
    for relation in difference.relations:
        found.update((relation.relation, verb) for verb in relation.verbs)
    words = _words()
    known = [*words["things"], *words["relations"]]
    names = [*known, *sorted({name for name, _ in found} - set(known))]
    return {
        name: some
        for name in names
        if (some := {verb: found[name, verb] for verb in words["verbs"] if found[name, verb]})
    }


def thing_of(entity: EntityChange) -> str:
    """Return what an entity counts as: its kind, or the kind of agreement that it is."""
    return entity.agreement if entity.agreement in _words()["things"] else entity.kind


def lines(difference: Difference, *, sources: bool = False) -> list[str]:
    """Return what differs, one line a thing; ``sources`` when it is two of them."""
    found = [_line(name, some, sources) for name, some in counts(difference).items()]
    return found or [NOTHING]


def verb_word(verb: str, *, sources: bool = False) -> str:
    """Return a verb as it reads."""
    return _words()["verbs"][verb][sources]


def _noun(name: str) -> Sequence[str]:
    """Return what one and several are called."""
    known = _words()["things"].get(name) or _words()["relations"].get(name)
    if known:
        return known
    label = load_model().label(name)
    return f"link “{label}”", f"links “{label}”"


def _line(name: str, some: Mapping[str, int], sources: bool) -> str:
    words = _noun(name)
    (verb, count), *rest = some.items()
    first = f"{count:,} {words[count != 1]} {verb_word(verb, sources=sources)}"
    more = [f"{number:,} {verb_word(other, sources=sources)}" for other, number in rest]
    return ", ".join([first, *more])
