"""Scores of what is read: what counts as the same fact, and what the evaluator prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.documents.known import Known, Named
from tests.corpus.__main__ import main
from tests.corpus.evaluating import ALL, Demand, facts, scores
from tests.corpus.readers import dateparser_reader, exact_reader
from tests.corpus.reading import CHECK, DEV, KEPT, TRAIN, Mention, Post, Relation, read_posts
from tests.corpus.report import OURS, report_of
from tests.corpus.scoring import KINDS, PREDICATES, Findings, Score, judge
from tests.test_corpus import NAMED, PLACED, VALUED
from tests.test_corpus import PREDICATES as WORDS

TEXT = "The cluster LITEK met CPIC in Graz on 3 May 2019."
LITEK = Mention("organisation", "LITEK", 12, id="litek")
CPIC = Mention("organisation", "CPIC", 22, id="cpic")
SIGNED = Relation("litek", "signed_agreement_with", "cpic", 0, TEXT, "stated")
POST = Post("01-en-met", TEXT, "en", TEXT, None, (LITEK, CPIC), (SIGNED,))


def score(gold: Findings, found: Findings) -> tuple[int, int, int]:
    """Right, missed and false."""
    verdict = judge(gold, found)
    return len(verdict.right), len(verdict.missed), len(verdict.false)


def test_an_overlap_with_the_same_id_is_right_and_counts_once() -> None:
    longer = Mention("organisation", "cluster LITEK", 4, id="litek")
    gold = Findings((LITEK, CPIC))
    assert score(gold, Findings((longer,))) == (1, 1, 0)
    assert score(gold, Findings((longer, LITEK, CPIC))) == (2, 0, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        Mention("organisation", "LITEK", 12, id="cpic"),
        Mention("organisation", "LITEK", 12, slug="cluster"),
        Mention("project", "LITEK", 12, id="litek"),
        Mention("organisation", "CPIC", 22, id="litek"),
    ],
    ids=["id", "slug", "kind", "place"],
)
def test_another_id_kind_or_place_is_false(wrong: Mention) -> None:
    assert score(Findings((LITEK,)), Findings((wrong,))) == (0, 1, 1)


def test_agreements_are_the_same_where_they_overlap_also_as_ends_of_relations() -> None:
    gold, found = (
        Findings(
            (Mention("agreement", "memorandum", 5, slug=slug),),
            (Relation(slug, "signed_on", "2019", 0, TEXT, "stated"),),
        )
        for slug in ("memorandum-a-b", "mou-1")
    )
    assert score(gold, found) == (2, 0, 0)


def test_a_new_organisation_must_have_the_slug_of_the_gold() -> None:
    gold = Findings((Mention("organisation", "Nemuno optika", 5, slug="nemuno-optika"),))
    found = Findings((Mention("organisation", "Nemuno", 5, slug="nemuno"),))
    assert score(gold, found) == (0, 1, 1)


def test_a_city_is_the_same_under_any_of_its_ids() -> None:
    gold, found = (
        Findings((Mention("place", "Munich", 0, id=f"city-de-{name}"),))
        for name in ("munich", "munchen")
    )
    assert score(gold, found) == (1, 0, 0)


def test_a_relation_needs_its_status_and_sentence() -> None:
    gold = Findings(relations=(SIGNED,))
    other = "And CPIC met LITEK."
    turned = Relation("cpic", "signed_agreement_with", "litek", 0, TEXT, "stated")
    planned = Relation("litek", "signed_agreement_with", "cpic", 0, TEXT, "planned")
    elsewhere = Relation("litek", "signed_agreement_with", "cpic", 100, other, "stated")
    assert score(gold, Findings(relations=(turned,))) == (1, 0, 0)
    assert score(gold, Findings(relations=(planned,))) == (0, 1, 1)
    assert score(gold, Findings(relations=(elsewhere,))) == (0, 1, 1)


def test_a_predicate_that_the_gold_never_speaks_of_is_not_false() -> None:
    scope = Relation("memorandum", "scope", "missions", 0, TEXT, "stated")
    assert score(Findings(), Findings(relations=(scope,))) == (0, 0, 0)


def test_precision_recall_and_f1() -> None:
    assert Score() + Score(1, 2, 4) + Score(1, 0, 1) == Score(2, 2, 5)
    assert (Score(2, 4, 5).precision, Score(2, 4, 5).recall) == (0.5, 0.4)
    assert (Score(0, 0, 5).precision, Score(0, 5, 0).recall, Score().f1) == (0, 0, 0)
    assert not Demand("", precision=0.9, recall=0.6).met_by(Score(6, 6, 11))
    assert Demand("", precision=0.9, recall=0.6).met_by(Score(6, 6, 10))


def test_scores_are_kept_by_language_and_kind() -> None:
    verdict = judge(Findings(POST.mentions, POST.relations), Findings((LITEK,), (SIGNED,)))
    scored = scores([(POST, verdict)])
    assert scored["organisations", "en"] == scored["organisations", ALL] == Score(1, 1, 2)
    assert scored["relations: agreements", "en"] == scored["relations", "en"] == Score(1, 1, 1)


def test_every_kind_and_predicate_of_the_gold_is_counted_once() -> None:
    assert sorted(kind for kinds in KINDS.values() for kind in kinds) == sorted(
        {*NAMED, *PLACED, *VALUED, "technology"}
    )
    assert sorted(word for words in PREDICATES.values() for word in words) == sorted(WORDS)
    assert "relations: roles" in facts()


def test_the_peer_of_exact_names_takes_whole_names_that_mean_one_thing() -> None:
    names = {"litek": "LITEK", "cpic": "CPIC", "lit": "LIT", "one": "Graz", "two": "Graz"}
    known = Known({id_: Named(id_, "organisation", (("en", name),)) for id_, name in names.items()})
    found = exact_reader(known)(Path("unread"), POST)
    assert found.mentions == (LITEK, CPIC)


def test_the_peer_of_dates_says_how_exact_they_are() -> None:
    found = dateparser_reader(Known({}))(Path("unread"), POST)
    assert found.mentions == (Mention("date", "on 3 May 2019", 35, value="2019-05-03"),)


def test_misses_are_of_the_posts_for_development_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--misses", "--language", "pl"]) == 0
    named = {line for line in capsys.readouterr().out.splitlines() if line[:1].isdigit()}
    assert named
    assert named <= {file.stem for folder in (DEV, TRAIN) for file in folder.glob("*.txt")}
    assert not named & {file.stem for folder in (CHECK, KEPT) for file in folder.glob("*.txt")}


def test_a_report_of_the_posts_kept_aside_has_totals_alone() -> None:
    gold = {post.name: Findings(post.mentions, post.relations) for post in read_posts(KEPT)}
    report = report_of({OURS: lambda _, post: gold.get(post.name, Findings())})
    kept = report.text.partition("## Posts kept aside")[2]
    assert f"| organisations | {ALL} | " in kept
    assert "relations: precision 1.000 (at least 0.90), recall 1.000" in kept
    assert not any(name in report.text for name in gold)
    lines = (post.text.splitlines() for post in read_posts(KEPT))
    assert not any(line in report.text for some in lines for line in some if len(line) > 20)


def test_a_choice_among_misses_needs_misses() -> None:
    with pytest.raises(SystemExit):
        main(["--language", "de"])
