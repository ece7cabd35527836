"""What stands over a span is found whatever else is mentioned."""

from __future__ import annotations

from ingest.documents.findings import Mention
from ingest.documents.spans import Spans


def test_what_shares_a_code_point_is_over_a_span() -> None:
    long, short, far = (Mention("event", *ends) for ends in ((0, 50), (10, 12), (60, 61)))
    spans = Spans([far, short, long])
    assert list(spans.over(11, 20)) == [long, short]
    assert list(spans.over(12, 20)) == [long]
    assert list(spans.over(49, 61)) == [long, far]
    assert list(spans.over(50, 60)) == []
    assert list(Spans([]).over(0, 9)) == []
