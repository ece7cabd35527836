"""One request to an address: which addresses are allowed, redirects, and what an answer means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import httpx2

from ingest.errors import FetchError

SCHEMES = ("http", "https")
MOVED_FOR_GOOD = frozenset({301, 308})
MOST_REDIRECTS = 5
CONNECT_SECONDS = 15
NAME_LENGTH = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Way(NamedTuple):
    """Where the request for an address goes: a URL, with headers and extensions of ``httpx2``."""

    url: str
    headers: Mapping[str, str] = {}
    extensions: Mapping[str, str] = {}


def check_address(address: str) -> None:
    """Raise ``FetchError`` unless ``address`` is one of http or https, without credentials."""
    try:
        parts = urlsplit(address)
        host, credentials = parts.hostname, "@" in parts.netloc
        httpx2.URL(address)
    except (ValueError, httpx2.InvalidURL) as error:
        raise FetchError(f"'{address}' is no address: {error}") from error
    if parts.scheme not in SCHEMES or not host:
        raise FetchError(
            f"'{address}' is no address on the web: write https://… (a file has the key `file`)"
        )
    if credentials:
        raise FetchError(
            f"the address at {host} holds a user name or password: it would be shown in reports; "
            "fetch it by other means and list the file"
        )


def file_name(address: str) -> str:
    """Return the last part of an address as a file name that is safe everywhere.

    >>> file_name("https://example.org/files/ROR%20data.zip?x=1")
    'ROR-data.zip'
    """
    last = PurePosixPath(unquote(urlsplit(address).path)).name
    return _UNSAFE.sub("-", last)[-NAME_LENGTH:].strip(".-") or "source"


@contextmanager
def answer(
    address: str,
    headers: Mapping[str, str],
    silence: float,
    method: str = "GET",
    way: Callable[[str], Way] = Way,
) -> Iterator[tuple[httpx2.Response, str]]:
    """Ask for ``address``; give the answer, and the new address when it has moved for good.

    Redirects are followed to http and https only. The body comes as it is sent; ``silence`` is
    how many seconds may pass without any of it. ``way`` says of each address, those of redirects
    included, where its request goes, or raises. Raises ``FetchError`` or ``httpx2.TransportError``.
    """
    always = {"Accept-Encoding": "identity", "User-Agent": "lumigraph", **headers}
    timeout = httpx2.Timeout(silence, connect=min(CONNECT_SECONDS, silence))
    url, moved_to, for_good = address, "", True
    with httpx2.Client(timeout=timeout, headers=always) as client:
        for _ in range(MOST_REDIRECTS + 1):
            to, own, extensions = way(url)
            with client.stream(method, to, headers=own, extensions=dict(extensions)) as response:
                if not response.has_redirect_location:
                    yield response, moved_to
                    return
                for_good = for_good and response.status_code in MOVED_FOR_GOOD
                url = _next(url, response.headers["Location"])
                moved_to = url if for_good else moved_to
    raise FetchError(f"{address} leads from one address to the next, more than {MOST_REDIRECTS}")


def _next(url: str, location: str) -> str:
    try:
        target = urljoin(url, location)
    except ValueError as error:
        raise FetchError(f"{url} leads to '{location}', which is no address: {error}") from error
    check_address(target)
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
        raise FetchError(f"{url} leads to {target}, which is not encrypted: list that one if it is")
    return target
