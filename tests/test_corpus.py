"""The corpus of posts keeps to its own format: quotes, ids, kinds, languages."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from ontology.regions import load_regions
from ontology.technologies import load_technologies
from tests.corpus.reading import (
    CHECK,
    DEV,
    EIGHTH,
    FIFTH,
    FOURTH,
    KEPT,
    SEVENTH,
    SIXTH,
    THIRD,
    TRAIN,
    CorpusError,
    Mention,
    Post,
    Relation,
    read_posts,
)

DATA = Path(__file__).parents[1] / "data"
BY_LANGUAGE = {
    KEPT: {"en": 8, "de": 6, "fr": 6, "lt": 6, "es": 2, "it": 1, "pl": 1},
    TRAIN: {"en": 4, "de": 3, "fr": 4, "lt": 3, "es": 1, "it": 1, "pl": 1},
    CHECK: {"en": 3, "de": 4, "fr": 3, "lt": 4, "es": 1, "it": 1, "pl": 1},
    THIRD: {"en": 11, "de": 7, "fr": 7, "lt": 8, "es": 1, "it": 1, "pl": 1},
    FOURTH: {"en": 7, "de": 5, "fr": 5, "lt": 5, "es": 2, "it": 2, "pl": 2},
    FIFTH: {"en": 12, "de": 9, "fr": 8, "lt": 8, "es": 1, "it": 1, "pl": 1},
    SIXTH: {"en": 17, "de": 13, "fr": 12, "lt": 12, "es": 2, "it": 2, "pl": 2},
    SEVENTH: {"en": 16, "de": 13, "fr": 12, "lt": 13, "es": 2, "it": 2, "pl": 2},
    EIGHTH: {"en": 16, "de": 8, "fr": 8, "lt": 8, "es": 2, "it": 2, "pl": 2},
    DEV: {"en": 16, "de": 11, "fr": 11, "lt": 12, "es": 4, "it": 3, "pl": 3},
}
NAMED = {"organisation", "project", "programme", "event", "agreement"}
PLACED = {"region", "place"}
VALUED = {"date", "amount", "count", "identifier"}
STATUSES = {"stated", "planned", "negated", "past"}
PREDICATES = {
    *("coordinator_of", "partner_in", "participant_in", "member_of", "shareholder_of"),
    *("signed_agreement_with", "signed_on", "results_from", "follows", "merged_into"),
    *("located_in", "takes_place_in", "works_on", "funded_by", "organised", "hosted", "visited"),
    *("starts", "ends", "duration", "founded_in", "member_count", "partner_count", "funding"),
    *("call_id", "grant_number"),
}
POSTS = [post for folder in BY_LANGUAGE for post in read_posts(folder)]
each_post = pytest.mark.parametrize("post", POSTS, ids=[post.name for post in POSTS])


@cache
def bundled() -> frozenset[str]:
    """The ids of the bundled set."""
    sets = (yaml.safe_load(file.read_text("utf-8")) for file in DATA.glob("*.yaml"))
    entries = (found.get("entries", ()) for found in sets if isinstance(found, dict))
    return frozenset(entry["id"] for listed in entries for entry in listed)


def is_place(id_: str) -> bool:
    """Whether this is an id of a region or city."""
    return load_regions().get(id_) is not None


def exists(mention: Mention) -> bool:
    """Whether the id of a mention is one of its kind; what is new has a slug instead."""
    if mention.kind in VALUED:
        return mention.id is None and mention.slug is None and bool(mention.value)
    if mention.id is None:
        return mention.kind in NAMED and bool(mention.slug) and mention.slug not in bundled()
    if mention.kind == "technology":
        return mention.id in load_technologies().concepts
    return is_place(mention.id) if mention.kind in PLACED else mention.id in bundled()


def known_end(name: str, post: Post) -> bool:
    """Whether what a relation names is mentioned in the post, or a place or part of a range."""
    values = [part for mention in post.mentions for part in (mention.value or "").split("/")]
    return name in values or name in {m.meant for m in post.mentions} or is_place(name)


@pytest.mark.parametrize("folder", BY_LANGUAGE, ids=lambda folder: folder.name)
def test_as_many_posts_a_language_as_promised(folder: Path) -> None:
    assert Counter(post.language for post in read_posts(folder)) == BY_LANGUAGE[folder]


def test_a_third_of_the_first_hand_s_posts_is_kept_aside() -> None:
    kept, dev = len(read_posts(KEPT)), len(read_posts(DEV))
    assert kept + dev >= 80
    assert kept >= (kept + dev) / 3


def test_no_two_posts_have_one_name() -> None:
    assert len({post.name for post in POSTS}) == len(POSTS)


@each_post
def test_length_title_and_date(post: Post) -> None:
    assert 500 <= len(post.text) <= 2500
    assert post.text.startswith(f"{post.title}\n")
    assert post.name.split("-")[1] == post.language
    assert post.date is None or post.date in {m.value for m in post.mentions if m.kind == "date"}


@each_post
def test_quotes_stand_where_they_are_said_to(post: Post) -> None:
    quotes: list[Mention | Relation] = [*post.mentions, *post.relations]
    for found in quotes:
        quote = found.name if isinstance(found, Mention) else found.quote
        assert quote == quote.strip() != ""
        assert post.text[found.start :].startswith(quote), found


@each_post
def test_mentions_are_of_known_kinds_and_ids(post: Post) -> None:
    for mention in post.mentions:
        assert mention.kind in NAMED | PLACED | VALUED | {"technology"}
        assert exists(mention), mention


@each_post
def test_relations_are_of_known_words_between_what_is_mentioned(post: Post) -> None:
    for relation in post.relations:
        assert relation.predicate in PREDICATES
        assert relation.status in STATUSES
        assert known_end(relation.subject, post), relation
        assert known_end(relation.object, post), relation


@each_post
def test_nothing_is_annotated_twice(post: Post) -> None:
    mentions = Counter((m.kind, m.start) for m in post.mentions)
    relations = Counter(
        (r.subject, r.predicate, r.object, r.status, r.start) for r in post.relations
    )
    assert [found for found, times in (mentions + relations).items() if times > 1] == []


def test_a_text_without_gold_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "01-en-alone.txt").write_text("Alone\n", "utf-8")
    with pytest.raises(CorpusError, match=r"01-en-alone\.yaml is missing"):
        read_posts(tmp_path)


def test_an_unknown_field_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "01-en-odd.txt").write_text("Odd\n", "utf-8")
    gold: dict[str, object] = {"language": "en", "title": "Odd", "date": None, "relations": []}
    mentions = [{"kind": "date", "name": "Odd", "start": 0, "colour": "red"}]
    (tmp_path / "01-en-odd.yaml").write_text(yaml.safe_dump({**gold, "mentions": mentions}))
    with pytest.raises(CorpusError, match="colour"):
        read_posts(tmp_path)
