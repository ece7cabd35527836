"""The language of the rules on relations, and what it becomes: a regular expression over lines.

A pattern is written as one says it, ``S+ .. (is|are) coordinated by .. O``:

======== ===========================================================================
``S O``  the subject, the object: one thing of the kinds that the predicate has
``S+``   one or more of them, as a list: "A (Graz), the company B and C"
``<k>``  one thing of kind k that is neither, ``<date>``
``..``   up to 8 words or marks, ``...`` up to 24, ``_`` up to 3; none of them ends the clause
         or is a thing of the kinds of the slots beside it, unless a preposition stands before
``( | )``  the one or the other; ``?`` after a word or a bracket: may be left out
``word*``  any word that begins so; ``*word``, that ends so; ``[ ]`` are brackets in the text
======== ===========================================================================

Words are folded (`ontology.fold.fold`), so patterns may be written with accents and capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.documents.line import SIGNS
from ontology.fold import fold

_PART = re.compile(r"\.\.\.?|[SO]\+|\b[SO]\b|<\w+>|[()|?\[\],:;/]|-(?=\s|$)|[^\s()|?\[\],:;/]+")
_SLOT = re.compile(r"[SO]\+?$")
_MEETS = re.compile(r"[SO] \S+ [SO]\+?$")
"""A slot for one thing with nothing but a gap before the other slot."""
_GAPS = {"_": 3, "..": 8, "...": 24}
_ENDS = r"[;:.!?]"
"""Marks that end a clause."""


class PatternError(ValueError):
    """A pattern that cannot be read."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a language that the parts of a pattern need, as alternatives of an expression."""

    breaks: str
    auxiliaries: str
    prepositions: str
    joints: str
    places: str
    relatives: str

    @classmethod
    def of(cls, rules: Mapping[str, Sequence[str]]) -> Words:
        """From the lists of words in the rules of a language."""
        names = ("breaks", "auxiliaries", "prepositions", "and", "from", "that")
        return cls(*(alternatives(rules[name]) for name in names))


def alternatives(words: Sequence[str]) -> str:
    """Return an expression for one of these, each with its last space; ``word*`` and ``..`` as in
    patterns. Without any it is one that never matches.
    """
    return f"(?:{'|'.join(map(literal, words))})" if words else "(?!)"


def literal(words: str) -> str:
    """Return the expression of some words or marks, each with its space."""
    return "".join(map(_word, words.replace("-", " - ").split()))


