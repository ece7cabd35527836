"""The posts of the corpus with their gold annotation, read into dataclasses.

The format and what counts as a mention or a relation: README.md beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DEV = Path(__file__).parent / "dev"
"""The two thirds that rules are written and corrected from."""

TRAIN = Path(__file__).parent / "second" / "train"
"""Half of the posts of a second hand: rules may be written and corrected from it."""

CHECK = Path(__file__).parent / "second" / "check"
"""The other half: read for totals only, to see whether rules follow one writer's wording."""

THIRD = Path(__file__).parent / "third"
"""Posts that are dense with facts: the weights of relations are learnt from them too."""

FOURTH = Path(__file__).parent / "fourth"
"""Releases, newsletters, minutes, tenders and reports: the weights are learnt from them as well."""

FIFTH = Path(__file__).parent / "fifth"
"""News of clusters in long sentences: the weights are learnt from them as well."""

SIXTH = Path(__file__).parent / "sixth"
"""Interviews, portraits, boxes of facts by two writers who know no rule: learnt from as well."""

SEVENTH = Path(__file__).parent / "seventh"
"""A small cluster's own news, a regional paper's and trade news: learnt from as well."""

EIGHTH = Path(__file__).parent / "eighth"
"""Pages built as public ones are: lists, addresses, data of projects: learnt from as well."""

KEPT = Path(__file__).parent / "kept"
"""The third that is kept aside: read for totals only."""


_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same language as of `yaml.safe_load`, read several times faster where the C library is."""


class CorpusError(Exception):
    """A post or its gold annotation that does not follow the format."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, date, number or identifier where it stands in a text.

    `name`: the exact quote. `start`: its first code point in the text. `id`: of the bundled set,
    the vocabulary or the regions; None for what is new, which has a `slug`, and for dates,
    amounts, counts and identifiers, which have a `value`.
    """

    kind: str
    name: str
    start: int
    id: str | None = None
    slug: str | None = None
    value: str | None = None

    @property
    def end(self) -> int:
        """The code point after the last one."""
        return self.start + len(self.name)

    @property
    def meant(self) -> str:
        """What a relation calls it: the id, the slug or the value."""
        return self.id or self.slug or self.value or ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a sentence says of two things. `subject`, `object`: id, slug or value.

    `quote`: the sentence, from code point `start`. `status`: stated, planned, negated or past.
    """

    subject: str
    predicate: str
    object: str
    start: int
    quote: str
    status: str

    @property
    def end(self) -> int:
        """The code point after the last one of the sentence."""
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Post:
    """A news post and all that a reader finds in it.

    `name`: of its two files, without the ending. `date`: the one that stands over the text as a
    line of its own, None without.
    """

    name: str
    text: str
    language: str
    title: str
    date: str | None
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


def read_posts(folder: Path) -> list[Post]:
    """All posts of a folder, by name.

    Raises `CorpusError` for a text without gold, gold without a text, and unknown or missing
    fields.
    """
    names = sorted({file.stem for file in files(folder, ".txt", ".yaml")})
    return [read_post(folder, name) for name in names]


def files(folder: Path, *endings: str) -> Iterable[Path]:
    """The files of a folder with one of these endings."""
    return (file for file in folder.iterdir() if file.suffix in endings)


def read_post(folder: Path, name: str) -> Post:
    """One post from its text and the gold file beside it. Errors: see `read_posts`."""
    text, gold = folder / f"{name}.txt", folder / f"{name}.yaml"
    for file in (text, gold):
        if not file.is_file():
            raise CorpusError(f"{file} is missing: a post is a text and a gold file of one name")
    # Bytes, since reading as text would change line ends and with them every offset.
    content = text.read_bytes().decode("utf-8")
    try:
        return _post(name, content, yaml.load(gold.read_text("utf-8"), _SAFE))  # noqa: S506
    except (KeyError, TypeError) as error:
        raise CorpusError(f"{gold}: {error}; README.md names the fields") from error


def _post(name: str, text: str, gold: dict[str, Any]) -> Post:
    return Post(
        name=name,
        text=text,
        language=gold["language"],
        title=gold["title"],
        date=gold["date"],
        mentions=tuple(Mention(**row) for row in gold["mentions"]),
        relations=tuple(Relation(**row) for row in gold["relations"]),
    )
