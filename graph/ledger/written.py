"""What people write of what they decide: who they are, why, and where they read it."""

from __future__ import annotations

from collections import Counter

from ontology.values.personal import GAP, may_be_personal, without_personal


def written(text: str) -> str:
    """Return what somebody wrote as it may be kept: with ``[…]`` for personal data.

    >>> written("Anna <anna@alpha.example>"), written("anna@alpha.example")
    ('Anna <[…]>', '[…]')
    """
    if not may_be_personal(text):
        return text
    return without_personal(text)[0] or GAP


def withheld(*texts: str) -> dict[str, int]:
    """Return how much of which kind ``written`` leaves out of ``texts``.

    >>> withheld("Anna <anna@alpha.example>", "anna@alpha.example")
    {'e-mail': 2}
    """
    found: Counter[str] = Counter()
    for text in filter(may_be_personal, texts):
        found += without_personal(text)[1]
    return dict(sorted(found.items()))
