"""Why a request is not answered, in the protocol's own words (OAI-PMH 2.0, section 3.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noMetadataFormats",
    "noRecordsMatch",
    "noSetHierarchy",
]
UNREADABLE = frozenset({"badArgument", "badVerb"})
"""After these an answer must not repeat the arguments of its request (section 3.2)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that is wrong, and what to send instead."""

    code: Code
    message: str


class OaiError(Exception):
    """Everything that is wrong with a request."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__("; ".join(one.message for one in refusals))
        self.refusals = refusals


def refused(code: Code, message: str) -> OaiError:
    """Return the error with one refusal."""
    return OaiError(Refusal(code, message))