def _word(word: str) -> str:
    if word[0] == "<":
        return rf"{SIGNS[word[1:-1]]}\d+ "
    if word in _GAPS:
        return rf"(?:(?!{_ENDS})\S+ ){{0,{_GAPS[word]}}}?"
    if len(word) == 1 and not word.isalnum():
        return re.escape(word) + " "
    before, behind = (r"\w*" if star else "" for star in (word[0] == "*", word[-1] == "*"))
    return " ".join((before + re.escape(fold(word)).replace(r"\ ", " ") + behind, ""))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. ``heads``: its subject comes first and a gap follows, so that what
    stands before the subject tells whether it is one ("with A, B coordinates …").

    ``needs``: signs without which it cannot match, to tell quickly. ``inverted``: the verb stands
    before the subject; then no other may stand before the verb. ``words``: of each of these sets
    a word must stand in the line, which is quick to tell.
    """

    expression: re.Pattern[str]
    heads: bool
    needs: str
    inverted: bool = False
    words: tuple[frozenset[str], ...] = ()

    def fits(self, words: frozenset[str]) -> bool:
        """Whether it may match a line with these words."""
        return not any(map(words.isdisjoint, self.words))


def compiled(written: str, signs: Mapping[str, str], words: Words) -> Pattern:
    """Compile a pattern. ``signs``: the letters of the kinds that ``S`` and ``O`` may have.

    Raises `PatternError` with the pattern when it cannot be read.
    """
    return _compiled(_PART.findall(written), written, signs, words)


def inverted(written: str, signs: Mapping[str, str], words: Words) -> Pattern | None:
    """Compile a pattern ``S .. (verb|verb) …`` with its verb before its subject; None for others.

    So German, and other languages, speak behind an adverb: "2019 besuchte A das Institut B".
    """
    parts = _PART.findall(written)
    if parts[0] not in ("S", "S+") or parts[1:3] != ["..", "("] or not {"O", "O+"} & set(parts):
        return None
    end = parts.index(")", 2) + 1
    turned = [*parts[2:end], "..", parts[0], *parts[end:]]
    return replace(_compiled(turned, written, signs, words), inverted=True)


def _compiled(
    parts: Sequence[str], written: str, signs: Mapping[str, str], words: Words
) -> Pattern:
    if not parts:
        raise PatternError(f"the pattern {written!r} is empty")
    body = "".join(_part(parts, at, signs, words) for at in range(len(parts)))
    try:
        expression = re.compile("(?<= )" + body)
    except re.error as error:
        raise PatternError(f"the pattern {written!r} cannot be read: {error}") from error
    heads = len(parts) > 1 and parts[0] in ("S", "S+") and parts[1] in _GAPS
    return Pattern(expression, heads, _needs(parts), words=tuple(_wanted(parts)))


def _needs(parts: Sequence[str]) -> str:
    """The slots outside brackets, which are always filled."""
    depth, needed = 0, ""
    for part in parts:
        depth += (part == "(") - (part == ")")
        needed += part[0] if _SLOT.match(part) and not depth else ""
    return needed


def _wanted(parts: Sequence[str]) -> Iterator[frozenset[str]]:
    """Of each part that must match, and can only begin with certain words, those words."""
    at = 0
    while at < len(parts):
        end = _group_end(parts, at) if parts[at] == "(" else at + 1
        firsts = set(_firsts(parts[at:end]))
        if "" not in firsts and parts[end : end + 1] != ["?"]:
            yield frozenset(firsts)
        at = end


def _group_end(parts: Sequence[str], start: int) -> int:
    """The place behind the bracket that closes the one at ``start``."""
    depth = 0
    for at in range(start, len(parts)):
        depth += (parts[at] == "(") - (parts[at] == ")")
        if depth == 0:
            return at + 1
    return len(parts)


def _firsts(group: Sequence[str]) -> Iterator[str]:
    """The word that each alternative of a group begins with, "" where that is no plain word."""
    begins, depth = True, 0
    for part in group:
        depth += (part == "(") - (part == ")")
        if begins and part != "(":
            words = fold(part).split()
            plain = part[0].isalnum() and not _SLOT.match(part) and "*" not in part
            yield words[0] if plain and words and depth < 2 else ""
        begins = part in "(|"


def _part(parts: Sequence[str], at: int, signs: Mapping[str, str], words: Words) -> str:
    part = parts[at]
    if part in _GAPS:
        beside = [parts[near] for near in (at - 1, at + 1) if 0 <= near < len(parts)]
        slots = [one[0] for one in beside if _SLOT.match(one)]
        barred = "".join(signs[slot] for slot in slots)
        return _gap(barred, _GAPS[part], words, aside="O" not in slots)
    if _SLOT.match(part):
        alone = _MEETS.match(" ".join(parts[at : at + 3]))
        return _slot(part, signs[part[0]], words) + (_no_list(signs, words) if alone else "")
    if part == "(":
        return "(?:"
    if part in ")|?":
        return part
    return f"(?:{literal(part)})"


def _gap(barred: str, longest: int, words: Words, aside: bool) -> str:
    """Up to so many cells in one clause, without things of the barred kinds, but aside."""
    free = rf"(?![{barred}]\d)" if barred else ""
    skipped = f"{_aside(barred, words)}|" if barred and aside else ""
    return rf"(?:(?!{words.breaks})(?:{skipped}{free}(?!{_ENDS})\S+ )){{0,{longest}}}?"


def _aside(signs: str, words: Words) -> str:
    """A thing behind a preposition, unless what follows is said of it ("of A, which …")."""
    behind = rf"(?!(?:[a-z]\w* )?, {words.relatives})"
    return rf"{words.prepositions}(?:[a-z]\w* ){{0,3}}[{signs}]\d+ {behind}"


def _slot(part: str, signs: str, words: Words) -> str:
    thing = rf"[{signs}]\d+ "
    if part[-1] != "+":
        return f"(?P<{part}>{thing})"
    bracket, place = r"\[ [^\[\]]{0,80}\] ", rf"{words.places}(?:[a-z]\w* )?[RL]\d+ "
    said = rf", (?:{words.places}?[RL]\d+ |{_plain(words)}{{1,3}})(?=[,\]])"
    tail = rf"(?:{bracket}|{place}|{said})*"
    return f"(?P<{part[0]}>(?>{thing}{tail}(?:{_joint(words)}{thing}{tail})*))"


def _plain(words: Words) -> str:
    barred = "|".join((words.prepositions, words.breaks, words.auxiliaries, words.joints))
    return rf"(?:(?!{barred})[a-z]\w* )"


def _joint(words: Words) -> str:
    """What stands between two things of a list, with words that describe the next."""
    return rf"(?:[,;/&•] (?:• )?{words.joints}?|{words.joints}){_plain(words)}{{0,4}}"


def _no_list(signs: Mapping[str, str], words: Words) -> str:
    """No further thing of a list behind: "A and B joined C" does not speak of A alone."""
    return rf"(?!{_joint(words)}[{signs['S']}{signs['O']}]\d)"
