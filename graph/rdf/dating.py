"""When what a document tells last changed: the ``Last-Modified`` of the entity, not of the graph.

It is never before the last change of anything that the document shows: the entity's own facts, its
relations and who states them, the names and classes of its neighbours, what lies above it, and what
is told of the sources. It may be later, as when a relation came that the document does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from graph.curating.entry import is_by_hand
from graph.rdf.document import Description
from graph.records import SourceInfo
from graph.store import GraphStore
from graph.stored import Changed, Revision, SourceVersion

NEVER = Changed(0, 0)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the revisions of a store tell, as of the ``last``.

    ``sources``: name → since which revision it is told of a source what is told now; ``standing``
    are those that were not retracted. ``by_hand`` is the last revision that entered something by
    hand or took it back, 0 for none.
    """

    last: Revision
    revisions: Mapping[int, Revision]
    sources: Mapping[str, int]
    standing: Mapping[str, SourceInfo]
    by_hand: int

    @classmethod
    def of(cls, store: GraphStore, last: Revision) -> Calendar:
        """Return that of ``store``, whose last revision was read before."""
        revisions = {one.number: one for one in store.revisions()}
        versions = store.ledger.sources(closed=True)
        by_name = groupby(versions, lambda one: one.info.name)
        return cls(
            last,
            revisions,
            {name: _since([*some]) for name, some in by_name},
            {one.info.name: one.info for one in versions if one.closed is None},
            max(_by_hand(versions, revisions.values()), default=0),
        )

    def revision(self, number: int) -> Revision:
        """Return the revision of a number; the last for what came since, or is not known."""
        return self.revisions.get(min(number, self.last.number), self.last)


def _by_hand(versions: Iterable[SourceVersion], revisions: Iterable[Revision]) -> Iterator[int]:
    """Yield the revisions of entries by hand: that made one, took it back, or erased it."""
    for one in versions:
        if is_by_hand(one.info.name):
            yield one.closed or one.opened
    yield from (one.number for one in revisions if is_by_hand(one.note))


def _since(versions: Sequence[SourceVersion]) -> int:
    """Return since which revision a source is told of as in the last of its ``versions``."""
    now = _told(versions[-1].info)
    return [*takewhile(lambda one: _told(one.info) == now, reversed(versions))][-1].opened


def _told(info: SourceInfo) -> tuple[str, ...]:
    return (info.title, info.licence, info.attribution)


def last_change(store: GraphStore, described: Description, calendar: Calendar) -> int:
    """Return the revision that last changed anything of a document.

    ``calendar`` was made before ``described`` was read, so that what is written meanwhile cannot
    give what is older a later date.
    """
    entity = described.entity
    changes = store.golden.changes({entity.id, *described.ends, *described.above})
    related = [changes.get(id_, NEVER).related for id_ in (entity.id, *described.above)]
    named = [one.written for one in changes.values()]
    told = [calendar.sources.get(name, calendar.last.number) for name in described.sources]
    return max(*related, *named, *told)
