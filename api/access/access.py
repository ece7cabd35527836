"""How a server knows who may ask it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from api.access.hosts import Hosts
from api.access.rates import Rates
from api.access.register import Register


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask a server.

    ``needs_token``: reading what is public needs a token too. ``trusts_here``: the person at this
    machine needs none, whatever they do, and signs as ``curator``. ``proxies``: addresses that
    are believed when they say for whom they ask.
    """

    register: Register
    hosts: Hosts
    rates: Rates = field(default_factory=Rates)
    needs_token: bool = False
    trusts_here: bool = False
    curator: str = ""
    proxies: Collection[str] = ()
