"""Readings of the corpus's posts whose mentions are those of the gold: to judge one step alone."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.documents.document import Document
from ingest.documents.findings import Mention
from ingest.documents.known import Known
from ingest.documents.reading import Reading, Step
from tests.corpus.reading import Post
from tests.corpus.reading import Relation as Stated
from tests.corpus.scoring import Findings, Verdict, judge


def gold_reading(post: Post) -> Reading:
    """Return a reading with all mentions of a post, and no relation yet."""
    document = Document(post.name, post.text, post.language, post.title, post.date or "")
    mentions = [
        Mention(one.kind, one.start, one.end, one.id, one.slug, one.value) for one in post.mentions
    ]
    return Reading(document, Known({}), mentions)


def verdict(post: Post, steps: Iterable[Step]) -> Verdict:
    """Judge the relations that some steps find among the mentions of the gold."""
    reading = gold_reading(post)
    for step in steps:
        step(reading)
    text = post.text
    found = tuple(
        Stated(
            one.subject, one.predicate, one.object, one.start, text[one.start : one.end], one.status
        )
        for one in reading.relations
    )
    return judge(Findings(post.mentions, post.relations), Findings(post.mentions, found))
