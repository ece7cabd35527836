"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from starlette.requests import HTTPConnection

from api.access.scopes import ALL, READ_INTERNAL, Scopes, allowed
from api.access.token import Token

How = Literal["nobody", "here", "token", "session"]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: by a token, by the session of a browser, from this machine, or nobody known.

    ``name`` is that of the token, ``token`` its id.
    """

    how: How = "nobody"
    name: str = ""
    scopes: Scopes = frozenset()
    token: str = ""

    @classmethod
    def by(cls, token: Token, how: How) -> Asker:
        """Return who holds a token."""
        return cls(how, token.name, allowed(token.scopes), token.id)

    @property
    def known(self) -> bool:
        """Whether it is somebody in particular."""
        return self.how != "nobody"

    @property
    def in_browser(self) -> bool:
        """Whether a browser speaks for the person by itself, whichever page asks it to."""
        return self.how in ("here", "session")

    @property
    def sees_internal(self) -> bool:
        """Whether what stays in the house may be told."""
        return READ_INTERNAL in self.scopes


NOBODY = Asker()
HERE = Asker("here", scopes=ALL)
"""The person at this machine, whose server was told to trust it."""


def asker_of(request: HTTPConnection) -> Asker | None:
    """Return who asks; None where the server does not tell askers apart."""
    return cast("Asker | None", request.scope.get("state", {}).get("asker"))
