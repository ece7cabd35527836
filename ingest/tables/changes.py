"""What a snapshot says otherwise than the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.errors import IngestError

MOST_LEAVING = 0.2
"""When more than this share of the members would leave, somebody must say that it is right."""
NAMED = 5


class ManyLeaveError(IngestError):
    """So many members would leave that the table may be incomplete."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A member that goes by another name."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a snapshot says otherwise than the one before it, by names."""

    joined: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Whose rows cannot be read: they are as they were."""
    renamed: tuple[Renamed, ...] = ()
    changed: tuple[str, ...] = ()
    differing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """About what those say something else who are changed."""
    unchanged: tuple[str, ...] = ()
    members: int = 0
    """How many members there were."""

    @property
    def many_leave(self) -> bool:
        """Whether more leave than may unasked."""
        return len(self.left) > MOST_LEAVING * self.members

    def check(self, what: str) -> None:
        """Raise ManyLeaveError when more leave than may unasked."""
        if self.many_leave:
            named = "; ".join(self.left[:NAMED]) + ("; …" if len(self.left) > NAMED else "")
            share = len(self.left) / self.members
            raise ManyLeaveError(
                f"{what}: {len(self.left)} of {self.members} members ({share:.0%}) would leave: "
                f"{named}. See them with --preview; if the table is whole, say so with --yes."
            )
