"""Who may ask the server, as the settings say: tokens, names, rates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from api.access.register import Register
from graph.errors import UsageError
from graph.ledger.acting import IN_PYTHON, Actor
from lumigraph.settings import Settings

if TYPE_CHECKING:
    from api.access.access import Access

READING = ("open", "token")
NAME = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:]+")
ADDRESS = re.compile(r"[0-9A-Fa-f.:]+(/\d{1,3})?")


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

    if settings.reading not in READING:
        raise UsageError(f"reading is '{settings.reading}': set {' or '.join(READING)}")
    hosts = _listed("hosts", settings.hosts, NAME, "names without ports, such as graph.example")
    return Access(
        register(settings),
        Hosts(public_url, frozenset(one.lower() for one in hosts)),
        Rates(settings.rate, workers),
        needs_token=settings.reading == "token",
        trusts_here=settings.curate,
        curator=settings.curator,
        proxies=_listed("proxies", settings.proxies, ADDRESS, "addresses such as 10.0.0.0/24"),
    )


def _listed(name: str, text: str, form: re.Pattern[str], example: str) -> list[str]:
    """Return what a setting lists with commas; raises ``UsageError`` for what is not of the form.

    A star, by which other programs mean everybody, is not.
    """
    found = [one.strip() for one in text.split(",") if one.strip()]
    for one in found:
        if not form.fullmatch(one):
            raise UsageError(f"{name} has '{one}': set {example}, with commas between them")
    return found
