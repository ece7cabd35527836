"""One address asked: is the page there, is it gone, or does the answer not say?"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import httpx2

from ingest.addresses import answer, check_address
from ingest.errors import FetchError, NoSuchHostError
from ingest.fetching import GONE
from ingest.links.hosts import way_to

SILENCE = 15.0
"""Seconds that a server may say nothing."""


class Finding(NamedTuple):
    """What came of asking: ``there``, ``gone``, or neither; ``said`` is how that was told."""

    there: bool
    gone: bool
    said: str


def ask(address: str, *, private: bool = False) -> Finding:
    """Ask for the head of a page, then for the page where that does not help; read no body.

    Machines of the house's own network are asked only with ``private``.
    """
    found = _asked("HEAD", address, private=private)
    return found if found.there else _asked("GET", address, private=private)


def _asked(method: str, address: str, *, private: bool) -> Finding:
    way = partial(way_to, private=private)
    try:
        check_address(address)
        with answer(address, {}, SILENCE, method=method, way=way) as (response, _):
            status = response.status_code
            said = f"{status} {response.reason_phrase}".strip()
            return Finding(response.is_success, status in GONE, said)
    except NoSuchHostError as error:
        return Finding(there=False, gone=True, said=str(error))
    except FetchError as error:
        return Finding(there=False, gone=False, said=str(error))
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return Finding(there=False, gone=False, said=f"{type(error).__name__}: {error}")
