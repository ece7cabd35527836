"""Are the public store and the one for the house in line with each other?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from graph.doctor.check import Check
from graph.ledger.following import unrepeated
from graph.ledger.holdings import Erased, Holdings, nothing_made
from graph.ledger.visibility import Visibility
from graph.records import SourceInfo
from graph.store import GraphStore

Sense = tuple[str, str, str]


class Pair:
    """The two stores of a graph as they are, before anybody brings them in line.

    ``today`` and ``erased`` are those of ``Holdings``.
    """

    def __init__(
        self,
        public: GraphStore,
        internal: GraphStore,
        today: str,
        erased: Erased = nothing_made,
    ) -> None:
        self._public = public
        self._internal = internal
        self._today = today
        self._erased = erased

    def checks(self) -> list[Check]:
        """Return what may be out of line."""
        return [
            Check("leaked", partial(_lasting, self.leaked), self.settle, apart=True),
            Check("pair", partial(_lasting, self.unlike), self.settle, apart=True),
        ]

    def leaked(self) -> Iterator[str]:
        """Yield the sources in the public store that are not public."""
        for name, info in _sources(self._public).items():
            if not self._is_public(info):
                yield f"{name} is {info.visibility}"

    def unlike(self) -> Iterator[str]:
        """Yield the public sources and judgements that the two stores do not share."""
        public, held = _sources(self._public), _sources(self._internal)
        for name, info in sorted(public.items()):
            if self._is_public(info) and held.get(name) != info:
                yield f"the internal store has {'another' if name in held else 'no'} {name}"
        for name, info in sorted(held.items()):
            if name not in public and self._is_public(info):
                yield f"the public store has no {name}"
        unheard = unrepeated(self._public.ledger, self._internal.ledger)
        said = {(one.left, one.right, one.verdict) for one in unheard}
        for left, right, verdict in sorted(said - _judged(self._internal)):
            yield f"the internal store does not know that {left} and {right} are {verdict}"

    def settle(self) -> None:
        """Bring both in line as every other command does when it opens them."""
        internal = self._internal
        holdings = Holdings(
            self._public, lambda _: internal, today=self._today, erased=self._erased
        )
        if holdings.internal:
            holdings.settle()

    def _is_public(self, info: SourceInfo) -> bool:
        return Visibility.parse(info.visibility).public_on(self._today)


def _lasting(find: Callable[[], Iterable[str]]) -> list[str]:
    """Return what is found twice: the stores are read one after the other, while others write."""
    first = list(find())
    again = set(find()) if first else set()
    return [one for one in first if one in again]


def _sources(store: GraphStore) -> dict[str, SourceInfo]:
    return {one.info.name: one.info for one in store.ledger.sources()}


def _judged(store: GraphStore) -> set[Sense]:
    return {(one.left, one.right, one.verdict) for one in store.ledger.judgements()}
