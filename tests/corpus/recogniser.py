"""A recogniser of names beside ours: compromise, whose lexicon is in its package (npm, MIT).

It tells that words name an organisation or a place, not which one. So both are compared by kind
alone: a name is right where it overlaps one of the gold of its kind, once.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.corpus.readers import Reader
from tests.corpus.reading import Mention, Post, read_posts
from tests.corpus.scoring import Score

FOLDER = Path(__file__).parent / "compromise"
LANGUAGES = ("en", "de", "fr")
"""Those that it is compared in."""
KINDS: Mapping[str, frozenset[str]] = {
    "organisation": frozenset({"organisation"}),
    "place": frozenset({"place", "region"}),
}
"""What it calls a kind → our kinds."""
MISSING = "Not compared here: `npm ci --prefix tests/corpus/compromise` installs it.\n"


def comparison(titles: Mapping[Path, str], ours: Reader) -> Iterator[str]:
    """Yield the lines of a section: ours and its figures by folder, kind of name and language."""
    yield "## Names by kind alone, beside a recogniser (compromise)\n"
    if not installed():
        yield MISSING
        return
    yield "| Posts | Kind | Language | In the gold | P | R | F1 | its P | its R | its F1 |"
    yield "|---|---|---|" + "---:|" * 7
    for folder, title in titles.items():
        posts = [post for post in read_posts(folder) if post.language in LANGUAGES]
        read = [ours(folder / f"{post.name}.txt", post).mentions for post in posts]
        theirs = recognised(posts)
        for kind in KINDS:
            mine, its = (_by_language(posts, found, kind) for found in (read, theirs))
            yield from (_row(f"{title} | {kind} | {of}", mine[of], its[of]) for of in LANGUAGES)
    yield ""


def installed() -> bool:
    """Whether the recogniser can be run here."""
    return bool(shutil.which("node")) and (FOLDER / "node_modules").is_dir()


def recognised(posts: Sequence[Post]) -> list[list[Mention]]:
    """Return what the recogniser finds in each post; it is told the language."""
    asked = json.dumps([{"language": post.language, "text": post.text} for post in posts])
    done = subprocess.run(
        ["node", "names.mjs"], cwd=FOLDER, input=asked, text=True, capture_output=True, check=True
    )
    return [[Mention(**one) for one in found] for found in json.loads(done.stdout)]


def score(gold: Iterable[Mention], found: Iterable[Mention], kind: str) -> Score:
    """Count what is found of a kind, whatever it is said to be."""
    left = [one for one in found if one.kind in KINDS[kind]]
    stated = [one for one in gold if one.kind in KINDS[kind]]
    number, right = len(left), 0
    for one in stated:
        fitting = next((other for other in left if _overlap(one, other)), None)
        if fitting:
            left.remove(fitting)
            right += 1
    return Score(right, number, len(stated))


def _by_language(
    posts: Sequence[Post], found: Sequence[Sequence[Mention]], kind: str
) -> dict[str, Score]:
    scores = dict.fromkeys(LANGUAGES, Score())
    for post, named in zip(posts, found, strict=True):
        scores[post.language] += score(post.mentions, named, kind)
    return scores


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _row(of: str, mine: Score, its: Score) -> str:
    figures = (one for score in (mine, its) for one in (score.precision, score.recall, score.f1))
    return f"| {of} | {mine.stated} | {' | '.join(f'{one:.2f}' for one in figures)} |"
