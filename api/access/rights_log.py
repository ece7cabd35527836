"""Who gave and took which rights: the audit log of a register, as a store has one.

Each change of a token is a revision of the register with an entry in the chain; what it was before
and is after stands in the note, as JSON. A token is to be what its last entry says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from orjson import loads

from api.access.register_file import RegisterFile
from graph.ledger.acting import Actor
from graph.ledger.audit import Audit, Entry, faults
from graph.ledger.codec import dump
from graph.stored import Revision

SHOWN = 32
"""So many digits of a token's digest: who puts in another secret is found out."""
State = dict[str, Any]
"""A token as entries tell it: name, scopes, times, the beginning of its digest."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to the token ``id``, and what it was; None where it was not there."""

    action: str
    id: str
    before: State | None = None


class RightsLog:
    """The entries in the file of a register; ``by`` writes where nobody else is said to."""

    def __init__(self, file: RegisterFile, by: Actor) -> None:
        self._file = file
        self._audit = Audit(file)
        self._audit.usual = by

    def enter(self, change: Change, at: str) -> None:
        """Enter a change in the transaction that made it."""
        note = dump({"before": change.before, "after": self.states()[change.id]})
        ((number,),) = self._file.rows("next_revision")
        made = Revision(number, at, change.action, note)
        self._file.run("add_revision", token=change.id, **asdict(made))
        self._audit.seal(made, self.revisions)

    def states(self) -> dict[str, State]:
        """Return all tokens by id, as they are."""
        return {id_: _state(*row) for id_, *row in self._file.rows("states")}

    def revisions(self) -> list[Revision]:
        """Return every change in order."""
        return [Revision(*row) for row in self._file.rows("revisions")]

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in order."""
        return self._audit.entries()

    def faults(self) -> Iterator[str]:
        """Yield what shows that entries or tokens were changed behind the log."""
        entries = list(self.entries())
        found = list(faults(entries, self.revisions()))
        yield from found or self._astray(entries)

    def _astray(self, entries: list[Entry]) -> Iterator[str]:
        """Yield the tokens that are not what the last entry says; the chain is sound."""
        states = self.states()
        last = {id_: one for one in entries for id_ in one.touched.ids}
        for id_, one in last.items():
            if id_ not in states:
                yield f"entry {one.revision.number}: its token is not there"
        for id_, state in states.items():
            if id_ not in last:
                yield f"token '{state['name']}': it has no entry"
            elif loads(last[id_].revision.note)["after"] != state:
                number = last[id_].revision.number
                yield f"token '{state['name']}': it is not what entry {number} says"


def _state(digest: str, name: str, scopes: str, created: str, expires: str, revoked: str) -> State:
    return {
        "name": name,
        "scopes": scopes,
        "created": created,
        "expires": expires,
        "revoked": revoked,
        "digest": digest[:SHOWN],
    }
