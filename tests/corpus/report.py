"""What the evaluator says: tables by language and kind of fact, and what must be reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import facts as machine
from tests.corpus.evaluating import (
    ALL,
    DEMANDED,
    DEMANDS,
    FASTEST,
    facts,
    scores,
    speed,
    together,
    verdicts,
)
from tests.corpus.readers import READERS, Reader
from tests.corpus.reading import CHECK, DEV, KEPT, TRAIN, Mention, Post
from tests.corpus.recogniser import comparison
from tests.corpus.scoring import Fact, Score, Verdict

LANGUAGES = ("en", "de", "fr", "lt", "es", "it", "pl")
TITLES = {
    DEV: "Posts for development",
    TRAIN: "Posts of a second hand, for development",
    CHECK: "Posts of a second hand, for checking (totals only)",
    KEPT: "Posts kept aside (totals only)",
}
"""The folders in the order that they are read, and what each is."""
OURS = next(iter(READERS))
RESULTS = Path(__file__).with_name("results.md")
"""Where the last report that was kept lies."""
HEADING = """# How well posts are read

Made by `python run.py eval --keep`; the README beside it says what counts. {day}, {processor},
Python {python}.
"""


@dataclass(frozen=True, slots=True)
class Report:
    """The text of a report, and whether all that must be reached is."""

    text: str
    met: bool


def report_of(readers: Mapping[str, Reader]) -> Report:
    """Let everybody read all posts."""
    sections, scored = [heading()], {}
    for folder, title in TITLES.items():
        scored = {name: scores(verdicts(folder, reader)) for name, reader in readers.items()}
        sections += [f"## {title}\n", *table(scored), ""]
    sections += comparison(TITLES, readers[OURS])
    reached = list(demanded(scored[OURS], speed(DEV, readers[OURS])))
    sections.append(f"## Must be reached on the posts kept aside, in {', '.join(DEMANDED)}\n")
    sections += [f"- {text}: {'met' if met else 'missed'}" for text, met in reached]
    return Report("\n".join([*sections, ""]), all(met for _, met in reached))


def heading() -> str:
    """Return the title, and on what machine and day the report was made."""
    on = machine()
    day = datetime.now(UTC).date().isoformat()
    return HEADING.format(day=day, processor=on["processor"], python=on["Python"])


def table(all_scores: Mapping[str, Mapping[tuple[str, str], Score]]) -> Iterator[str]:
    """Yield the lines of a table: a row for each kind of fact and language."""
    peers = "".join(f" {name} F1 |" for name in all_scores if name != OURS)
    yield f"| Kind of fact | Language | In the gold | Precision | Recall | F1 |{peers}"
    yield "|---|---|---:|---:|---:|---:|" + "---:|" * (len(all_scores) - 1)
    for fact in facts():
        for language in (ALL, *LANGUAGES):
            row = [scored.get((fact, language), Score()) for scored in all_scores.values()]
            if row[0].stated or row[0].found:
                yield f"| {fact} | {language} | {figures(row[0])} |{peer_figures(row[1:])}"


def figures(score: Score) -> str:
    """Return how many facts there are, and the three measures."""
    return f"{score.stated} | {score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f}"


def peer_figures(peers: Iterable[Score]) -> str:
    """Return the F1 of each peer; nothing for what a peer never finds."""
    return "".join(f" {one.f1:.2f} |" if one.found else " – |" for one in peers)


def demanded(scored: Mapping[tuple[str, str], Score], pace: float) -> Iterator[tuple[str, bool]]:
    """Yield what must be reached on the posts kept aside, and whether it is."""
    for demand in DEMANDS:
        score, must = together(scored, demand.fact), []
        for name in ("precision", "recall", "f1"):
            if least := getattr(demand, name):
                must.append(f"{name} {getattr(score, name):.3f} (at least {least:.2f})")
        yield f"{demand.fact}: {', '.join(must)}", demand.met_by(score)
    yield f"speed: {pace:,.0f} characters a second (at least {FASTEST:,})", pace >= FASTEST


def misses(judged: Iterable[tuple[Post, Verdict]], fact: str | None) -> Iterator[str]:
    """Yield a line for each fact that was missed or is false, under the name of its post."""
    counts = facts()[fact] if fact else lambda _: True
    for post, verdict in judged:
        lines = [f"  missed {described(one)}" for one in verdict.missed if counts(one)]
        lines += [f"  false  {described(one)}" for one in verdict.false if counts(one)]
        if lines:
            yield "\n".join([post.name, *lines])


def described(fact: Fact) -> str:
    """Return a fact and its quote on one line."""
    if isinstance(fact, Mention):
        return f"{fact.start:5} {fact.kind} {fact.meant}: {fact.name!r}"
    told = f"{fact.subject} {fact.predicate} {fact.object} ({fact.status})"
    return f"{fact.start:5} {told}: {fact.quote!r}"
