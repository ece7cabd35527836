"""Pairs of things of a line that a predicate might be said of, and what speaks for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ingest.documents.document import Document
from ingest.documents.grammar import Grammar, Predicate, predicates
from ingest.documents.line import Line
from ingest.documents.pairs.cues import Cue, Lexicon, lexicon
from ingest.documents.pairs.features import Pair, features
from ingest.documents.pairs.groups import Group, groups
from ingest.documents.pairs.view import View
from ingest.documents.pairs.weights import Row
from ingest.documents.referents import Memory
from ontology.fold import fold

UNWEIGHED = frozenset(
    {"manages", "founder_of", "granted", "held", "results_from", "project_status"}
)
"""Other names of a predicate, what has no object, and what too few posts speak of to be weighed:
patterns find them."""
_ALONE = frozenset({"located_in", "founded_in"})
"""Predicates that are said of one thing of a list alone."""
_CUED = frozenset(
    (
        *("coordinator_of", "funded_by", "hosted", "located_in", "organised", "participant_in"),
        *("partner_in", "party_to", "signed_on", "visited", "works_on"),
    )
)
"""Predicates that nothing but a cue lets one say of what the line does not name."""
_SPOKEN = frozenset({"coordinator_of", "visited"})
"""Predicates that nothing but a cue lets one say."""
_ALIKE = frozenset({"member_of", "shareholder_of", "merged_into", "visited", "follows"})
"""Predicates between two things of one kind, of which the line may name one alone."""
_FURTHER = (_ALIKE | {"works_on"}) - {"shareholder_of"}
"""Predicates that may have a subject which the line does not name beside one that it does."""
_SORTS = {"state": 0.6, "left": -0.5}
"""How much worse or better some sorts of cues go with two things."""
_FROM = frozenset({"from", "of", "by"})
"""Sorts of prepositions before what somebody moves away from."""
_TOLD_ON = frozenset({"partner_in", "participant_in"})
"""Predicates that lines go on with, without a cue, behind one that has said them."""
_LATELY = 3
"""So many lines back that may be."""
_SUBJECTS = "PEOA"
_OBJECTS: Mapping[str, str] = {
    **dict.fromkeys(("coordinator_of", "partner_in"), "P"),
    **dict.fromkeys(("participant_in", "organised", "hosted"), "E"),
    **dict.fromkeys(("member_of", "shareholder_of", "merged_into", "visited"), "O"),
    **{"party_to": "A", "follows": "P"},
}
"""What may be meant without being named: subjects by kind, objects by predicate."""


class Candidate(NamedTuple):
    """A pair and its features."""

    pair: Pair
    features: Sequence[Row]


@dataclass(frozen=True)
class Scout:
    """Looks for pairs in the lines of a document.

    ``joints`` are words between the things of a list, ``barred`` words that no list has inside.
    """

    document: Document
    rules: Grammar
    lexicon: Lexicon
    joints: frozenset[str]
    barred: frozenset[str]

    @classmethod
    def of(cls, document: Document, rules: Grammar) -> Scout | None:
        """The scout of a document, None in a language without cues."""
        known = lexicon(document.language)
        if not known:
            return None
        joints = _firsts(rules.said["and"])
        barred = _firsts(
            (
                *rules.said["breaks"],
                *rules.said["auxiliaries"],
                *rules.said["prepositions"],
                *known.prepositions,
            )
        )
        return cls(document, rules, known, joints, barred - joints)

    def candidates(self, line: Line, memory: Memory, titled: bool) -> Iterator[Candidate]:
        """Yield the pairs of a line; a title says only what it may (`Predicate.titled`)."""
        found = groups(line, self.joints, self.barred)
        if not found:
            return
        view = self._view(line, found, memory)
        for predicate, bare in _predicates(frozenset([group.sign for group in found]), titled):
            cues = view.cues.get(predicate.name, ())
            if cues or bare or _goes_on(view, predicate):
                for pair in _pairs(view, predicate, cues):
                    yield Candidate(pair, features(view, pair))

    def _view(self, line: Line, found: list[Group], memory: Memory) -> View:
        ends = [one.end() for one in self.rules.breaks.finditer(line.text)]
        breaks = [line.between(end, end + 1)[0] for end in ends]
        cues = self.lexicon.cues(line)
        spoken = dict(memory.spoken)
        memory.spoken.update(dict.fromkeys(cues, len(memory.lines)))
        return View(line, memory, self.document.text, cues, found, breaks, self.lexicon, spoken)


def _firsts(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(words.split()[0]) for words in phrases)


@lru_cache(maxsize=10_000)
def _predicates(signs: frozenset[str], titled: bool) -> tuple[tuple[Predicate, bool], ...]:
    """What may be said in a line, or a title, that names things of these kinds, and whether it may
    be said without a cue."""
    return tuple(
        (one, _bare(name, subjects, objects))
        for name, one in predicates().items()
        if name not in UNWEIGHED and (one.titled or not titled)
        for subjects in (signs.intersection(one.subject),)
        for objects in (signs.intersection(one.object),)
        if objects or (subjects and name in _OBJECTS)
    )


def _bare(name: str, subjects: Collection[str], objects: Collection[str]) -> bool:
    """Whether a predicate may be said without a cue of such things: two of one kind need one."""
    if not subjects:
        return bool(objects) and name not in _CUED
    return len({*subjects, *objects}) > 1 and bool(objects) and name not in _SPOKEN


def _pairs(view: View, predicate: Predicate, cues: Sequence[Cue]) -> Iterator[Pair]:
    subjects, objects = _ends(view, predicate, bool(cues))
    if not subjects:
        return
    meant = [(other, _values(predicate, other)) for other in objects]
    for group in subjects:
        for other, values in meant:
            if values and group is not other and _possible(group, other, bool(cues)):
                alone = predicate.name in _ALONE or view.within(group, other)
                one = _nearest_thing(group, other) if alone else group
                cue = _left(view, _nearest(view, cues, one, other), other)
                yield Pair(predicate, one, other, cue, values)


def _values(predicate: Predicate, group: Group) -> list[str]:
    """What a group means, as far as a predicate can be said of that."""
    meant, like = group.meant(), predicate.like
    return [one for one in meant if like.search(one)] if like.pattern else meant


def _goes_on(view: View, predicate: Predicate) -> bool:
    """Whether a line may go on with a predicate that another has said before."""
    return predicate.name in _TOLD_ON and 0 < view.since(predicate.name) <= _LATELY


def _ends(view: View, predicate: Predicate, cued: bool) -> tuple[list[Group], list[Group]]:
    """The subjects and objects that come into question, in the line or meant by it."""
    subjects, objects = view.of(predicate.subject), view.of(predicate.object)
    told = subjects and (cued or _goes_on(view, predicate))
    meant = _OBJECTS.get(predicate.name) if told else None
    if objects and (not subjects or predicate.name in _FURTHER):
        subjects = [*subjects, *_missing(view, predicate, subjects, cued)]
    if meant and (not objects or predicate.name in _ALIKE):
        objects = [*objects, *view.implied(meant)]
    return subjects, objects


def _missing(
    view: View, predicate: Predicate, subjects: Sequence[Group], cued: bool
) -> Iterator[Group]:
    """Subjects of the kinds that the line does not name."""
    beside = predicate.name in _ALIKE
    have = {group.sign for group in subjects}
    for sign in predicate.subject if cued or not have else "":
        if sign in _SUBJECTS and (beside or sign not in have):
            yield from view.implied(sign)


def _possible(one: Group, other: Group, cued: bool) -> bool:
    """Whether the line names one of the two, and both only where they differ in kind or a cue
    tells what is said of them."""
    if one.implied or other.implied:
        return not (one.implied and other.implied)
    return cued or one.sign != other.sign


def _nearest_thing(one: Group, other: Group) -> Group:
    """Of a group the thing beside another: "A, B and C of Graz" says of C alone where it is."""
    if len(one.things) == 1 or one.implied:
        return one
    if other.implied:
        return one.alone(len(one.things) - 1)
    return one.alone(max(sum(place < other.first for place in one.places) - 1, 0))


def _left(view: View, cue: Cue | None, other: Group) -> Cue | None:
    """Return a cue; that something moved says that it left where it moved from."""
    if cue and cue.sort == "moved" and view.manner(other).preposition in _FROM:
        return cue._replace(sort="left")
    return cue


def _nearest(view: View, cues: Sequence[Cue], one: Group, other: Group) -> Cue | None:
    if len(cues) < 2:
        return cues[0] if cues else None
    shown = [group for group in (one, other) if not group.implied]
    return min(cues, key=lambda cue: _cost(view, cue, shown))


def _cost(view: View, cue: Cue, shown: Sequence[Group]) -> float:
    """How badly a cue goes with what the line names: it should stand near and between them."""
    gaps = [cue.gap(group.first, group.last) for group in shown]
    begin, end = min([group.first for group in shown]), max([group.last for group in shown])
    inside = len({cue.first >= group.last for group in shown}) == 2
    first, last = (cue.last, begin) if cue.first < begin else (end, cue.first)
    apart = view.clauses(first, last) if not inside and first < last else 0
    sort = _SORTS.get(cue.sort, 0.0)
    return 0.25 * sum(gaps) + 0.5 * min(gaps) + 1.5 * (not inside) + 2.0 * apart + sort
