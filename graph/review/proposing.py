"""Putting proposals into the queue, so that nobody is asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from graph.review.cleaning import without_personal_data
from graph.review.proposal import OPEN, PAIR, Pair, Proposal
from graph.review.queue import Wanted
from graph.store import GraphStore, Ledger


@dataclass(frozen=True, slots=True)
class Proposed:
    """What proposing did: how many proposals are new, known already, decided before, withdrawn.

    ``withheld`` counts the personal data that were left out, by kind.
    """

    new: int = 0
    known: int = 0
    decided: int = 0
    withdrawn: int = 0
    withheld: Mapping[str, int] = field(default_factory=dict)


def propose(
    store: GraphStore,
    source: str,
    proposals: Iterable[Proposal],
    *,
    complete: bool = True,
    stays: Callable[[Proposal], bool] = lambda _: False,
) -> Proposed:
    """Put into the queue what ``source`` proposes. Must run inside ``store.writing``.

    With ``complete`` these are all that it proposes now: its others that are still open are
    withdrawn, unless one ``stays``. What was decided is not asked again, nor is a pair that is
    judged, or one entity already. Personal data are left out.
    """
    withheld: Counter[str] = Counter()
    wanted: dict[str, Proposal] = {}
    for one, left_out in map(without_personal_data, proposals):
        wanted[one.id] = one
        withheld.update(left_out)
    there = store.queue.find(wanted)
    settled = _settled(store.ledger, wanted.values())
    fresh = [one for id_, one in wanted.items() if id_ not in there and id_ not in settled]
    surer = [
        wanted[id_]
        for id_, entry in there.items()
        if entry.state == OPEN and id_ not in settled and entry.proposal != wanted[id_]
    ]
    store.queue.enter([*fresh, *surer])
    gone = [
        entry.proposal.id
        for entry in (store.queue.entries(Wanted(OPEN, source=source)) if complete else ())
        if entry.proposal.id in settled
        or (entry.proposal.id not in wanted and not stays(entry.proposal))
    ]
    store.queue.withdraw(gone)
    known = sum(one.state == OPEN and id_ not in settled for id_, one in there.items())
    decided = len(wanted) - len(fresh) - known
    return Proposed(len(fresh), known, decided, len(gone), dict(sorted(withheld.items())))


def forget(store: GraphStore, source: str, *, decided: bool = False) -> None:
    """Withdraw what ``source`` proposes and is open, ``decided`` too, in the revision under way."""
    entries = store.queue.entries(Wanted("" if decided else OPEN, source=source))
    store.queue.withdraw([one.proposal.id for one in entries])


def withdraw_gone(store: GraphStore) -> None:
    """Withdraw the open pairs of which a side is in the graph no more, in the revision under way.

    Nobody can judge them; who proposed them does so again when it is there again.
    """
    pairs = {
        one.proposal.id: (one.proposal.matter.left, one.proposal.matter.right)
        for one in store.queue.entries(Wanted(OPEN, PAIR))
        if isinstance(one.proposal.matter, Pair)
    }
    there = store.ledger.identities({key for sides in pairs.values() for key in sides})
    store.queue.withdraw([id_ for id_, sides in pairs.items() if not there.keys() >= {*sides}])


def reopen(store: GraphStore, made: str) -> None:
    """Ask anew what was decided, where that ``made`` what is taken back in the revision under way.

    It is said as decisions say it: ``judgement 3``, ``source hand/…``.
    """
    for one in [*store.queue.decisions()]:
        if one.closed is None and one.made == made:
            store.queue.reopen(one.proposal)


def _settled(ledger: Ledger, proposals: Collection[Proposal]) -> set[str]:
    """Return the ids of the pairs that are judged, or mean one entity already."""
    pairs = {one.id: one.matter for one in proposals if isinstance(one.matter, Pair)}
    ids = ledger.identities({key for pair in pairs.values() for key in (pair.left, pair.right)})
    judged = {frozenset((one.left, one.right)) for one in ledger.judgements()}
    return {
        id_
        for id_, pair in pairs.items()
        if frozenset((pair.left, pair.right)) in judged
        or ids.get(pair.left, pair.left) == ids.get(pair.right, pair.right)
    }
