"""The nouns that name the kinds of things: "the company A", "the company", "A, a maker of …"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.documents.anchors import Anchors
from ingest.documents.grammar import Grammar, grammar
from ingest.documents.line import SIGNS
from ingest.documents.patterns import alternatives


@dataclass(frozen=True)
class Nouns:
    """The nouns of a kind of thing in a language.

    ``named`` finds a thing with its noun beside it ("the company Ekspla"), ``meant`` a noun that
    stands for one, ``described`` a thing that is said to be such; ``groups`` are the nouns that
    mean the same sort, "cluster" or "company".
    """

    named: re.Pattern[str]
    meant: re.Pattern[str]
    described: re.Pattern[str]
    groups: Mapping[str, re.Pattern[str]]

    def group(self, words: str) -> str:
        """Return the sort of thing that these words name, "" for none."""
        return next((name for name, found in self.groups.items() if found.search(f" {words} ")), "")


@cache
def nouns(language: str) -> Mapping[str, Nouns]:
    """The nouns of a language by kind of thing."""
    rules = grammar(language)
    listed = rules.said["nouns"] if rules else {}
    return {kind: _nouns(kind, groups, rules) for kind, groups in listed.items() if rules}


@lru_cache(maxsize=10_000)
def group_of(language: str, kind: str, words: str) -> str:
    """The sort of thing that words name, "" for none."""
    known = nouns(language).get(kind)
    return known.group(words) if known else ""


@cache
def noun_anchors(language: str) -> Anchors[str]:
    """The kinds by the words that their nouns begin with."""
    rules = grammar(language)
    if not rules:
        return Anchors({})
    nouns = {
        kind: [one for words in groups.values() for one in words]
        for kind, groups in rules.said["nouns"].items()
    }
    nouns.setdefault("organisation", []).extend(rules.said["people"])
    return Anchors(nouns)


def _nouns(kind: str, groups: Mapping[str, Sequence[str]], rules: Grammar) -> Nouns:
    sign = SIGNS[kind]
    every = alternatives([word for words in groups.values() for word in words])
    return Nouns(
        re.compile(_named(sign, every, rules, people=kind == "organisation")),
        re.compile(_meant(sign, every, rules)),
        re.compile(_described(sign, every, rules)),
        {name: re.compile(rf"(?<= ){alternatives(words)}") for name, words in groups.items()},
    )


def _named(sign: str, every: str, rules: Grammar, people: bool) -> str:
    """A thing with what is said of its sort before or behind it: "the company A", "A cluster"."""
    article = alternatives(rules.said["articles"])
    those = alternatives(rules.said["people"] if people else [])
    before = rf"(?:{article}(?:(?!{article})[a-z]\w* ){{0,2}}?)?"
    noun = rf"(?P<before>{those}{article}?(?:{every})?|{every})?"
    return rf"(?<= ){before}{noun}(?P<sign>{sign}\d+ )(?:(?:- )?(?P<behind>{every}))?"


def _meant(sign: str, every: str, rules: Grammar) -> str:
    """A noun that stands for a thing: no such thing, nor what would describe one, is behind it.

    Words that describe an organisation may stand before its noun: "the Glasgow - based firm".
    """
    definite = alternatives(rules.said["definite"])
    if rules.said.get("bare nouns"):
        definite += "?"
    elif sign == SIGNS["organisation"]:
        word = _describing(rf"|{every}", rules)
        definite += rf"(?:{word}){{0,2}}?(?:[LR]\d+ (?:- )?)?(?:{word})??"
    behind = rf"(?!(?:- )?{sign}\d|{rules.words.prepositions}(?!D\d))"
    return rf"(?<= ){definite}(?P<noun>{every}){behind}"


def _describing(but: str, rules: Grammar) -> str:
    """A word that may describe a noun: no preposition, nor "and"."""
    return rf"(?!{rules.words.prepositions}|{rules.words.joints}{but})[a-z]\w* "


def _described(sign: str, every: str, rules: Grammar) -> str:
    """A thing with a noun of its sort behind it: "A , a maker of …", "A is a young company".

    "As part of A , the company …" says nothing of A.
    """
    names = ("articles", "being", "definite")
    article, being, definite = (alternatives(rules.said[name]) for name in names)
    words = rf"{article}?(?:{_describing('', rules)}){{0,3}}?"
    behind = rf"(?:(?:, |- )(?!{definite})|{being}){words}"
    return rf"(?<= ){sign}\d+ (?:\[ [^\]]*\] )?{behind}(?P<noun>{every})"
