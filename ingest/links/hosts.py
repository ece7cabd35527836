"""Which machine a name means, and whether it may be asked: the house's own network may not.

Addresses come from sources. One that leads to a router or a database of the house, itself or by a
redirect, must not be asked on somebody's behalf. What was looked up is what is connected to, so
that a name cannot mean another machine by then.
"""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address, ip_network

import httpx2

from ingest.addresses import Way
from ingest.errors import FetchError, NoSuchHostError

NO_SUCH_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("2002::/16"))
"""IPv6 networks that stand for IPv4 addresses, private ones too (RFC 6052, RFC 3056)."""


def way_to(url: str, *, private: bool = False) -> Way:
    """Return the way to ``url`` by the number of its machine.

    Raises ``NoSuchHostError``, and ``FetchError`` for the house's own unless ``private``.
    """
    said = httpx2.URL(url)
    host = said.raw_host.decode("ascii")
    number = _number(host, private=private)
    headers = {"Host": said.netloc.decode("ascii")}
    return Way(str(said.copy_with(host=number)), headers, {"sni_hostname": host})


def _number(host: str, *, private: bool) -> str:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in NO_SUCH_HOST:
            raise NoSuchHostError(f"there is no host {host}") from error
        raise FetchError(f"{host} cannot be looked up now ({error.strerror})") from error
    except UnicodeError as error:
        raise FetchError(f"'{host}' is no name of a host ({error})") from error
    numbers = [str(one[4][0]) for one in found]
    if not private and not all(map(is_public, numbers)):
        raise FetchError(f"{host} is a private address: such are never asked")
    return numbers[0]


def is_public(number: str) -> bool:
    """Tell whether an IP address is anybody's to ask.

    >>> is_public("193.40.1.1"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    found = ip_address(number)
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    return found.is_global and not found.is_multicast and not any(found in n for n in TRANSLATED)
