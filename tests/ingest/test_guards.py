"""What is read on the way to a parser: all of it passes, and nothing too deep or too long."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest import guards
from ingest.errors import UnreadableSourceError
from ingest.guards import Guarded, guarded_xml, shallow_json

DEEPEST = 3
TEXTS = st.text('a"\\{}[]é', max_size=6)
VALUES = st.recursive(
    TEXTS | st.integers(),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(TEXTS, some, max_size=3),
    max_leaves=6,
)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@example(value=[[[[0]]]], chunk=1, plain=True)
@example(value=[[[[0]]]], chunk=9, plain=True)
@given(value=VALUES, chunk=st.integers(1, 5), plain=st.booleans())
def test_json_passes_unless_it_is_too_deep(value: Any, chunk: int, plain: bool) -> None:
    """However it is cut into pieces, and whatever its texts hold."""
    text = json.dumps(value, ensure_ascii=plain).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guards, "CHUNK", chunk)
        patch.setattr(guards, "NESTING", DEEPEST)
        passing = Guarded(shallow_json(io.BytesIO(text), "it"))
        if depth(value) > DEEPEST:
            with pytest.raises(UnreadableSourceError, match="it: its parts lie more than 3 deep"):
                passing.readall()
        else:
            assert passing.readall() == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<a>" + "<b>" * 2 + "</b>" * 2 + "<b/>" * 9 + "</a>", ""),
        ("<a>" + "<b>" * 3 + "</b>" * 3 + "</a>", "more than 3 deep"),
        ("<a>" + ("x" * 30 + "<b/>") * 9 + "</a>", ""),
        ("<a>" + ("x" * 30 + "<b>" + "x" * 30 + "</b>") * 9 + "</a>", ""),
        ("<a><b/>" + "x" * 60 + "</a>", "a single text in it has more than 40 bytes"),
    ],
)
def test_xml_passes_unless_it_is_too_deep_or_too_long(
    monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    for name, most in (("CHUNK", 5), ("NESTING", DEEPEST), ("LONGEST", 40)):
        monkeypatch.setattr(guards, name, most)
    passing = guarded_xml(io.BytesIO(text.encode()), "it")
    if told:
        with pytest.raises(UnreadableSourceError, match=told):
            passing.readall()
    else:
        assert passing.readall() == text.encode()
