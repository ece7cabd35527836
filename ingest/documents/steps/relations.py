"""Relations, by the patterns of the language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from ingest.documents.findings import Relation
from ingest.documents.grammar import Grammar, Predicate, Rule, grammar, predicates
from ingest.documents.line import Line, Thing, body_start
from ingest.documents.pairs.candidates import Scout
from ingest.documents.pairs.weighing import weighed
from ingest.documents.periods import lasting
from ingest.documents.reading import Reading
from ingest.documents.referents import LIKELY, Memory
from ingest.documents.status import clause_begin, statuses

LEADS, TAKES_PART = "coordinator_of", "partner_in"
SURELY = 0.5
"""How sure a sentence must be of who coordinates, so that another cannot call that a partner; and
of when an event begins, so that who is there only plans it."""
ATTENDED = frozenset({"organised", "hosted", "participant_in"})
"""What somebody only plans while the event lies ahead."""


def relations(reading: Reading) -> None:
    """Add what the sentences say of the things that are mentioned in them.

    A title says little: it is made to be short, and what it says the text says again.
    """
    rules = grammar(reading.document.language)
    if not rules:
        return
    body = body_start(reading.document)
    memory = Memory.of(reading)
    found: dict[Relation, None] = {}
    before: Line | None = None
    scout = Scout.of(reading.document, rules)
    for plain in reading.lines():
        line = memory.understood(plain)
        reading.understood.append(line)
        titled = line.end <= body
        told = list(line_relations(line, rules, memory, titled))
        pairs = scout.candidates(line, memory, titled) if scout else ()
        for one in weighed(line, pairs, told, rules):
            found.setdefault(_shown(one, plain, before) if before else one)
        before = plain
    reading.sorts = memory.told_sorts()
    ahead = _ahead(_one_role(lasting(_surest(found), reading)), reading.document.date)
    reading.relations.extend(_surest(dict.fromkeys(ahead)))


def _shown(one: Relation, line: Line, before: Line) -> Relation:
    """A relation with a quote that begins with the line before, if that names an end that its own
    does not ("These three clusters …"), and the predicate asks for that."""
    predicate = predicates().get(one.predicate)
    unnamed = {one.subject, one.object} - _named(line)
    if predicate and predicate.shown and unnamed & _named(before):
        return one._replace(start=before.start)
    return one


def _named(line: Line) -> set[str]:
    """What the mentions in a line mean."""
    return {meant for cell in line.cells if cell.thing for meant in cell.thing.meant}


def line_relations(line: Line, rules: Grammar, memory: Memory, titled: bool) -> Iterator[Relation]:
    """What rules find in a line; loose ones tell only of what no other has told something."""
    things = [cell.text for cell in line.cells if cell.thing]
    signs = frozenset(_numbered(things))
    told: set[str] = set()
    words = line.words
    possible = _possible(memory.language, signs, titled)
    for number in sorted(possible.intersection(_numbers(memory.language, words))):
        rule = rules.rules[number]
        for found in _matches(line, rule, rules) if rule.pattern.fits(words) else ():
            for one in _relations(line, found, rule, rules, memory):
                if not (rule.loose and one.object in told):
                    yield one
                    told.add(one.object)


def _numbered(signs: Iterable[str]) -> Iterator[str]:
    """Yield signs, and twice in one those that there are two of."""
    seen: set[str] = set()
    for sign in signs:
        yield sign * 2 if sign in seen else sign
        seen.add(sign)


@lru_cache(maxsize=10_000)
def _possible(language: str, signs: frozenset[str], titled: bool) -> frozenset[int]:
    """Return which rules can match a line with these signs, or a title; most cannot.

    Signs are there twice where there are two such things.
    """
    rules = grammar(language)
    return frozenset(
        number
        for number, rule in enumerate(rules.rules if rules else ())
        if (rule.predicate.titled or not titled) and _needs_met(rule, signs)
    )


def _numbers(language: str, words: Iterable[str]) -> set[int]:
    """Return which rules may match a line with these words, by one of what each of them needs."""
    anchored = _anchored(language)
    return anchored[""].union(*[anchored[word] for word in words if word in anchored])


@cache
def _anchored(language: str) -> Mapping[str, set[int]]:
    """Return which rules need a word or another for it; under "" those that need none."""
    rules = grammar(language)
    found: defaultdict[str, set[int]] = defaultdict(set, {"": set()})
    for number, rule in enumerate(rules.rules if rules else ()):
        for word in min(rule.pattern.words, key=len, default=("",)):
            found[word].add(number)
    return dict(found)


def _needs_met(rule: Rule, signs: frozenset[str]) -> bool:
    """Whether there is a thing for each slot that is always filled, and another for the other."""
    kinds = {"S": rule.predicate.subject, "O": rule.predicate.object}
    slots = {kinds[slot] for slot in rule.pattern.needs}
    either = {one * times for kind in slots for one in kind for times in (1, 2)}
    two = len(set(rule.pattern.needs)) < 2 or len(signs & either) > 1
    return two and all(signs.intersection(kind) for kind in slots)


def _matches(line: Line, rule: Rule, rules: Grammar) -> Iterator[re.Match[str]]:
    at = 0
    while found := rule.pattern.expression.search(line.text, at):
        wrong = (rule.pattern.heads and _is_aside(line.text, found, rules)) or (
            rule.pattern.inverted and _is_led(line, found, rule, rules)
        )
        if not wrong:
            yield found
        at = found.start() + 1 if wrong else found.end()


def _is_aside(text: str, found: re.Match[str], rules: Grammar) -> bool:
    """Whether a preposition stands before whoever would do it, and no apposition behind."""
    if found["S"][0] not in "OP":
        return False
    before = text[max(found.start() - 40, 0) : found.start()]
    told = rules.apposition.match(text, found.end("S"))
    return not told and bool(rules.aside.search(before))


def _is_led(line: Line, found: re.Match[str], rule: Rule, rules: Grammar) -> bool:
    """Whether a verb before its subject has another one before it, or its object behind it."""
    if line.things(found.start(), found.start("S"), rule.predicate.object):
        return True
    begin = clause_begin(line.text, found.start(), rules)
    led = line.things(begin, found.start(), rule.predicate.subject)
    return any(not rules.aside.search(_before(line, thing)) for thing in led)


def _before(line: Line, thing: Thing) -> str:
    """The words of a line before a thing."""
    number = next((at for at, cell in enumerate(line.cells) if cell.thing is thing), 0)
    return " " + "".join(f"{cell.text} " for cell in line.cells[max(number - 4, 0) : number])


def _relations(
    line: Line, found: re.Match[str], rule: Rule, rules: Grammar, memory: Memory
) -> Iterator[Relation]:
    predicate = rule.predicate
    said = statuses(line, found, rule, rules)
    for subject in _slot(line, found, "S", predicate.subject, memory):
        for thing in _objects(line, found, rule, memory):
            if predicate.begins and rules.until.search(_before(line, thing)):
                continue
            if _turned(subject, thing, predicate, memory):
                continue
            confidence = rule.confidence * subject.confidence * thing.confidence
            for one, name, other in _told(subject, thing, rule):
                for status in said:
                    yield Relation(
                        one,
                        name,
                        other,
                        line.start,
                        line.end,
                        status,
                        round(confidence, 3),
                        rule.name,
                    )


def _turned(subject: Thing, thing: Thing, predicate: Predicate, memory: Memory) -> bool:
    """Whether only the subject is known to be of a sort that the object must be of."""
    sorts = predicate.sorts
    return bool(sorts) and memory.sort(subject) in sorts and memory.sort(thing) not in sorts


def _objects(line: Line, found: re.Match[str], rule: Rule, memory: Memory) -> Iterable[Thing]:
    """What a pattern says itself, or the things in its slot."""
    if rule.value:
        return (Thing("", line.start, line.end, (rule.value,)),)
    things = _slot(line, found, "O", rule.predicate.object, memory)
    sorts = rule.predicate.sorts
    return (one for one in things if not sorts or memory.sort(one) in {"", *sorts})


def _slot(
    line: Line, found: re.Match[str], slot: str, signs: str, memory: Memory
) -> Iterator[Thing]:
    """The things in a slot; for a pattern without it, what the text speaks of."""
    if found.groupdict().get(slot):
        yield from line.things(found.start(slot), found.end(slot), signs)
        return
    focus = memory.topics.get(signs) if slot + signs == "OO" else None
    focus = focus or memory.focus(signs, line, found.start())
    if focus:
        yield Thing(focus.kind, focus.start, focus.end, focus.meant, "", focus.confidence * LIKELY)


def _told(subject: Thing, thing: Thing, rule: Rule) -> Iterator[tuple[str, str, str]]:
    for one in subject.meant:
        for other in thing.meant:
            if one != other and rule.predicate.like.search(other):
                yield from ((one, *told) for told in rule.predicate.told(other))


def _one_role(found: list[Relation]) -> list[Relation]:
    """Leave no partner of whom another sentence says that it coordinates the project.

    A list of partners often has the coordinator in it. In one sentence both are left: there it may
    be of somebody else that the one or the other is said.
    """
    leads: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for one in found:
        if (one.predicate, one.status) == (LEADS, "stated") and one.confidence >= SURELY:
            leads[one.subject, one.object].add(one.end)
    return [
        one
        for one in found
        if (one.predicate, one.status) != (TAKES_PART, "stated")
        or leads[one.subject, one.object] <= {one.end}
    ]


def _ahead(found: list[Relation], date: str) -> Iterator[Relation]:
    """Yield relations; who organises an event or is there plans it, if it begins after the day of
    the document, a partial ISO date, "" for none."""
    later: defaultdict[str, set[bool]] = defaultdict(set)
    for one in found:
        if one.predicate == "starts" and one.confidence >= SURELY:
            exact = min(len(one.object), len(date))
            later[one.subject].add(one.object[:exact] > date[:exact])
    for one in found:
        planned = one.predicate in ATTENDED and later.get(one.object) == {True}
        yield one._replace(status="planned") if planned and one.status == "stated" else one


def _surest(found: dict[Relation, None]) -> list[Relation]:
    """Of what several rules found in a sentence the surest."""
    best: dict[tuple[str, str, str, int, str], Relation] = {}
    for one in found:
        key = (one.subject, one.predicate, one.object, one.end, one.status)
        if key not in best or best[key].confidence < one.confidence:
            best[key] = one
    return list(best.values())
