"""Who sends requests to a server, and what they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import FastAPI

PUBLIC = "https://graph.example"


@dataclass(frozen=True, slots=True)
class Attacker:
    """Asks ``app`` under the address ``base``, with ``headers`` in each request."""

    app: FastAPI
    base: str
    headers: Mapping[str, str]
