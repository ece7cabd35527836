"""python -m tests.corpus: how well posts are read, beside peers, by language and kind of fact.

Of the posts for checking and of those kept aside only totals are printed. `--misses` lists what
was missed and what is false in the posts for development, for who writes rules; `--keep` writes
results.md. `--pages LIST FOLDER` tells how much is found of what a list says of public posts, whose
texts lie in a folder outside the project; with `--misses`, what is not.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path

from tests.corpus import pages
from tests.corpus.evaluating import facts, verdicts
from tests.corpus.readers import READERS, bundled
from tests.corpus.reading import DEV, TRAIN, CorpusError
from tests.corpus.report import LANGUAGES, OURS, RESULTS, misses, report_of


def arguments(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--misses", action="store_true", help="of the posts for development")
    parser.add_argument("--pages", nargs=2, type=Path, metavar=("LIST", "FOLDER"))
    task.add_argument("--keep", action="store_true", help=f"write {RESULTS.name} as well")
    parser.add_argument("--language", choices=LANGUAGES, help="with --misses: of this language")
    parser.add_argument("--fact", choices=list(facts()), help="with --misses: of this kind")
    chosen = parser.parse_args(given)
    if (chosen.language or chosen.fact) and not chosen.misses:
        parser.error("--language and --fact choose among --misses: add that")
    return chosen


def list_misses(language: str | None, fact: str | None) -> int:
    """Print what became of our own reading of the posts for development."""
    reader = READERS[OURS](bundled())
    judged = chain(verdicts(DEV, reader, language), verdicts(TRAIN, reader, language))
    print(*misses(judged, fact), sep="\n")
    return 0


def list_pages(listed: Path, folder: Path, *, misses: bool) -> int:
    """Print how much of what is listed of public posts is found, or what is not."""
    known = bundled()
    found = [pages.find(page, known) for page in pages.read_pages(listed, folder)]
    print(*(pages.missed(found) if misses else pages.table(found)), sep="\n")
    return 0


def evaluate(*, keep: bool) -> int:
    """Print the report, and keep it if asked to; 1 where something is not reached."""
    known = bundled()
    report = report_of({name: make(known) for name, make in READERS.items()})
    print(report.text)
    if keep:
        RESULTS.write_text(report.text, "utf-8")
    return 0 if report.met else 1


def main(given: list[str]) -> int:
    """Evaluate, or list misses."""
    chosen = arguments(given)
    if chosen.pages:
        try:
            return list_pages(*chosen.pages, misses=chosen.misses)
        except CorpusError as error:
            sys.exit(str(error))
    if chosen.misses:
        return list_misses(chosen.language, chosen.fact)
    return evaluate(keep=chosen.keep)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
