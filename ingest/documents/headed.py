"""Names of organisations by their heads: "Aarhus Light Campus", "Institut für Optik"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.documents.gazetteer import place_named
from ingest.documents.naming import Naming
from ingest.documents.runs import Run, Word
from ontology.fold import fold

_ELIDED = "d"
PURPOSES = frozenset({"for", "fur", "pour", "para", "per", "dla"})
"""Small words before what an institute is for."""


def headed(run: Run, naming: Naming) -> Iterator[Run]:
    """Yield the parts of a run that are names with a head."""
    for clause in clauses(run, naming):
        name = trimmed(_around_head(clause, naming), naming)
        if _says_enough(name, naming):
            yield name


def clauses(run: Run, naming: Naming) -> Iterator[Run]:
    """Part a run at its conjunctions, except where topics stand on both sides of one."""
    begun = 0
    for place, word in enumerate(run):
        if not word.small or fold(word.text) not in naming.conjunctions:
            continue
        sides = (run[place - 1], run[place + 1])
        if is_halved(sides[0], word) and naming.heads_name(sides[1].text):
            continue
        if not all(naming.topical(side.text) for side in sides) and not _serves(
            run[begun:place], sides[1], naming
        ):
            yield run[begun:place]
            begun = place + 1
    yield run[begun:]


def is_halved(before: Word, joint: Word) -> bool:
    """Whether a hyphen stands between a word and a conjunction: "Industrie- und Handelskammer"."""
    return joint.start - before.end > 1


def _serves(name: Run, topic: Word, naming: Naming) -> bool:
    """Whether a topic goes on with what a name is for: "Institut für Zelltherapie und
    Immunologie"."""
    heads = [at for at, word in enumerate(name) if naming.leads(word.text)]
    return (
        bool(heads)
        and naming.topical(topic.text)
        and any(fold(word.text) in PURPOSES for word in name[heads[0] :])
    )


def trimmed(run: Run, naming: Naming) -> Run:
    """Return a run without small words, openers and numbers before the name."""
    begin = 0
    while begin < len(run) and _no_beginning(run[begin], naming):
        begin += 1
    end = len(run)
    while end > begin and (run[end - 1].small or _is_year(run[begin:end])):
        end -= 1
    return run[begin:end]


def _is_year(run: Run) -> bool:
    """Whether a run ends with a year behind a small word: "en 2020"."""
    return len(run) > 1 and run[-2].small and run[-1].text.isdigit()


def _no_beginning(word: Word, naming: Naming) -> bool:
    return word.small or word.text.isdigit() or naming.starts(word.text)


def _around_head(clause: Run, naming: Naming) -> Run:
    """Return the words from the left of the first head to the end; none without a head."""
    for place, word in enumerate(clause):
        if naming.heads_name(word.text) or (place and naming.ends_brand(word.text)):
            return _before_count(clause[_left_of(clause, place, naming) :], naming)
    return ()


def _before_count(name: Run, naming: Naming) -> Run:
    """Return a name without a number and what it counts: "der Cluster 71 Mitglieder"."""
    if not naming.capital_nouns:
        return name
    for place, word in enumerate(name[:-1]):
        if word.text.isdigit() and not place_named(name[place + 1].text, naming.language):
            return name[:place]
    return name


def _left_of(clause: Run, place: int, naming: Naming) -> int:
    """Return where the words before a head begin: no further than a small word that joins two,
    unless it is a "d'" inside one: "Vall d'Hebron Institut"."""
    while place and (
        not clause[place - 1].small
        or clause[place - 1].text == _ELIDED
        or fold(clause[place - 1].text) in naming.conjunctions
    ):
        if _describes(clause[place - 1], naming):
            break
        place -= 1
    return place


def _describes(word: Word, naming: Naming) -> bool:
    """Whether a noun in capitals says what follows: "der Filterspezialist Solling Coatings"."""
    return (
        naming.capital_nouns
        and naming.announces(word.text, "organisation")
        and not naming.heads_name(word.text)
    )


def _says_enough(name: Sequence[Word], naming: Naming) -> bool:
    """Whether more than a head is there, and beside a mere brand word one that is no topic."""
    if any(naming.is_other(word.text) for word in name):
        return False
    capitals = [word.text for word in name if not word.small and not word.text.isdigit()]
    if len(capitals) < 2:
        return any(word.count("-") > 1 and naming.heads_name(word) for word in capitals)
    if any(naming.heads_name(word) for word in capitals):
        return True
    return not all(naming.topical(word) or naming.ends_brand(word) for word in capitals)
