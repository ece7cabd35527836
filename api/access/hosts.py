"""Under which names the server may be asked, and from which pages it takes what they post.

A page of another site can have a name of its own lead to this server, and what is sent to one name
must not be kept for another. So only names that the operator knows are answered.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(:[0-9]{1,5})?", re.IGNORECASE)


def name_in(host: str) -> str:
    """Return the name in a ``Host`` header, in small letters; '' for a malformed one.

    >>> name_in("Graph.example:8443"), name_in("[::1]:8000"), name_in("a.example@b.example")
    ('graph.example', '::1', '')
    """
    found = HOST.fullmatch(host)
    return found["name"].lower().strip("[]") if found else ""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names of a server: of its ``public_url``, of this machine, and ``others``."""

    public_url: str
    others: Collection[str] = ()

    def known(self, host: str) -> bool:
        """Whether this ``Host`` header names the server."""
        public = urlsplit(self.public_url).hostname
        return name_in(host) in {public, *LOOPBACK, *self.others}

    def own(self, origin: str, host: str) -> bool:
        """Whether an ``Origin`` header names a page of this server, asked as ``host``."""
        return origin.lower() in {_origin(self.public_url), self.origin(host)}

    def origin(self, host: str) -> str:
        """Return the origin of our pages where the server is asked as ``host``."""
        if name_in(host) in LOOPBACK:
            return f"http://{host}".lower()
        if name_in(host) in self.others:
            return f"https://{host}".lower()
        return _origin(self.public_url)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def is_here(host: str) -> bool:
    """Whether a ``Host`` header names this machine."""
    return name_in(host) in LOOPBACK
