"""What hints at a relation: cues, groups of things, and what their weights make of them."""

from __future__ import annotations

import math
import re

import pytest

from ingest.documents.document import Document
from ingest.documents.findings import Mention, Relation, Status
from ingest.documents.grammar import grammar, predicates
from ingest.documents.known import Known, Named
from ingest.documents.line import BULLET, Cutter, Line
from ingest.documents.manner import SURE
from ingest.documents.pairs.candidates import Scout
from ingest.documents.pairs.cues import Cue, lexicon
from ingest.documents.pairs.features import Pair
from ingest.documents.pairs.groups import Group, groups
from ingest.documents.pairs.names import name_rows
from ingest.documents.pairs.statuses import status_row, statuses_of_pair
from ingest.documents.pairs.view import View
from ingest.documents.pairs.weighing import ALONE, Witness, weighed
from ingest.documents.pairs.weights import BASE, evidence, further, row, weights
from ingest.documents.reading import Reading
from ingest.documents.referents import Memory
from ingest.documents.rules import LANGUAGES, rules_of

ORGANISATIONS = ("Alpha", "Beta", "Gamma")
PROJECT = "LUMEN"
SORTS = {"verb", "role", "state", "moved", "left", "planned"}


def line_of(text: str, language: str = "en") -> Line:
    """The line of a sentence in which these names are mentioned."""
    named = [(one, "organisation") for one in ORGANISATIONS] + [(PROJECT, "project")]
    mentions = [
        Mention(kind, text.index(name), text.index(name) + len(name), slug=name.lower())
        for name, kind in named
        if name in text
    ]
    rules = grammar(language)
    assert rules
    (line,) = Cutter(Document("a.txt", text, language), rules.spelling).lines(mentions)
    return line


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_are_of_known_predicates_and_sorts(language: str) -> None:
    listed = rules_of("cues", language)["cues"]
    assert listed.keys() <= predicates().keys()
    assert {sort for sorts in listed.values() for sort in sorts} <= SORTS


@pytest.mark.parametrize(
    ("text", "language", "predicate", "sort"),
    [
        ("Alpha steers LUMEN.", "en", "coordinator_of", "verb"),
        ("Alpha hat die Federführung von LUMEN.", "de", "coordinator_of", "state"),
        ("Alpha est le chef de file de LUMEN.", "fr", "coordinator_of", "role"),
        ("Alpha pasitraukė iš LUMEN.", "lt", "partner_in", "left"),
    ],
)
def test_a_cue_is_found_with_its_sort(text: str, language: str, predicate: str, sort: str) -> None:
    known = lexicon(language)
    assert known
    assert sort in {cue.sort for cue in known.cues(line_of(text, language))[predicate]}


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Alpha, Beta and Gamma work in LUMEN.", [3]),
        ("Alpha works with Beta in LUMEN.", [1, 1]),
        ("Alpha coordinates LUMEN, Beta and Gamma help.", [1, 2]),
        ("In LUMEN Alpha and Beta help; Gamma left.", [2, 1]),
        ("In LUMEN: Alpha; Beta; Gamma.", [3]),
    ],
)
def test_a_list_of_things_is_one_group(text: str, sizes: list[int]) -> None:
    found = groups(line_of(text), frozenset({"and"}), frozenset({"with", "in"}))
    assert [len(group.things) for group in found if group.sign == "O"] == sizes


def odds(text: str, predicate: str) -> float:
    """The best log-odds that a sentence says a predicate of Alpha and the project, the least that
    there are where it is not even thought of."""
    line, rules = line_of(text), grammar("en")
    scout = Scout.of(Document("a.txt", text, "en"), rules) if rules else None
    assert scout
    memory = Memory("en")
    pairs = scout.candidates(memory.understood(line), memory, titled=False)
    found = [evidence(one.features) for one in pairs if one.pair.predicate.name == predicate]
    return max(found, default=-math.inf)


def test_what_a_sentence_says_has_better_odds_than_what_it_does_not() -> None:
    text = "LUMEN is coordinated by Alpha."
    assert odds(text, "coordinator_of") > odds(text, "partner_in")
    assert odds(text, "coordinator_of") > odds("LUMEN began, says Alpha.", "coordinator_of")


@pytest.mark.parametrize(
    ("text", "predicate"),
    [("LUMEN began, says Alpha.", "coordinator_of"), ("Alpha and Beta spoke.", "member_of")],
)
def test_some_predicates_are_not_thought_of_without_a_cue(text: str, predicate: str) -> None:
    assert odds(text, predicate) == -math.inf


