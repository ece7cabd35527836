"""How sure it is that the ends of a relation are what their names say."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.documents.pairs import rows
from ingest.documents.pairs.features import Pair
from ingest.documents.pairs.groups import Group
from ingest.documents.pairs.weights import Row


def name_rows(pair: Pair, subject: str, object_: str) -> Iterator[Row]:
    """Yield what speaks for or against the names of two things of a pair; nothing of words that
    mean several."""
    for which, group, meant in (("s", pair.subject, subject), ("o", pair.object, object_)):
        rule = _rule(group, meant)
        if rule:
            yield rows.named(pair.predicate.name, which, group.sign, rule)


def _rule(group: Group, meant: str) -> str:
    for one in group.things:
        if meant in one.meant:
            return one.rule
    return ""
