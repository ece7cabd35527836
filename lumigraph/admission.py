"""Who may ask the server, as the settings say: tokens, names, rates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_network
from typing import TYPE_CHECKING

from api.access.register import Register
from graph.errors import UsageError
from graph.ledger.acting import IN_PYTHON, Actor
from lumigraph.settings import Settings

if TYPE_CHECKING:
    from api.access.access import Access

READING = ("open", "token")
NAME = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:]+")


def register(settings: Settings) -> Register:
    """Return the register of tokens; it is made where there is none."""
    return Register(settings.tokens_file(), by=Actor(settings.curator, IN_PYTHON.through))


def register_kept(settings: Settings) -> Register | None:
    """Return the register of tokens, None where no token was ever made."""
    file = settings.tokens_file()
    return register(settings) if file and file.is_file() else None


def admission(settings: Settings, public_url: str, workers: int = 1) -> Access:
    """Return who may ask the server that everybody finds at ``public_url``.

    Raises ``UsageError`` for a setting that cannot be, ``StoreError`` for a register that cannot
    be opened or that others may read.
    """
    from api.access.access import Access
    from api.access.hosts import Hosts
    from api.access.rates import Rates

    return Access(
        register(settings),
        Hosts(public_url, frozenset(one.lower() for one in _hosts(settings.hosts))),
        Rates(settings.rate, workers),
        needs_token=_needs_token(settings.reading),
        trusts_here=settings.curate,
        curator=settings.curator,
        proxies=_proxies(settings.proxies),
    )


def _needs_token(reading: str) -> bool:
    if reading not in READING:
        raise UsageError(f"reading is '{reading}': set {' or '.join(READING)}")
    return reading == "token"


def _hosts(text: str) -> list[str]:
    return _listed("hosts", text, NAME.fullmatch, "names without ports, such as graph.example")


def _proxies(text: str) -> list[str]:
    return _listed("proxies", text, _is_network, "addresses such as 10.0.0.0/24")


def _rate(text: str) -> object:
    from api.access.rates import rate_of

    return rate_of(text)


def _listed(name: str, text: str, good: Callable[[str], object], example: str) -> list[str]:
    """Return what a setting lists with commas; raises ``UsageError`` for what is not ``good``.

    A star, by which other programs mean everybody, is not.
    """
    found = [one.strip() for one in text.split(",") if one.strip()]
    for one in found:
        if not good(one):
            raise UsageError(f"{name} has '{one}': set {example}, with commas between them")
    return found


def _is_network(text: str) -> bool:
    """Whether it is an address or a network, as the server reads it: it believes no other."""
    try:
        ip_network(text)
    except ValueError:
        return False
    return True


READERS: Mapping[str, Callable[[str], object]] = {
    "reading": _needs_token,
    "hosts": _hosts,
    "proxies": _proxies,
    "rate": _rate,
}
"""Setting → what reads it, and raises ``UsageError`` for what cannot be."""
