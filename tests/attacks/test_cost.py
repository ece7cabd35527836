"""Texts that make a careless pattern try for hours: a process with few seconds reads them all."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 20
"""Of the processor, what is imported included: a pattern that explodes takes far longer."""
LONG = 60_000
"""As much as a server takes in an address."""
PARTS = " ", "\t", "a ", "1.", "(", ",", ", ", "a@a.", "http://", "&#", "<!--", "é", "GmbH ", "+1 ("
TEXTS = f"""
parts = {PARTS!r}
texts = [f"{{a}}{{part * ({LONG} // len(part))}}{{end}}"
         for part in parts for a in ("a", "a,", "a(") for end in (",", "x", ")")]
"""
PLACES = """
from ontology.regions import load_regions
regions = load_regions()
for text in texts:
    regions.resolve(text), regions.city('FR', text)
"""
QUERIES = """
from api.sparql import guard
for text in texts + ["SELECT * { ?service ?p " + one for one in texts]:
    try:
        guard.check(text)
    except Exception as error:
        assert type(error).__name__ in ("MalformedQueryError", "RefusedError"), error
"""
NAMES = """
from ontology.fold import fold
from ontology.values.legal_forms import split
from ontology.values.personal import without_personal
from ontology.values.urls import is_address
for text in texts:
    fold(text), split(text), without_personal(text), is_address(text)
"""


def limited() -> None:
    """Let the system end this process when its time is up."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("work", [PLACES, QUERIES, NAMES], ids=["places", "queries", "names"])
def test_it_is_read_in_time(work: str) -> None:
    code = TEXTS + work
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, preexec_fn=limited, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr or "its time was up"
