"""The rules on relations of a language, made ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from ingest.documents.anchors import Anchors
from ingest.documents.findings import Status
from ingest.documents.line import SIGNS, spelling_of
from ingest.documents.patterns import (
    Pattern,
    PatternError,
    Words,
    alternatives,
    compiled,
    inverted,
)
from ingest.documents.rules import COMMON, FOLDER, rules_of

_WORD = re.compile(r"(?<![\w*-])[^\W\d_]+(?:['’](?![\w]))?(?![\w*-])")

PREDICATES = FOLDER / "relations" / "predicates.yaml"


@dataclass(frozen=True)
class Predicate:
    """A predicate and what may stand in it; the same in every language (predicates.yaml).

    ``subject``, ``object``: signs of kinds. ``like``: what the object must match. ``schedule``:
    dates and places, stated also when they lie ahead. ``only``: the statuses it may have, () for
    all. ``titled``: read in a title too. ``range``: the predicates of the first and the last day of
    a range of dates. ``begins``: no date behind a word such as "until" is its object. ``shown``: a
    quote begins with the sentence before where that names an end that its own does not. ``sorts``:
    what sorts of organisations its object may be, where anything tells; () for all. ``role``:
    what will be so is settled. ``passes``: it can be over, and then it is past.
    """

    name: str
    subject: str
    object: str
    like: re.Pattern[str] = re.compile("")
    schedule: bool = False
    only: tuple[Status, ...] = ()
    titled: bool = False
    range: tuple[str, ...] = ()
    begins: bool = False
    shown: bool = False
    sorts: tuple[str, ...] = ()
    role: bool = False
    passes: bool = False

    def told(self, value: str) -> list[tuple[str, str]]:
        """Return what a value tells: this predicate with it, or two with the ends of a range."""
        if "/" in value and self.range:
            return list(zip(self.range, value.split("/"), strict=True))
        return [(self.name, value)]


@dataclass(frozen=True)
class Rule:
    """A pattern that says a predicate. ``status``: of its own, whatever the words around it.

    ``loose``: it goes by the kinds of things alone, for what no other rule says anything of.
    ``value``: the object, where the pattern itself says it; "" for one that stands in the text.
    """

    name: str
    predicate: Predicate
    pattern: Pattern
    confidence: float
    status: Status | None = None
    loose: bool = False
    value: str = ""


@dataclass(frozen=True, eq=False)
class Grammar:
    """The rules of a language; README.md beside them says what each part of the file is.

    ``cues`` find words that tell a status; ``breaks`` where a clause begins; ``aside`` a
    preposition before what then is no subject, but for an ``apposition`` behind; ``until`` one
    before a date that begins nothing; ``contractions`` are words that stand for two, as
    "im" for "in dem", or must not fold, as "à" and "a", and how patterns and lines spell them.
    """

    words: Words
    rules: tuple[Rule, ...]
    cues: Mapping[str, re.Pattern[str]]
    breaks: re.Pattern[str]
    aside: re.Pattern[str]
    apposition: re.Pattern[str]
    until: re.Pattern[str]
    contractions: Mapping[str, str]
    said: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def spelling(self) -> Mapping[str, Sequence[str]]:
        """The texts of the cells of each word as it is written."""
        return spelling_of(self.contractions)

    @cached_property
    def cue_anchors(self) -> Anchors[str]:
        """The statuses by the words that their cues begin with."""
        return Anchors(self.said["status"])


@cache
def predicates() -> Mapping[str, Predicate]:
    """The predicates by name."""
    listed: dict[str, dict[str, Any]] = yaml.safe_load(PREDICATES.read_text("utf-8"))
    return {name: _predicate(name, entry) for name, entry in listed.items()}


def _predicate(name: str, entry: dict[str, Any]) -> Predicate:
    signs = {slot: _signs(entry[slot]) for slot in ("subject", "object")}
    return Predicate(**{"name": name, **entry, **signs, "like": re.compile(entry.get("like", ""))})


def _signs(kinds: Sequence[str]) -> str:
    return "".join(SIGNS[kind] for kind in kinds)


@cache
def grammar(language: str) -> Grammar | None:
    """The grammar of a language, None for one without rules.

    Raises `PatternError` that names the file and the rule that cannot be read.
    """
    plain = rules_of("relations", language)
    if not plain:
        return None
    contractions = plain.get("contractions", {})
    said = spelt_out({**plain, "contractions": {}}, contractions)
    words = Words.of(said)
    return Grammar(
        words,
        (*_rules(language, said, words), *_rules(COMMON, rules_of("relations", COMMON), words)),
        {
            status: re.compile(f"(?<= ){alternatives(cues)}")
            for status, cues in said["status"].items()
        },
        re.compile(rf"(?<= )(?:[;:.!?•] |, (?!{alternatives(said['that'])})|{words.breaks})"),
        re.compile(rf"(?<= ){words.prepositions}(?:[a-z]\w* )?$"),
        re.compile(rf", (?:{words.relatives}|{alternatives(said['articles'])})"),
        re.compile(rf"(?<= ){alternatives(said['until'])}$"),
        contractions,
        said,
    )


def spelt_out(said: Any, contractions: Mapping[str, str]) -> Any:
    """Return rules in which every contraction is the words that it stands for."""
    if isinstance(said, dict):
        return {name: spelt_out(entry, contractions) for name, entry in said.items()}
    if isinstance(said, list):
        return [spelt_out(entry, contractions) for entry in said]
    if not isinstance(said, str):
        return said
    return _WORD.sub(lambda found: contractions.get(found.group(), found.group()), said)


def _rules(language: str, said: Mapping[str, Any], words: Words) -> Iterator[Rule]:
    for name, listed in said["relations"].items():
        for number, entry in enumerate(listed, start=1):
            rule = f"{language}/{name}/{number}"
            try:
                yield from _rule(rule, predicates()[name], entry, said, words)
            except (PatternError, KeyError) as error:
                place = Path("rules") / "relations" / f"{language}.yaml"
                raise PatternError(f"{place}, {name}, rule {number}: {error}") from error


def _rule(
    name: str,
    predicate: Predicate,
    entry: str | dict[str, Any],
    said: Mapping[str, Any],
    words: Words,
) -> Iterator[Rule]:
    """A rule is a pattern alone, or ``says`` with ``confidence``, ``status`` and ``value``."""
    says: Mapping[str, Any] = {"says": entry} if isinstance(entry, str) else entry
    signs = {"S": predicate.subject, "O": predicate.object}
    patterns = [compiled(says["says"], signs, words)]
    turned = inverted(says["says"], signs, words) if said.get("inverted") else None
    for pattern in filter(None, (*patterns, turned)):
        confidence = says.get("confidence", 0.9)
        loose = name.startswith(f"{COMMON}/")
        status, value = says.get("status"), says.get("value", "")
        yield Rule(name, predicate, pattern, confidence, status, loose, value)
