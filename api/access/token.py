"""A token: what is kept of it, and the secret that is shown once."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from api.access.scopes import Scopes

MARK = "lg"
WRITTEN = re.compile(rf"{MARK}_([0-9a-f]{{12}})_[0-9a-f]{{64}}")
NOBODYS = "0" * 64
"""Compared with where no token has the id, so that this takes the same time."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept; times are ISO in UTC, '' where there is none."""

    id: str
    name: str
    scopes: Scopes
    created: str
    expires: str = ""
    revoked: str = ""

    def state(self, at: datetime) -> str:
        """Return ``valid``, ``expired`` or ``revoked``."""
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and self.expires <= stamp(at) else "valid"


def new_secret() -> tuple[str, str]:
    """Return the id and the text of a new token: 256 random bits that only its owner knows."""
    id_ = secrets.token_hex(6)
    return id_, f"{MARK}_{id_}_{secrets.token_hex(32)}"


def id_of(secret: str) -> str:
    """Return the id within the text of a token; '' for what cannot be one."""
    found = WRITTEN.fullmatch(secret)
    return found[1] if found else ""


def digest(secret: str) -> str:
    """Return what is kept of a secret.

    SHA-256 without salt or rounds is right for random secrets: slow hashes protect what people
    think up, where a guess succeeds after millions of tries. Here each try is one of 2^256.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def same(secret: str, kept: str) -> bool:
    """Whether ``kept`` is the digest of ``secret``; it takes the same time where they differ."""
    return hmac.compare_digest(digest(secret), kept)


def stamp(at: datetime) -> str:
    """Return a time as tokens keep it, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
