"""The features of a pair, by what they depend on: each row of them is made once for all pairs that
are alike in it, weighed, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.documents.pairs.weights import Row, row

REMEMBERED = 1 << 16
"""How many rows are kept of a sort that depends on words; of the others there are only so many."""


@cache
def general(name: str, sort: str, order: str, kinds: str) -> Row:
    """Predicate, sort of cue, order, and the signs of both kinds."""
    return row(
        name,
        f"{name}|{order}",
        f"{name}|{sort}|{order}",
        f"{sort}|{order}",
        f"{name}|{kinds}",
    )


@cache
def meant(name: str, sort: str, which: str, step: int | str, begins: bool) -> Row:
    """Of an end that the line does not name: ``which`` and how it was guessed, how far the other
    is from the cue, whether the cue begins the line."""
    return row(
        f"{name}|{which}",
        f"imp|{which}|{sort}",
        f"impgap|{which}|{step}|{sort}",
        f"impgap|{name}|{step}",
        f"impbegin|{which}|{begins}",
    )


@cache
def guessed(which: str, name: str, sign: str, known: int, subjects: int, age: int) -> Row:
    """Of such an end: in which ways it was guessed, how many things of its kind the text has named,
    how many groups of the line may be the subject, how many lines ago its kind was named last."""
    end, ways = which[0], which[1:].split("+")
    features = [f"imp|{which}|{sign}|{known}", f"implone|{sign}|{subjects}"]
    features += [f"way|{end}|{of}|{way}" for way in ways for of in (sign, name)]
    return row(*features, f"age|{end}|{sign}|{age}", f"age|{name}|{age}")


class Alone(NamedTuple):
    """What is so of an end that the line names, whatever else it means: the order, how far it
    stands from the cue, whether that begins the line, and features."""

    order: str
    step: int | str
    begins: bool
    rows: Sequence[Row]


class Standing(NamedTuple):
    """How much of a text is about a thing: whether the paragraph has named it ``here``, how many
    things of its kind the whole text names, and whether it is the one named most."""

    here: bool
    among: int
    most: bool


@cache
def standing(which: str, name: str, sign: str, standing: Standing, since: int, cued: bool) -> Row:
    """Of such an end: how much of the text is about it, and how many lines ago the text had a cue
    of the predicate; 0 for never."""
    end, (here, among, most) = which[0], standing
    return row(
        f"here|{end}|{sign}|{here}|{among}|{most}",
        f"here|{end}|{name}|{here}",
        f"here|{which}|{here}",
        f"most|{end}|{sign}|{among}|{most}",
        f"since|{end}|{cued}|{since}",
        f"since|{end}|{name}|{cued}|{since}",
        f"since|{end}|{name}|{since}|{here}",
    )


@cache
def sorts(name: str, subject: str, object: str, *meant: bool) -> Row:
    """What sorts of organisations the ends are, "" for none, and whether they are only meant."""
    ends = zip("so", (subject, object), meant, strict=True)
    told = [(f"sort|{end}|{name}|{sort}", implied) for end, sort, implied in ends if sort]
    return row(*(one for of, implied in told for one in (of, f"{of}|{implied}")))


@cache
def apart(
    name: str, cued: bool, step: int, clauses: int, rivals: tuple[int, int], since: int
) -> Row:
    """How far apart two ends stand, what clauses begin between them, what rivals of the subject and
    of the object stand there, and how many lines ago the text had a cue of the predicate."""
    return row(
        f"so|{step}|{'c' if cued else '-'}",
        f"so|{step}|{name}",
        f"bso|{clauses}",
        f"bso|{clauses}|{name}",
        f"xs|{rivals[0]}|{name}",
        f"xo|{rivals[1]}|{name}",
        f"since||{cued}|{since}",
        f"since||{name}|{cued}|{since}",
    )


@lru_cache(REMEMBERED)
def between(first: str, name: str, words: str) -> Row:
    """The words between two ends, and which of them stands first."""
    return row(f"mid|{first}|{name}|{words}")


@cache
def at(which: str, name: str, order: str, step: int, clauses: int, rivals: int) -> Row:
    """How far an end stands from the cue, and what clauses and rivals stand between."""
    return row(
        f"g{which}|{step}|{order}",
        f"g{which}|{step}|{name}",
        f"b{which}|{clauses}",
        f"r{which}|{rivals}",
        f"r{which}|{rivals}|{name}",
    )


class Manner(NamedTuple):
    """How a group stands in its line: the sort of preposition before it, the mark behind it,
    whether it is sure that it is meant, whether it is a list, whether the line begins with it, and
    language and ending in a language that has cases."""

    preposition: str
    behind: str
    sure: bool
    many: bool
    begins: bool
    language: str = ""
    ending: str = ""


@lru_cache(REMEMBERED)
def beside(which: str, name: str, order: str, sort: str, manner: Manner) -> Row:
    """How an end stands in its line; ``sort`` is that of the cue, "-" without one."""
    before, language = manner.preposition, manner.language
    features = [f"P{which}|{name}|{before}", f"P{which}|{name}|{order}|{before}"]
    features += [f"p{which}|{sort}|{order}|{before}"] if sort != "-" else []
    features.append(f"A{which}|{order}|{manner.behind}")
    features.append(f"conf{which}|{'sure' if manner.sure else 'ref'}|{name}")
    features += [f"many{which}|{name}"] if manner.many else []
    if language:
        features.append(f"E{which}|{language}|{order}|{manner.ending}")
        features.append(f"E{which}|{language}|{name}|{manner.ending}")
    features += [f"begins{which}|{order}"] if manner.begins else []
    return row(*features)


@cache
def others(name: str, mine: int, others: tuple[str, ...], cues: int) -> Row:
    """What else the line has cues of, beside ``mine``, and how many it has of this predicate."""
    return row(
        f"other|{min(len(others), 3)}|{mine}",
        *(f"other|{name}|{other}|{mine}" for other in others),
        f"cues|{min(cues, 3)}",
    )


@cache
def said(name: str, order: str, subject: str, object: str, *, cued: bool) -> Row:
    """What a pattern says too: with both ends named in the line, or how they were guessed."""
    ends = "".join(end for end, one in (("s", subject), ("o", object)) if one) or "named"
    return row(
        "said",
        f"said|{name}",
        f"said|{ends}|{cued}",
        f"said|{order}",
        f"said|{ends}|{name}",
    )


@cache
def status(name: str, sort: str, order: str, said: tuple[str, ...], hints: tuple[str, ...]) -> Row:
    """What the line says of a pair: that it is so, planned, denied or over; and of which of these
    it has words anywhere, which may be said of it or of something else."""
    told = "+".join(said)
    return row(
        f"status|{told}|{name}",
        f"status|{told}|{sort}|{order}",
        f"hints|{told}|{len(hints)}",
        *(f"hint|{told}|{hint}" for hint in hints),
        *(f"hint|{told}|{hint}|{name}" for hint in hints),
    )


@cache
def named(name: str, which: str, sign: str, rule: str) -> Row:
    """How the name of an end was found: some rules find more of what is none, or not the whole."""
    return row(f"named|{sign}|{rule}", f"named|{which}|{name}|{rule}")


@cache
def told(name: str, subject: bool, object: bool) -> Row:
    """What patterns say instead: the same of another subject, or with another object."""
    return row(*[f"subject|{name}"] * subject, *[f"object|{name}"] * object)