def pair_of(text: str) -> Pair:
    """The organisation and the project of a sentence, with what it says of who coordinates."""
    line, known = line_of(text), lexicon("en")
    assert known
    subject, object_ = groups(line, frozenset(), frozenset())
    cue = known.cues(line)["coordinator_of"][0]
    return Pair(predicates()["coordinator_of"], subject, object_, cue, object_.meant())


def test_unknown_features_weigh_nothing() -> None:
    assert evidence([row("no such feature")]) == weights()[BASE]


def test_a_pattern_speaks_for_what_it_says_and_against_another_subject() -> None:
    witness = Witness.of({("alpha", "coordinator_of", "lumen")})
    pair = pair_of("Alpha coordinates LUMEN.")
    said = further(witness.row(("alpha", "coordinator_of", "lumen"), pair))
    assert said > 0 > further(witness.row(("beta", "coordinator_of", "lumen"), pair))
    assert further(witness.row(("beta", "partner_in", "lumen"), pair)) == 0


def test_a_pattern_counts_otherwise_where_an_end_is_only_meant() -> None:
    witness = Witness.of({("alpha", "coordinator_of", "lumen")})
    pair = pair_of("Alpha coordinates LUMEN.")
    meant = pair._replace(subject=pair.subject._replace(implied="topic", first=-1, last=-1))
    key = ("alpha", "coordinator_of", "lumen")
    assert witness.row(key, pair).features != witness.row(key, meant).features


def test_what_a_pattern_alone_says_of_things_without_a_cue_is_for_people() -> None:
    line, rules = line_of("Alpha met Beta."), grammar("en")
    assert rules
    told = Relation("alpha", "member_of", "beta", 0, 15, "stated", 0.9, "en/member_of/4")
    (found,) = weighed(line, [], [told], rules)
    assert found.confidence == ALONE < SURE


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("Gamma network grows.", "We met Beta.", "en"),
        ("Das Netzwerk Gamma wächst.", "Mit Beta haben wir gesprochen.", "de"),
        ("Gamma klasteris auga.", "Sutartį su Beta pasirašėme.", "lt"),
    ],
)
def test_we_are_who_publishes_the_text(before: str, text: str, language: str) -> None:
    memory = Memory(language)
    memory.understood(line_of(before, language))
    line = memory.understood(line_of(text, language))
    things = [cell.thing for cell in line.cells if cell.thing]
    assert {meant for thing in things for meant in thing.meant} == {"gamma", "beta"}


def test_items_of_a_list_are_one_group_and_what_stands_in_one_is_said_of_it() -> None:
    text = "Partners of LUMEN:\n- Alpha, maker of lenses\n- Beta (lasers)\n- Gamma"
    found = groups(line_of(text), frozenset({"and"}), frozenset({"with", "in"}))
    assert [len(group.things) for group in found if group.sign == "O"] == [3]


def view_of(text: str) -> View:
    """What pairs of a line are weighed by, without any cue."""
    line, known = line_of(text), lexicon("en")
    assert known
    found = groups(line, frozenset({"and"}), frozenset({"with", "in"}))
    return View(line, Memory("en"), text, {}, found, [], known)


def last_view(text: str, language: str) -> View:
    """What pairs of the last line of a text are weighed by, those before being remembered."""
    named = [(one, "organisation") for one in ORGANISATIONS] + [(PROJECT, "project")]
    mentions = [
        Mention(kind, at.start(), at.end(), id=name.lower())
        for name, kind in named
        for at in re.finditer(name, text)
    ]
    reading, rules = Reading(Document("a.txt", text, language), Known({}), mentions), lexicon("en")
    assert rules
    memory = Memory.of(reading)
    *_, last = [memory.understood(line) for line in reading.lines()]
    return View(last, memory, text, {}, groups(last, frozenset(), frozenset()), [], rules)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Beta grows. Beta is young.\n\nAlpha builds lenses. Gamma came. More is to come."),
        ("de", "Beta wächst. Beta ist jung.\nAlpha baut Linsen. Gamma kam. Mehr soll folgen."),
        ("lt", "Beta auga. Beta jauna.\n\nAlpha kuria lęšius. Gamma atvyko. Laukiama daugiau."),
    ],
)
def test_what_is_meant_may_be_the_first_of_its_paragraph(language: str, text: str) -> None:
    view = last_view(text, language)
    guessed = {group.meant()[0]: group for group in view.implied("O")}
    assert "paragraph" in guessed["alpha"].implied.split("+")
    assert "topic" in guessed["beta"].implied.split("+")
    assert view.standing(guessed["alpha"]) == (True, 3, False)
    assert view.standing(guessed["beta"]) == (False, 3, True)


def test_a_list_of_one_at_the_beginning_of_a_line_is_no_item() -> None:
    view = view_of("Alpha builds LUMEN:\n•")
    (first,), (project,) = view.of("O"), view.of("P")
    assert view.line.cells[-1].text == BULLET
    assert not view.within(first, project)


