"""From a name as people write it to the technology or region that it means.

A name that several things have is ambiguous; a misspelt one is taken when one candidate is clearly
nearest. Everything else is an error that carries the nearest candidates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from graph.errors import AmbiguousNameError, Suggestion, UnknownNameError
from graph.golden.technology_tree import TechnologyTree
from graph.ledger.identity import entity_id
from graph.question.answer import Understood
from ontology.fold import fold
from ontology.region import AmbiguousRegion, Region, RegionError
from ontology.regions import load_regions

NEAR = 82
"""The least likeness (0..100) at which a misspelt name is taken."""
CLEAR = 6
"""By how much it must be nearer than the next other thing."""
SHOWN = 5
SCHEME_CODE = re.compile(r"([a-z]+):(\S+)", re.IGNORECASE)
"""A technology as another scheme's code: ``euroscivoc:/23/53/373``."""
ADDRESS = ("http://", "https://")


class TechnologyNames:
    """The names of all technologies of a graph, ready to be looked up."""

    def __init__(self, tree: TechnologyTree) -> None:
        self._tree = tree
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for entity in tree.entities.values():
            for name in entity.called():
                self._named[fold(name)].add(entity.id)

    def understand(self, asked: str) -> Understood:
        """Return the technology that ``asked`` means.

        Raises ``AmbiguousNameError`` or ``UnknownNameError`` with candidates.
        """
        name = asked.strip()
        if not self._named:
            raise UnknownNameError(
                f"no technology is called '{asked}', for the graph is empty: `lumigraph ingest "
                "PATH` fills it (`as_of` asks what it knew at a time)",
                asked,
            )
        if not fold(name):
            raise UnknownNameError("no technology is named: give a name or a code", asked)
        id_ = self._by_id(name)
        if id_:
            return self._understood(asked, [id_])
        ids = self._called(fold(name))
        if ids:
            return self._understood(asked, ids)
        return self._misspelt(asked)

    def _by_id(self, name: str) -> str:
        """Return the id that ``name`` is as URI, id, or ``scheme:code``; '' if it is none."""
        last = name.rsplit("/", 1)[-1] if name.startswith(ADDRESS) else name
        code = SCHEME_CODE.fullmatch(last)
        made = entity_id([f"{code[1].lower()}:{code[2]}"]) if code else last
        return made if made in self._tree.entities else ""

    def _called(self, folded: str) -> list[str]:
        """Return the ids that have this very name: of our own scheme, else of others."""
        ids = self._named.get(folded, set())
        return sorted({id_ for id_ in ids if not self._is_foreign(id_)} or ids)

    def _is_foreign(self, id_: str) -> bool:
        return ":" in self._tree.entities[id_].keys[0]

    def _understood(self, asked: str, ids: Sequence[str], *, corrected: bool = False) -> Understood:
        if len(ids) > 1:
            raise ambiguous(asked, [self._suggestion(id_, 100) for id_ in ids])
        return Understood(asked, ids[0], self._tree.entities[ids[0]].label, corrected)

    def _misspelt(self, asked: str) -> Understood:
        if asked.strip().startswith(ADDRESS):
            raise UnknownNameError(
                f"no technology has the URI '{asked}': give its name, or the id with which its URI "
                "ends",
                asked,
            )
        if SCHEME_CODE.fullmatch(asked.strip()):
            raise UnknownNameError(
                f"no technology has the code '{asked}': another scheme's codes are known once a "
                "source that uses them is in, such as a CORDIS bundle",
                asked,
            )
        found = self.nearest(asked)
        if clearly_nearest(found):
            return self._understood(asked, [found[0].id], corrected=True)
        raise UnknownNameError(unknown("technology", asked, found), asked, found)

    def nearest(self, asked: str, limit: int = SHOWN) -> list[Suggestion]:
        """Return the technologies whose names resemble ``asked``, nearest first."""
        folded = fold(asked)
        alike = process.extract(folded, self._named.keys(), scorer=fuzz.ratio, limit=50)
        likely = {name: likeness for name, likeness, _ in alike} | self._swapped(folded)
        best: dict[str, int] = {}
        for name, likeness in likely.items():
            if round(likeness) == 0:  # as of names in scripts that no name here is in
                continue
            for id_ in self._called(name):
                best[id_] = max(best.get(id_, 0), round(likeness))
        ordered = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return [self._suggestion(id_, likeness) for id_, likeness in ordered[:limit]]

    def _swapped(self, folded: str) -> dict[str, float]:
        """Return the names of which ``folded`` has two neighbouring letters swapped.

        That is the commonest slip of a hand, so they are a third nearer than their letters say.
        """
        names = (
            f"{folded[:n]}{folded[n + 1]}{folded[n]}{folded[n + 2 :]}"
            for n in range(len(folded) - 1)
        )
        return {
            name: (2 * fuzz.ratio(folded, name) + 100) / 3 for name in names if name in self._named
        }

    def _suggestion(self, id_: str, likeness: int) -> Suggestion:
        return Suggestion(id_, self._tree.entities[id_].label, likeness)


def understand_region(asked: str) -> tuple[Understood, Region]:
    """Return the region that ``asked`` means: a code, or a name in any language.

    Raises ``AmbiguousNameError`` or ``UnknownNameError`` with candidates.
    """
    try:
        found = load_regions().understand(asked.strip())
    except RegionError as error:
        candidates = [_region_suggestion(region) for region in error.candidates]
        ambiguous = isinstance(error, AmbiguousRegion)
        kind = AmbiguousNameError if ambiguous else UnknownNameError
        raise kind(str(error), asked, candidates) from error
    region = found.region
    by_code = asked.strip().upper().removeprefix("NUTS:").removeprefix("ISO:") in region.codes
    others = () if by_code else tuple(map(_region_suggestion, found.others))
    known = Understood(asked, region.id, region.name(), found.corrected, others, _note(region))
    return known, region


def _note(region: Region) -> str:
    """Say which NUTS a region is of that newer versions no longer have, or that none has it."""
    if region.parent and load_regions().get(region.id) is None:
        around = load_regions().chain(region)[0]
        return f"no list of regions here has {region.id}; it is read as a part of {around.name()}"
    if not region.is_former:
        return ""
    years = ", ".join(sorted({year for version in region.versions.values() for year in version}))
    return f"{region.id} is a region of NUTS {years}; later versions do not have it"


def _region_suggestion(region: Region) -> Suggestion:
    return Suggestion(region.id, region.name(), 100)


def clearly_nearest(found: Sequence[Suggestion]) -> bool:
    """Tell whether the first of ``found`` is near enough, and nearer than all others."""
    if not found or found[0].nearness < NEAR:
        return False
    return len(found) == 1 or found[0].nearness - found[1].nearness >= CLEAR


def ambiguous(asked: str, candidates: Sequence[Suggestion]) -> AmbiguousNameError:
    """Return the error for a name that several things have."""
    named = " or ".join(f"{one.label} ({one.id})" for one in candidates[: 2 * SHOWN])
    return AmbiguousNameError(f"'{asked}' may mean {named}: ask for one of them", asked, candidates)


def unknown(what: str, asked: str, found: Iterable[Suggestion]) -> str:
    """Return the message for a name that nothing has."""
    near = ", ".join(f"{one.label} ({one.id})" for one in found)
    hint = f"Nearest: {near}" if near else "A search finds what there is"
    return f"no {what} is called '{asked}'. {hint}"
