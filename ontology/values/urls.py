"""Web addresses."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

import idna
from rdflib import XSD, Literal

from ontology.values.cleaner import Cleaner, UnparsedError

REMEDY = "write it as https://example.org"
PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\x00-\x20\x7f\s<>\"{}|\\^`]+", re.IGNORECASE)
# What is written so already, as nearly all are.
_CLEAN = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w/.~%+=&?-]*)?", re.ASCII)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+([/:?#].*)?")
# Pages that are a site's front, in whatever language.
_FRONT = re.compile(r"/?([a-z]{2}(-[a-z]{2})?/?)?(index\.\w+|home/?)?", re.IGNORECASE)


class Url(Cleaner[str]):
    """An address of the web.

    >>> Url().parse("WWW.Example.org")
    'http://www.example.org'
    """

    name = "url"

    def parse(self, raw: str) -> str:
        """Return the address with scheme and host in lower case, and http:// where none stands.

        Names and passwords in it are refused: they are secrets.
        """
        if _CLEAN.fullmatch(raw):
            return raw
        text = raw.strip()
        if _HOST.fullmatch(text) and not _SCHEME.match(text):
            text = f"http://{text}"
        if not _ADDRESS.fullmatch(text):
            raise UnparsedError(raw, "it is no web address", REMEDY)
        try:
            parts = urlsplit(text)
            return parts._replace(scheme=parts.scheme.lower(), netloc=_host(parts)).geturl()
        except ValueError as error:
            raise UnparsedError(raw, f"it is no web address: {error}", REMEDY) from error

    def compare(self, left: str, right: str) -> float:
        """Return 1 for one page, 0.5 for two of one site, 0 for two sites."""
        if _same(left) == _same(right):
            return 1.0
        return 0.5 if domain(left) == domain(right) else 0.0

    def rdf(self, value: str) -> Literal:
        """Return a literal of the type anyURI."""
        return Literal(value, datatype=XSD.anyURI)


def domain(url: str) -> str:
    """Return the host of an address without "www.", in ASCII; '' when there is none.

    >>> domain("https://www.vu.lt/en/")
    'vu.lt'
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return host


def is_address(text: str) -> bool:
    """Whether a text is written as an address of the web, from http:// or https:// on.

    >>> is_address("https://vu.lt/en"), is_address("vu.lt"), is_address("https://")
    (True, False, False)
    """
    return _ADDRESS.fullmatch(text) is not None


def is_front_page(url: str) -> bool:
    """Whether an address is that of a whole site, not of a page deep in it.

    >>> is_front_page("https://vu.lt/en/"), is_front_page("https://vu.lt/physics")
    (True, False)
    """
    parts = urlsplit(url)
    return not parts.query and _FRONT.fullmatch(parts.path) is not None


def _host(parts: SplitResult) -> str:
    if parts.username is not None or parts.password is not None:
        raise ValueError("it carries a name or a password")
    if not parts.hostname or "." not in parts.hostname.strip("."):
        raise ValueError("it has no host on the web")
    port = parts.port
    keeps = port is not None and port != PORTS[parts.scheme.lower()]
    return parts.hostname + (f":{port}" if keeps else "")


def _same(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return domain(url), parts.path.rstrip("/"), parts.query
