"""How much an organisation's links to a technology count.

The formula is published in ``docs/question.md``; its weights are data in ``score.yaml``.

    score  = sum of the points of its links + recency
    recency = clamp(10 - 2 x (reference year - year of the newest dated link), -10, 10)

An unknown date gives recency 0: it neither raises nor lowers. The reference year is that of
``as_of`` or, without it, of the newest beginning that the graph has recorded; never the clock's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

RECENCY_SPAN = 10
RECENCY_STEP = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of a link by its basis and role, and the roles that do not count at all."""

    direct: int
    product: int
    agreement: int
    project: dict[str, int]
    project_other: int
    excluded_roles: frozenset[str]
    membership_roles_excluded: frozenset[str]

    def points(self, basis: str, role: str) -> int:
        """Return the points of one link; 0 for a role that does not count as working on it."""
        if basis in ("project", "agreement") and role in self.excluded_roles:
            return 0
        if basis == "project":
            return self.project.get(role, self.project_other)
        return {
            "direct": self.direct,
            "product": self.product,
            "agreement": self.agreement,
        }[basis]


@lru_cache
def load_weights() -> Weights:
    """Read ``score.yaml``."""
    data = yaml.safe_load(Path(__file__).with_name("score.yaml").read_text(encoding="utf-8"))
    return Weights(
        direct=data["direct"],
        product=data["product"],
        agreement=data["agreement"],
        project=data["project"],
        project_other=data["project_other"],
        excluded_roles=frozenset(data["excluded_roles"]),
        membership_roles_excluded=frozenset(data["membership_roles_excluded"]),
    )


def recency(last: int, reference: int) -> int:
    """Return -10..10 for the newest link's date ``last`` (yyyymmdd, 0 unknown) at a year."""
    if not last:
        return 0
    age = reference - last // 10000
    return max(-RECENCY_SPAN, min(RECENCY_SPAN, RECENCY_SPAN - RECENCY_STEP * age))


def score(points: int, last: int, reference: int) -> int:
    """Return the score of an organisation with ``points`` whose newest link is of ``last``."""
    return points + recency(last, reference)
