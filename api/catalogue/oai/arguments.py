"""The arguments of a request, checked against what its verb takes: ``arguments.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from api.catalogue.oai.datestamps import GRANULARITY, first_second, is_time, last_second
from api.catalogue.oai.errors import OaiError, Refusal, refused

FILE = Path(__file__).with_name("arguments.yaml")
TIMES = ("from", "until")
LONGEST = 60
"""Characters of a value that a message repeats."""
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb takes."""

    name: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every argument that it takes."""
        return (*self.required, *self.optional, *self.exclusive)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that the protocol allows."""

    verb: str
    arguments: Mapping[str, str]

    def get(self, name: str) -> str:
        """Return an argument; '' where it is not given."""
        return self.arguments.get(name, "")


@cache
def verbs() -> dict[str, Verb]:
    """Return name → verb."""
    table = _table()["verbs"]
    return {
        name: Verb(name, **{key: tuple(names) for key, names in row.items()})
        for name, row in table.items()
    }


def asked(pairs: Pairs) -> Asked:
    """Return the request that ``pairs`` of names and values are.

    Raises ``OaiError`` with everything that is wrong: badVerb, else badArgument.
    """
    verb = _verb([value for name, value in pairs if name == "verb"])
    given = [(name, value) for name, value in pairs if name != "verb"]
    problems = [*_names(verb, [name for name, _ in given]), *_values(given)]
    if problems:
        raise OaiError(*(Refusal("badArgument", problem) for problem in problems))
    return Asked(verb.name, dict(given))


def _verb(given: Sequence[str]) -> Verb:
    known = ", ".join(verbs())
    if len(given) != 1:
        many = "there is no verb" if not given else f"there are {len(given)} verbs"
        raise refused("badVerb", f"{many}: send one of {known}")
    if given[0] not in verbs():
        raise refused("badVerb", f"there is no verb '{given[0][:LONGEST]}': send one of {known}")
    return verbs()[given[0]]


def _names(verb: Verb, names: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with which arguments there are."""
    for name in dict.fromkeys(names):
        if name not in verb.all:
            takes = ", ".join(verb.all) or "no argument"
            yield f"{verb.name} has no argument '{name[:LONGEST]}': it takes {takes}"
        elif names.count(name) > 1:
            yield f"'{name}' is there {names.count(name)} times: send it once"
    alone = [name for name in verb.exclusive if name in names]
    if alone and len(set(names)) > 1:
        yield f"'{alone[0]}' stands alone: send nothing else but the verb"
    if not alone:
        for name in verb.required:
            if name not in names:
                yield f"{verb.name} needs '{name}': send it"


def _values(given: Pairs) -> Iterator[str]:
    """Yield what is wrong with the values."""
    forms = _table()["forms"]
    for name, value in given:
        form = forms.get(name)
        if form and not re.fullmatch(form["pattern"], value):
            yield f"'{name}' is '{value[:LONGEST]}': {form['remedy']}"
        if name in TIMES and not is_time(value):
            yield f"'{name}' is '{value[:LONGEST]}': send a day (YYYY-MM-DD) or {GRANULARITY}"
    times = {name: value for name, value in given if name in TIMES and is_time(value)}
    if len(times) == len(TIMES):
        yield from _range(times["from"], times["until"])


def _range(start: str, end: str) -> Iterator[str]:
    if len(start) != len(end):
        yield f"'from' is '{start}' and 'until' '{end}': send both to the day or to the second"
    elif first_second(start) > last_second(end):
        yield f"'from' is '{start}', after 'until' '{end}': send the earlier one first"


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return table
