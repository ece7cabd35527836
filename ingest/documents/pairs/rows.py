"""The features of a pair, by what they depend on: each row of them is made once for all pairs that
are alike in it, weighed, and kept."""

from __future__ import annotations

from functools import lru_cache

from ingest.documents.pairs.weights import Row, row

REMEMBERED = 1 << 16
"""How many rows of a sort are kept."""


@lru_cache(REMEMBERED)
def general(name: str, sort: str, order: str, kinds: str) -> Row:
    """Predicate, sort of cue, order, and the signs of both kinds."""
    return row(
        name,
        f"{name}|{order}",
        f"{name}|{sort}|{order}",
        f"{sort}|{order}",
        f"{name}|{kinds}",
    )


@lru_cache(REMEMBERED)
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


@lru_cache(REMEMBERED)
def guessed(which: str, name: str, sign: str, known: int, subjects: int, age: int) -> Row:
    """Of such an end: in which ways it was guessed, how many things of its kind the text has named,
    how many groups of the line may be the subject, how many lines ago its kind was named last."""
    end, ways = which[0], which[1:].split("+")
    features = [f"imp|{which}|{sign}|{known}", f"implone|{sign}|{subjects}"]
    features += [f"way|{end}|{of}|{way}" for way in ways for of in (sign, name)]
    return row(*features, f"age|{end}|{sign}|{age}", f"age|{name}|{age}")


@lru_cache(REMEMBERED)
def sorts(name: str, subject: str, object: str, *meant: bool) -> Row:
    """What sorts of organisations the ends are, "" for none, and whether they are only meant."""
    ends = zip("so", (subject, object), meant, strict=True)
    told = [(f"sort|{end}|{name}|{sort}", implied) for end, sort, implied in ends if sort]
    return row(*(one for of, implied in told for one in (of, f"{of}|{implied}")))


@lru_cache(REMEMBERED)
def apart(name: str, cued: bool, step: int, clauses: int, rivals: tuple[int, int]) -> Row:
    """How far apart two ends stand, what clauses begin between them, and what rivals of the subject
    and of the object stand there."""
    return row(
        f"so|{step}|{'c' if cued else '-'}",
        f"so|{step}|{name}",
        f"bso|{clauses}",
        f"bso|{clauses}|{name}",
        f"xs|{rivals[0]}|{name}",
        f"xo|{rivals[1]}|{name}",
    )


@lru_cache(REMEMBERED)
def between(first: str, name: str, words: str) -> Row:
    """The words between two ends, and which of them stands first."""
    return row(f"mid|{first}|{name}|{words}")


@lru_cache(REMEMBERED)
def at(which: str, name: str, order: str, step: int, clauses: int, rivals: int) -> Row:
    """How far an end stands from the cue, and what clauses and rivals stand between."""
    return row(
        f"g{which}|{step}|{order}",
        f"g{which}|{step}|{name}",
        f"b{which}|{clauses}",
        f"r{which}|{rivals}",
        f"r{which}|{rivals}|{name}",
    )


@lru_cache(REMEMBERED)
def before(which: str, name: str, order: str, sort: str, preposition: str) -> Row:
    """What stands before an end; ``sort`` is that of the cue, "-" without one."""
    features = (f"P{which}|{name}|{preposition}", f"P{which}|{name}|{order}|{preposition}")
    return row(*features, *([f"p{which}|{sort}|{order}|{preposition}"] if sort != "-" else []))


@lru_cache(REMEMBERED)
def beside(which: str, name: str, order: str, behind: str, sure: bool, many: bool) -> Row:
    """What stands behind an end, whether it is sure that it is meant, and whether it is a list."""
    features = (f"A{which}|{order}|{behind}", f"conf{which}|{'sure' if sure else 'ref'}|{name}")
    return row(*features, *([f"many{which}|{name}"] if many else []))


@lru_cache(REMEMBERED)
def begins(which: str, order: str) -> Row:
    """That the line begins with an end."""
    return row(f"begins{which}|{order}")


@lru_cache(REMEMBERED)
def case(which: str, language: str, name: str, order: str, ending: str) -> Row:
    """The case of an end, in a language that has cases."""
    return row(f"E{which}|{language}|{order}|{ending}", f"E{which}|{language}|{name}|{ending}")


@lru_cache(REMEMBERED)
def others(name: str, mine: int, others: tuple[str, ...], cues: int) -> Row:
    """What else the line has cues of, beside ``mine``, and how many it has of this predicate."""
    return row(
        f"other|{min(len(others), 3)}|{mine}",
        *(f"other|{name}|{other}|{mine}" for other in others),
        f"cues|{min(cues, 3)}",
    )


@lru_cache(REMEMBERED)
def told(name: str, said: bool, subject: bool, object: bool) -> Row:
    """What patterns say: the same, the same of another subject, or with another object."""
    features = ["said", f"said|{name}"] if said else []
    return row(*features, *[f"subject|{name}"] * subject, *[f"object|{name}"] * object)
