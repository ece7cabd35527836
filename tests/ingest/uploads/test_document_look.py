"""What is told of a document before it is entered, and of its facts that wait."""

from __future__ import annotations

from graph.review.proposal import Fact
from graph.review.queue import Wanted
from tests.ingest.uploads.conftest import Desk

FINNISH = (
    "Klusteri allekirjoitti yhteistyösopimuksen liettualaisen LITEK-klusterin kanssa. "
    "Hanke alkaa ensi vuonna, ja mukana on myös yliopistoja ja yrityksiä eri puolilta Suomea."
)
PLANNED = "LITEK plans to sign a memorandum of understanding with the Northern Optics Cluster."


def test_a_language_that_is_not_read_is_told_before_a_document_is_entered(desk: Desk) -> None:
    job = desk.hand_in("uutinen.txt", FINNISH.encode())
    assert job.document is not None, job.problem
    (told,) = job.document.rejects
    assert (told.column, told.value) == ("language", "fi")
    assert "only names and identifiers" in told.reason


def test_the_text_around_a_quote_begins_and_ends_with_a_word(desk: Desk) -> None:
    text = f"{'Extraordinary weather. ' * 12}{PLANNED} {'Afterwards everybody rejoiced. ' * 12}"
    assert desk.confirm(desk.hand_in("post.txt", text.encode())).state == "done"
    waiting = desk.graph.holdings.whole.queue.entries(Wanted(kind="fact"))
    facts = [one.proposal.matter for one in waiting if isinstance(one.proposal.matter, Fact)]
    assert any(len(one.before) > 100 and len(one.after) > 100 for one in facts)
    near = {word for one in facts for word in f"{one.before} {one.after}".split()}
    assert near <= {*text.split(), "."}
