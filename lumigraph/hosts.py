"""Which addresses the world can reach, judged by their host alone."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from graph.catalogue.publishable import is_placeholder


def why_private(address: str) -> str:
    """Return why nobody outside can reach ``address``; '' where somebody may.

    >>> why_private("http://127.0.0.1:8000")
    'http://127.0.0.1:8000 is seen by this machine or its network alone'
    >>> why_private("https://data.example.org/x")
    'https://data.example.org/x is a name for examples and tests, not of the web'
    >>> why_private("https://w3id.org/lumigraph")
    ''
    """
    host = urlsplit(address).hostname or ""
    if not _is_outside(host):
        return f"{address} is seen by this machine or its network alone"
    if is_placeholder(address):
        return f"{address} is a name for examples and tests, not of the web"
    return ""


def _is_outside(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host
