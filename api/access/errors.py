"""Why somebody is refused before anything is looked up."""

from __future__ import annotations

from collections.abc import Mapping

from graph.errors import GraphError

REALM = 'Bearer realm="lumigraph"'


class AccessError(GraphError):
    """A request that is refused; ``headers`` tell programs why."""

    def __init__(self, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.headers = headers or {}


class UnknownAskerError(AccessError):
    """Who asks must say by a token who it is (RFC 6750, 3)."""

    def __init__(self, message: str, fault: str = "") -> None:
        said = f'{REALM}, error="{fault}"' if fault else REALM
        super().__init__(message, {"WWW-Authenticate": said})


class MissingScopeError(AccessError):
    """The token is good, and does not allow this."""

    def __init__(self, message: str, scope: str) -> None:
        said = f'{REALM}, error="insufficient_scope", scope="{scope}"'
        super().__init__(message, {"WWW-Authenticate": said})


class NotAllowedError(AccessError):
    """This is not for whoever asks, or not as it is asked."""


class UnknownHostError(AccessError):
    """The server is asked under a name that is not its own."""


class TooOftenError(AccessError):
    """This client has asked too often."""