def test_who_joins_a_network_may_be_named_in_the_line_before() -> None:
    before, rules = line_of("Alpha is a young firm."), grammar("en")
    text = "It is not alone: the firm joined Beta."
    scout = Scout.of(Document("a.txt", text, "en"), rules) if rules else None
    assert scout
    memory = Memory("en")
    memory.understood(before)
    pairs = scout.candidates(memory.understood(line_of(text)), memory, titled=False)
    ends = {
        (*one.pair.subject.meant(), *one.pair.object.meant())
        for one in pairs
        if one.pair.predicate.name == "member_of"
    }
    assert ("alpha", "beta") in ends


KNOWN = Known({"gamma": Named("gamma", "organisation", (), type="Cluster")})


def test_what_is_known_of_an_organisation_tells_its_sort() -> None:
    (thing,) = [cell.thing for cell in line_of("Gamma grows.").cells if cell.thing]
    assert Memory("en", KNOWN).sort(thing) == "cluster"
    assert Memory("en").sort(thing) == ""


def test_the_network_is_the_one_that_is_known_to_be_one() -> None:
    memory = Memory("en", KNOWN)
    memory.understood(line_of("Gamma welcomes Alpha."))
    line = memory.understood(line_of("The network meets Beta."))
    things = [cell.thing for cell in line.cells if cell.thing]
    assert [thing.meant for thing in things] == [("gamma",), ("beta",)]


def test_of_two_the_company_is_rather_the_one_of_the_line_before() -> None:
    memory = Memory("en")
    for text in ("The network Gamma is new.", "Beta grows.", "Alpha is from Graz."):
        memory.understood(line_of(text))
    line = memory.understood(line_of("The company joined LUMEN."))
    things = [cell.thing for cell in line.cells if cell.thing]
    assert things[0].meant == ("alpha",)


@pytest.mark.parametrize(
    ("subject", "object_", "cue", "order"),
    [
        (0, 5, 3, "ScO"),
        (5, 0, 3, "OcS"),
        (0, 5, 8, "SOc"),
        (3, 5, 0, "cSO"),
        (-1, 5, 3, "cO"),
        (2, -1, 4, "Sc"),
        (0, 5, None, "SO"),
        (-1, 5, None, "O"),
    ],
)
def test_the_order_of_a_pair_leaves_out_what_the_line_does_not_name(
    subject: int, object_: int, cue: int | None, order: str
) -> None:
    one, other = (Group("O", at, at + 1, ()) for at in (subject, object_))
    hint = None if cue is None else Cue("member_of", "verb", cue, cue + 1)
    assert Pair(predicates()["member_of"], one, other, hint, ()).order() == order


def moved(place: int) -> tuple[Status, ...]:
    """What "Alpha left A for B" says of where it is, in the first or second place."""
    text, rules = "Alpha left Graz for Linz last year.", grammar("en")
    assert rules
    named = [("organisation", "Alpha"), ("place", "Graz"), ("place", "Linz")]
    mentions = [
        Mention(kind, text.index(name), text.index(name) + len(name), id=name)
        for kind, name in named
    ]
    (line,) = Cutter(Document("a.txt", text, "en"), rules.spelling).lines(mentions)
    one, *places = (Group("O", at, at + 1, ()) for at, cell in enumerate(line.cells) if cell.thing)
    left = Cue("located_in", "left", one.last, places[0].first)
    return statuses_of_pair(
        line, Pair(predicates()["located_in"], one, places[place], left, ()), rules
    )


def test_who_moved_was_in_the_first_place_and_is_in_the_second() -> None:
    assert moved(0) == ("past",)
    assert moved(1) == ("stated",)


def test_words_of_another_status_in_the_line_count_for_a_pair() -> None:
    rules = grammar("en")
    assert rules
    pair = pair_of("Alpha coordinates LUMEN.")
    plain, doubtful = (
        set(status_row(line_of(text), pair, ("stated",), rules).features)
        for text in ("Alpha coordinates LUMEN.", "Alpha coordinates LUMEN, which Beta may join.")
    )
    assert plain - doubtful == {"hints|stated|0"}
    assert "hint|stated|planned" in doubtful


def test_how_a_name_was_found_counts_for_what_is_said_of_it() -> None:
    pair = pair_of("Alpha coordinates LUMEN.")
    (thing,) = pair.subject.things
    guessed = pair.subject._replace(things=(thing._replace(rule="lower-names"),))
    first, *_ = name_rows(pair._replace(subject=guessed), "alpha", "lumen")
    assert "named|O|lower-names" in first.features
    assert [row.features for row in name_rows(pair, "alpha", "lumen")] != [first.features]
