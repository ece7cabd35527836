"""python -m tests.corpus: how well posts are read, beside peers, by language and kind of fact.

Of the posts kept aside only totals are printed. `--misses` lists what was missed and what is
false in the posts for development, for who writes rules.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.corpus.evaluating import (
    ALL,
    DEMANDS,
    FASTEST,
    facts,
    scores,
    speed,
    together,
    verdicts,
)
from tests.corpus.readers import READERS, Reader, bundled
from tests.corpus.reading import DEV, KEPT, Mention, Post
from tests.corpus.scoring import Fact, Score, Verdict

LANGUAGES = ("en", "de", "fr", "lt", "es", "it", "pl")
OURS = next(iter(READERS))


def arguments(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="of the posts for development")
    parser.add_argument("--language", choices=LANGUAGES, help="with --misses: of this language")
    parser.add_argument("--fact", choices=list(facts()), help="with --misses: of this kind")
    chosen = parser.parse_args(given)
    if (chosen.language or chosen.fact) and not chosen.misses:
        parser.error("--language and --fact choose among --misses: add that")
    return chosen


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


def evaluate(readers: Mapping[str, Reader]) -> int:
    """Print the tables and what must be reached; 1 where something is not."""
    scored = {}
    for folder in (DEV, KEPT):
        scored = {name: scores(verdicts(folder, reader)) for name, reader in readers.items()}
        print(f"\n## {title(folder)}\n", *table(scored), sep="\n", flush=True)
    reached = list(demanded(scored[OURS], speed(DEV, readers[OURS])))
    print("\n## Must be reached on the posts kept aside, in English, German, French, Lithuanian\n")
    for text, met in reached:
        print(f"- {text}: {'met' if met else 'missed'}")
    return 0 if all(met for _, met in reached) else 1


def title(folder: Path) -> str:
    """Return what a folder is."""
    return "Posts kept aside (totals only)" if folder == KEPT else "Posts for development"


def main(given: list[str]) -> int:
    """Evaluate, or list misses."""
    chosen = arguments(given)
    known = bundled()
    if not chosen.misses:
        return evaluate({name: make(known) for name, make in READERS.items()})
    judged = verdicts(DEV, READERS[OURS](known))
    of_language = (one for one in judged if chosen.language in {None, one[0].language})
    print(*misses(of_language, chosen.fact), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
