"""Words that mean a thing named before: "the project", "both clusters", "it"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ingest.documents.anchors import Anchors
from ingest.documents.cast import Cast
from ingest.documents.grammar import grammar
from ingest.documents.known import Known
from ingest.documents.line import SIGNS, Line, Thing
from ingest.documents.nouns import Nouns, group_of, noun_anchors, nouns
from ingest.documents.patterns import alternatives
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of

SURE, LIKELY = 0.9, 0.8
"""Confidence in what a noun such as "the project" means, and a pronoun or nothing at all."""

_JOINT = frozenset({"cluster", "association"})
"""Sorts of organisations whose pages tell of others."""
_NEAR = 2
"""So many lines back a pronoun inside a line may mean something."""
_PLACES = "LR"
_LEADS = "OPEA"
"""Signs of what a sentence can be about."""


@cache
def _pronoun(language: str) -> re.Pattern[str]:
    """A pronoun that a line begins with, or one that may stand inside."""
    begins, inside = map(alternatives, _pronouns(language).values())
    return re.compile(rf"^ (?:{begins})|(?<= )(?:{inside})")


@cache
def _pronoun_anchors(language: str) -> Anchors[str]:
    return Anchors(_pronouns(language))


def _pronouns(language: str) -> Mapping[str, Sequence[str]]:
    rules = grammar(language)
    return {one: rules.said[one] if rules else () for one in ("pronouns", "pronouns inside")}


@cache
def _we(language: str) -> re.Pattern[str]:
    """Words by which a publisher speaks of itself; a verb that needs no pronoun is the second."""
    rules = grammar(language)
    words, verbs = (alternatives(rules.said[name] if rules else ()) for name in ("we", "we verbs"))
    return re.compile(rf"(?<= )(?:{words}|(?P<verb>{verbs}))")


@cache
def _we_anchors(language: str) -> Anchors[str]:
    rules = grammar(language)
    return Anchors({name: rules.said[name] for name in ("we", "we verbs")} if rules else {})


@cache
def _sorts_of_types() -> Mapping[str, str]:
    """The sort of organisation that each class of the vocabulary is."""
    return {
        type_: sort for sort, types in rules_of("relations", "sorts").items() for type_ in types
    }


@cache
def _forms() -> frozenset[str]:
    """The words of legal forms that only companies have, folded."""
    return frozenset(rules_of("names", "any")["company_forms"])


def _has_form(words: Sequence[str]) -> bool:
    """Whether a name has such a form, be it with full stops: "b v"."""
    return not _forms().isdisjoint([*words, "".join(words[-2:]), "".join(words[-3:])])


@cache
def _hint(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<= ){alternatives(words)}")


def _crowds(language: str, line: Line) -> Iterator[tuple[int, re.Match[str]]]:
    """Words such as "both clusters", with how many they mean: 0 for several, 1 for any."""
    touched = _crowd_anchors(language).touched(line.words)
    for count, crowd in _crowd_words(language).items() if touched else ():
        yield from ((count, found) for found in crowd.finditer(line.text))


@cache
def _crowd_anchors(language: str) -> Anchors[int]:
    rules = grammar(language)
    return Anchors(rules.said["crowds"] if rules else {})


@cache
def _crowd_words(language: str) -> Mapping[int, re.Pattern[str]]:
    rules = grammar(language)
    listed = rules.said["crowds"] if rules else {}
    return {
        count: re.compile(rf"(?<= ){alternatives(words)}(?!O\d)") for count, words in listed.items()
    }


@dataclass
class Memory:
    """What the lines so far were about.

    ``often``: how often the whole text names each thing, by sign and what is meant.
    ``topics``: the first thing of each kind, by its sign: what the whole text speaks of.
    ``recent``: the first of the latest line that names one, the line last understood aside;
    ``nearest`` the last of it, ``ages`` the number of that line. ``people``: the organisations by
    what they are and how they are called, as the text first names them; ``cast`` how lately, and
    where each is at home. ``spoken``: the number of the latest line that has a cue of each
    predicate.
    """

    language: str
    known: Known | None = None
    often: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    lines: list[list[Thing]] = field(default_factory=list)
    topics: dict[str, Thing] = field(default_factory=dict)
    recent: dict[str, Thing] = field(default_factory=dict)
    nearest: dict[str, Thing] = field(default_factory=dict)
    ages: dict[str, int] = field(default_factory=dict)
    sorts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    people: dict[tuple[str, str], Thing] = field(default_factory=dict)
    spoken: dict[str, int] = field(default_factory=dict)
    cast: Cast = field(init=False)

    def __post_init__(self) -> None:
        self.cast = Cast(self.language, self.known, self.often.get(SIGNS["organisation"], {}))

    @classmethod
    def of(cls, reading: Reading) -> Memory:
        """The memory of a document that is yet to be gone through."""
        often: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in reading.mentions:
            often[SIGNS[one.kind]][one.meant] += 1
        return cls(reading.document.language, reading.known, often)

    def understood(self, line: Line) -> Line:
        """Return a line in which words that mean a thing named before are its sign; remember it."""
        touched = noun_anchors(self.language).touched(line.words)
        for kind, known in nouns(self.language).items() if touched else ():
            if kind in touched:
                line = self._with_nouns(line, kind, known)
        line = self._with_pronoun(self._with_crowds(self._with_us(line)))
        if self.lines:
            self._passed(self.lines[-1])
        self.lines.append([cell.thing for cell in line.cells if cell.thing])
        self.cast.saw(line, len(self.lines))
        for thing in self.lines[-1]:
            self.topics.setdefault(SIGNS[thing.kind], thing)
            self.named[SIGNS[thing.kind]].add(thing.meant[0])
            if thing.kind == "organisation":
                self.people.setdefault((thing.meant[0], thing.words), thing)
                if not self._sorts(thing) and _has_form(thing.words.split()):
                    self.sorts[thing.meant[0]].add("company")
        return line

    def _passed(self, things: Sequence[Thing]) -> None:
        """Remember what the line before has named."""
        self.recent.update({SIGNS[one.kind]: one for one in reversed(things)})
        for one in things:
            self.nearest[SIGNS[one.kind]] = one
            self.ages[SIGNS[one.kind]] = len(self.lines)

    def focus(self, signs: str, line: Line, before: int) -> Thing | None:
        """Return what is meant when nothing is said: the last thing of these kinds in the line
        before a place in its text, else the next behind, else what sentences before were about."""
        here = line.things(0, before, signs)
        if here:
            return here[-1]
        behind = line.things(before, len(line.text), signs)
        if behind:
            return behind[0]
        return next(self._candidates(signs, self.lines[:-1]), None)

    def _candidates(self, signs: str, lines: Sequence[Sequence[Thing]]) -> Iterator[Thing]:
        """Things of some kinds, of the latest line first, in each as they stand."""
        for things in reversed(lines):
            yield from (thing for thing in things if SIGNS[thing.kind] in signs)

    def _with_nouns(self, line: Line, kind: str, known: Nouns) -> Line:
        if any(cell.thing and cell.thing.kind == kind for cell in line.cells):
            if kind == "organisation":
                self._describe(line, known)
            for found in reversed(list(known.named.finditer(line.text))):
                line = self._named(line, known, found)
        for found in reversed(list(known.meant.finditer(line.text))):
            thing = self._meant(line, kind, known, found)
            if thing:
                places = line.things(found.start(), found.end(), _PLACES)
                start = found.start("noun") if places else found.start()
                line = line.replaced(*line.between(start, found.end()), thing)
        return line

    def _describe(self, line: Line, known: Nouns) -> None:
        """Remember of what sort the organisations of a line are said to be."""
        for found in known.described.finditer(line.text):
            (thing,) = line.things(found.start(), found.start() + 1, SIGNS["organisation"])
            self.sorts[thing.meant[0]].add(known.group(found["noun"].strip()))

    def _named(self, line: Line, known: Nouns, found: re.Match[str]) -> Line:
        """A thing takes in the noun beside it, which tells of what sort it is."""
        noun = found["before"] or found["behind"]
        if not noun:
            return line
        (thing,) = line.things(found.start("sign"), found.end("sign"), "".join(SIGNS.values()))
        self.sorts[thing.meant[0]].update({known.group(noun.strip())} - {""})
        first, last = line.between(found.start(), found.end())
        return line.replaced(first, last, thing)

    def _meant(self, line: Line, kind: str, known: Nouns, found: re.Match[str]) -> Thing | None:
        """What a noun stands for: the last such thing, in this line or before."""
        if kind == "organisation":
            return self._one_of_cast(line, known.group(found["noun"].strip()), found)
        here = line.things(0, found.start(), SIGNS[kind])
        last = here[-1] if here else next(self._candidates(SIGNS[kind], self.lines), None)
        return self._as(last, line, found, SURE) if last else None

    def _one_of_cast(self, line: Line, group: str, found: re.Match[str]) -> Thing | None:
        """Which organisation a noun stands for: one of its sort, or of no sort that is told; that
        which is at home where words beside the noun say."""
        number = len(self.lines) + 1
        self.cast.saw(line.until(found.start()), number)
        sorts = {one.meant: self._sorts(one.thing) for one in self.cast.members.values()}
        of_sort = {meant for meant, told in sorts.items() if group in told}
        first = next(iter(sorts), "")
        able = [
            one
            for one in self.cast.members.values()
            if one.meant in of_sort
            or (not sorts[one.meant] and (group not in _JOINT or one.meant == first))
        ]
        one = self.cast.likeliest(self.cast.at_home(able, line, found) or able, of_sort, number)
        if not one:
            return None
        return self._as(one.thing, line, found, SURE if one.meant in of_sort else LIKELY)

    def _sorts(self, thing: Thing) -> set[str]:
        """What sorts a thing is of, by words beside it, what is known of it, or its name."""
        told = self.sorts.get(thing.meant[0])
        if told:
            return told
        sort = self._type(thing) or group_of(self.language, thing.kind, thing.words)
        return {sort} if sort else set()

    def _type(self, thing: Thing) -> str:
        """The sort of a thing that is known, "" for none."""
        one = self.known.things.get(thing.meant[0]) if self.known else None
        return _sorts_of_types().get(one.type, "") if one else ""

    def sort(self, thing: Thing) -> str:
        """Return what sort of organisation a thing is, "" where nothing tells."""
        return min(self._sorts(thing), default="")

    def told_sorts(self) -> dict[str, str]:
        """Return of what sort each organisation is (by id or slug) of which one sort is told."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for (meant, _), thing in self.people.items():
            found[meant] |= self._sorts(thing)
        return {meant: min(sorts) for meant, sorts in found.items() if len(sorts) == 1}

    def _with_crowds(self, line: Line) -> Line:
        """Words for several organisations are the sign of all of them."""
        for count, found in reversed(list(_crowds(self.language, line))):
            meant = self._crowd(count, line.things(0, found.start(), "O"))
            if meant:
                first, last = line.between(found.start(), found.end())
                crowd = Thing("organisation", 0, 0, meant, confidence=LIKELY)
                line = line.replaced(first, last, crowd)
        return line

    def _crowd(self, count: int, here: Sequence[Thing]) -> tuple[str, ...]:
        """Who is meant by words for so many: those before in the line, else in the last sentence
        that names several, else in as many sentences as it takes, if the number is right then."""
        before = tuple(dict.fromkeys(one for thing in here for one in thing.meant))
        if count > 1 and len(before) == count:
            return before
        several = (one for one in self._named_together() if len(one) >= (1 if count == 1 else 2))
        last = next(several, ())
        return last if count < 2 or len(last) == count else self._gathered(count)

    def _gathered(self, count: int) -> tuple[str, ...]:
        """As many organisations as the last sentences name, () where they do not come to that."""
        named: dict[str, None] = {}
        for together in self._named_together():
            named.update(dict.fromkeys(together))
            if len(named) >= count:
                break
        return tuple(named) if len(named) == count else ()

    def _named_together(self) -> Iterator[tuple[str, ...]]:
        """Organisations by sentence, the last one first."""
        for things in reversed(self.lines):
            named = (thing.meant for thing in things if thing.kind == "organisation")
            yield tuple(dict.fromkeys(one for meant in named for one in meant))

    def _with_us(self, line: Line) -> Line:
        """Words such as "we" are the sign of who publishes the text; a verb stays behind it."""
        touched = _we_anchors(self.language).touched(line.words)
        found = list(_we(self.language).finditer(line.text)) if touched else ()
        speaker = self.speaker() if found else None
        if not speaker:
            return line
        for one in reversed(found):
            first, last = line.between(one.start(), one.end())
            thing = self._as(speaker, line, one, LIKELY)
            line = line.replaced(first, first if one["verb"] else last, thing)
        return line

    def speaker(self) -> Thing | None:
        """Return who publishes the text: the first network that it names, else whoever is first."""
        joint = (one for one in self.people.values() if not _JOINT.isdisjoint(self._sorts(one)))
        return next(joint, next(iter(self.people.values()), None))

    def _with_pronoun(self, line: Line) -> Line:
        """A pronoun is the sign of what it means, if no organisation stands before it."""
        if not _pronoun_anchors(self.language).touched(line.words):
            return line
        found = _pronoun(self.language).search(line.text)
        if not found or line.things(0, found.start(), SIGNS["organisation"]):
            return line
        lead = self._inside() if found.start() else self._lead(line)
        if not lead:
            return line
        first, last = line.between(max(found.start(), 1), found.end())
        return line.replaced(first, last, self._as(lead, line, found, LIKELY))

    def _inside(self) -> Thing | None:
        """What a pronoun inside a line means: an organisation that the last two have named."""
        number = len(self.lines) + 1
        near = [one for one in self.cast.members.values() if number - one.last <= _NEAR]
        one = self.cast.likeliest(near, (), number)
        return one.thing if one else None

    def _lead(self, line: Line) -> Thing | None:
        """What a pronoun means: of the last sentence the kind of thing that such a verb is said
        of, "takes place" of an event, else what it was about."""
        rules = grammar(self.language)
        hints = rules.said["pronoun hints"].items() if rules else ()
        hinted = [SIGNS[kind] for kind, words in hints if _hint(*words).search(line.text)]
        for signs in (*hinted, _LEADS):
            if lead := next(self._candidates(signs, self.lines[-1:]), None):
                return lead
        return None

    def _as(self, thing: Thing, line: Line, found: re.Match[str], confidence: float) -> Thing:
        first, last = line.between(max(found.start(), 1), found.end())
        return thing._replace(
            start=line.cells[first].start,
            end=line.cells[last - 1].end,
            confidence=thing.confidence * confidence,
        )
