"""Relations by the rules of each language, on sentences whose mentions are given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.documents.grammar import grammar
from ingest.documents.patterns import PatternError, Words, compiled
from ingest.documents.reading import Reading
from ingest.documents.rules import LANGUAGES
from ingest.documents.steps.agreements import agreements
from ingest.documents.steps.events import events
from ingest.documents.steps.relations import relations
from ingest.documents.steps.scope import scope
from ingest.documents.steps.signatures import signatures
from tests.ingest.documents.marked import reading, told

WRITTEN = [language for language in LANGUAGES if grammar(language)]

COORDINATED = {
    "en": (
        "{project:P} is coordinated by {organisation:A}; {organisation:B} is a partner"
        " in {project:P}."
    ),
    "de": (
        "{project:P} wird von {organisation:A} koordiniert; Partner sind"
        " {organisation:B} und {organisation:C}."
    ),
    "fr": (
        "{organisation:A} coordonne {project:P} ; {organisation:B} est partenaire de {project:P}."
    ),
    "lt": "{project:P} koordinuoja {organisation:A}; {project:P} partneris yra {organisation:B}.",
    "es": "{organisation:A} coordina {project:P}; {organisation:B} es socio de {project:P}.",
    "it": "{organisation:A} coordina {project:P}; {organisation:B} è partner di {project:P}.",
    "pl": "{organisation:A} koordynuje {project:P}; {organisation:B} jest partnerem {project:P}.",
}
SIGNED = {
    "en": (
        "On {date:26 June 2019=2019-06-26} {organisation:A} and {organisation:B} signed"
        " a memorandum."
    ),
    "de": (
        "{organisation:A} und {organisation:B} haben am {date:26. Juni 2019=2019-06-26}"
        " eine Absichtserklärung unterzeichnet."
    ),
    "fr": (
        "{organisation:A} et {organisation:B} ont signé le"
        " {date:26 juin 2019=2019-06-26} un mémorandum d'entente."
    ),
    "lt": (
        "{date:2019 m. birželio 26 d.=2019-06-26} {organisation:A} ir {organisation:B}"
        " atstovai pasirašė memorandumą."
    ),
    "es": (
        "{organisation:A} y {organisation:B} firmaron el"
        " {date:26 de junio de 2019=2019-06-26} un memorando de entendimiento."
    ),
    "it": (
        "{organisation:A} e {organisation:B} hanno firmato il"
        " {date:26 giugno 2019=2019-06-26} un memorandum d'intesa."
    ),
    "pl": (
        "{organisation:A} i {organisation:B} podpisały {date:26 czerwca 2019=2019-06-26}"
        " memorandum."
    ),
}
PLANNED = {
    "en": "{organisation:A} plans to sign an agreement with {organisation:B}.",
    "de": "{organisation:A} will mit {organisation:B} eine Vereinbarung unterzeichnen.",
    "fr": "{organisation:A} envisage de signer un accord avec {organisation:B}.",
    "lt": "{organisation:A} planuoja pasirašyti susitarimą su {organisation:B}.",
    "es": "{organisation:A} prevé firmar un acuerdo con {organisation:B}.",
    "it": "{organisation:A} intende firmare un accordo con {organisation:B}.",
    "pl": "{organisation:A} planuje podpisać porozumienie z {organisation:B}.",
}
NOT_MEMBER = {
    "en": "{organisation:A} is not a member of {organisation:B}.",
    "de": "{organisation:A} ist nicht Mitglied von {organisation:B}.",
    "fr": "{organisation:A} n'est pas membre de {organisation:B}.",
    "lt": "{organisation:A} nėra {organisation:B} narys.",
    "es": "{organisation:A} no es miembro de {organisation:B}.",
    "it": "{organisation:A} non è membro di {organisation:B}.",
    "pl": "{organisation:A} nie jest członkiem {organisation:B}.",
}


LAUNCHED = {
    "en": (
        "The project {project:P} is new. {organisation:A}, the largest cluster in {region:France},"
        " {organisation:B}, a cluster in {region:Austria}, and {organisation:C}. These three"
        " clusters propose to build a partnership. {organisation:C} coordinates {project:P}."
    ),
    "de": (
        "Das Projekt {project:P} ist neu. {organisation:A}, der größte Cluster in {region:Estland},"
        " {organisation:B} und {organisation:C}. Diese drei Cluster schlagen eine"
        " Partnerschaft vor. {organisation:C} koordiniert {project:P}."
    ),
    "fr": (
        "Le projet {project:P} est nouveau. {organisation:A}, le plus grand pôle savoyard,"
        " {organisation:B} et {organisation:C}. Ces trois pôles proposent de créer un partenariat."
        " {organisation:C} coordonne {project:P}."
    ),
    "lt": (
        "Projektas {project:P} yra naujas. {organisation:A}, didžiausias klasteris,"
        " {organisation:B} ir {organisation:C}. Šie trys klasteriai siūlo kurti partnerystę."
        " {organisation:C} koordinuoja {project:P}."
    ),
}
FINISHED = {
    "en": "{organisation:A} has successfully finished implementing the project {project:P}.",
    "de": "{organisation:A} hat {project:P} erfolgreich abgeschlossen.",
    "fr": "{organisation:A} et {organisation:B} ont mené à bien le projet {project:P}.",
    "lt": "{organisation:A} sėkmingai baigė įgyvendinti projektą {project:P}.",
}
UNFINISHED = {
    "en": "{organisation:A} will have finished the implementation of {project:P} by spring.",
    "de": "{project:P} wird im Frühjahr abgeschlossen.",
    "fr": "{project:P} n'est pas achevé.",
    "lt": "{organisation:A} planuoja, kad baigtas bus {project:P}.",
}
BEGUN = {
    "en": "{organisation:A} has launched the project {project:P} at the beginning of {date:2016}.",
    "de": "{organisation:A} hat {project:P} Anfang {date:2016} gestartet.",
    "fr": "{organisation:A} a lancé le projet {project:P} au début de {date:2016}.",
    "lt": "{date:2016 m.=2016} pradžioje {organisation:A} pradėjo projektą {project:P}.",
}
CAME_OF = {
    "en": (
        "{project:P} is over. During the project agreements were signed."
        " {organisation:A} and {organisation:B} signed a memorandum."
    ),
    "de": (
        "{project:P} ist vorbei. Im Laufe des Projekts wurden Vereinbarungen unterzeichnet."
        " {organisation:A} und {organisation:B} haben eine Absichtserklärung unterzeichnet."
    ),
    "fr": (
        "{project:P} est fini. Au cours du projet ont été signés des accords."
        " {organisation:A} et {organisation:B} ont signé un mémorandum d'entente."
    ),
    "lt": (
        "{project:P} baigėsi. Projekto metu buvo pasirašytos sutartys."
        " {organisation:A} ir {organisation:B} atstovai pasirašė memorandumą."
    ),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_roles_in_a_project(language: str) -> None:
    found = told(COORDINATED[language], language)
    assert {("A", "coordinator_of", "P", "stated"), ("B", "partner_in", "P", "stated")} <= found


@pytest.mark.parametrize("language", WRITTEN)
def test_an_agreement_its_parties_and_its_date(language: str) -> None:
    found = told(SIGNED[language], language)
    assert ("A", "signed_agreement_with", "B", "stated") in found
    assert ("memorandum-of-understanding-A-B", "signed_on", "2019-06-26", "stated") in found


@pytest.mark.parametrize("language", WRITTEN)
def test_who_plans_to_sign_has_not_signed(language: str) -> None:
    signed = {one for one in told(PLANNED[language], language) if "signed" in one[1]}
    assert signed == {("A", "signed_agreement_with", "B", "planned")}


@pytest.mark.parametrize("language", WRITTEN)
def test_who_is_no_member(language: str) -> None:
    assert told(NOT_MEMBER[language], language) == {("A", "member_of", "B", "negated")}


@pytest.mark.parametrize("language", LAUNCHED)
def test_partners_that_a_sentence_before_names(language: str) -> None:
    read = reading(LAUNCHED[language], language)
    relations(read)
    quotes = {
        one.subject: read.document.text[one.start : one.end]
        for one in read.relations
        if (one.predicate, one.object, one.status) == ("partner_in", "P", "stated")
    }
    assert quotes.keys() == {"A", "B"}
    assert all("A," in quote for quote in quotes.values())
    assert ("C", "coordinator_of", "P", "stated") in told(LAUNCHED[language], language)


@pytest.mark.parametrize("language", FINISHED)
def test_a_project_that_is_over(language: str) -> None:
    assert told(FINISHED[language], language) >= {("P", "project_status", "closed", "stated")}


@pytest.mark.parametrize("language", UNFINISHED)
def test_a_project_that_is_to_be_finished_is_not_over(language: str) -> None:
    assert {one for one in told(UNFINISHED[language], language) if "status" in one[1]} == set()


@pytest.mark.parametrize("language", BEGUN)
def test_what_somebody_launched_started_then(language: str) -> None:
    assert ("P", "starts", "2016", "stated") in told(BEGUN[language], language)


@pytest.mark.parametrize("language", CAME_OF)
def test_the_one_agreement_is_of_those_that_a_project_brought(language: str) -> None:
    found = told(CAME_OF[language], language)
    assert ("memorandum-of-understanding-A-B", "results_from", "P", "stated") in found


def test_an_agreement_of_another_kind_is_not_tied() -> None:
    text = (
        "{project:P} is over. During the project a consortium agreement was signed."
        " {organisation:A} and {organisation:B} signed a memorandum."
    )
    tied = {one[0] for one in told(text, "en") if one[1] == "results_from"}
    assert "memorandum-of-understanding-A-B" not in tied


def test_the_no_of_a_number_denies_nothing_where_the_clause_ends_before_it() -> None:
    text = (
        "{project:LUMEN} was funded by {programme:COSME} under the first call "
        "(grant agreement No {identifier:824111})."
    )
    assert ("LUMEN", "funded_by", "COSME", "stated") in told(text, "en")


def test_not_yet_but_they_mean_to() -> None:
    found = told(
        "{organisation:A} and {organisation:B} have not yet signed a memorandum, but plan to.",
        "en",
    )
    assert {one[3] for one in found} == {"negated", "planned"}


def test_a_noun_means_the_thing_named_before() -> None:
    text = "{project:P} is new. The project started in {date:2016} and lasts {count:2 years}."
    assert told(text, "en") == {
        ("P", "starts", "2016", "stated"),
        ("P", "duration", "2 years", "stated"),
    }


def test_both_mean_the_two_named_last() -> None:
    text = "{organisation:A} met {organisation:B}. Both clusters specialise in {technology:T}."
    assert {("A", "works_on", "T", "stated"), ("B", "works_on", "T", "stated")} <= told(text, "en")


def test_whoever_stands_behind_a_preposition_does_nothing() -> None:
    text = "With {organisation:A}, {organisation:B} coordinates {project:P}."
    assert ("A", "coordinator_of", "P", "stated") not in told(text, "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The company {organisation:A} is coordinated by {organisation:B}."),
        ("lt", "Įmonę {organisation:A} koordinuoja {organisation:B}."),
    ],
)
def test_only_networks_are_coordinated(language: str, text: str) -> None:
    assert ("B", "coordinator_of", "A", "stated") not in told(text, language)


def test_a_cluster_is_coordinated() -> None:
    text = "The cluster {organisation:A} is coordinated by {organisation:B}."
    assert ("B", "coordinator_of", "A", "stated") in told(text, "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "L'accord porte sur l'échange d'informations de marché et des normes."),
        ("es", "El acuerdo prevé intercambiar información de mercado y normas."),
        ("it", "L'accordo prevede lo scambio di informazioni di mercato e norme."),
        ("pl", "Umowa przewiduje wymianę informacji rynkowych i normy."),
    ],
)
def test_items_of_the_scope_in_each_language(language: str, text: str) -> None:
    signed = {
        "fr": "{organisation:A} et {organisation:B} ont signé un accord. ",
        "es": "{organisation:A} y {organisation:B} firmaron un acuerdo. ",
        "it": "{organisation:A} e {organisation:B} hanno firmato un accordo. ",
        "pl": "{organisation:A} i {organisation:B} podpisały umowę. ",
    }
    found = told(signed[language] + text, language)
    assert {one[2] for one in found if one[1] == "scope"} >= {"market-information", "standards"}


def test_items_of_the_scope_have_spans_of_their_own() -> None:
    text = (
        "{organisation:A} and {organisation:B} signed a memorandum and agreed to hold joint"
        " seminars, to organise trade missions and to exchange information about markets."
    )
    read = reading(text, "en")
    for step in (agreements, relations, scope, signatures):
        step(read)
    quotes = {
        one.object: read.document.text[one.start : one.end]
        for one in read.relations
        if one.predicate == "scope"
    }
    assert "seminars" in quotes["meetings-and-seminars"]
    assert "seminars" not in quotes["missions"]
    assert "markets" in quotes["market-information"]


def test_an_event_with_a_name_and_one_without() -> None:
    read = reading("A first Nordic Light Days follows. A trade mission to {region:Japan=JP}.", "en")
    events(read)
    found = {read.document.text[one.start : one.end] for one in read.mentions}
    assert found == {"Nordic Light Days", "trade mission", "Japan"}


def test_a_pattern_that_cannot_be_read_is_named() -> None:
    words = Words(*["(?!)"] * 6)
    with pytest.raises(PatternError, match=r"'S \( O' cannot be read"):
        compiled("S ( O", {"S": "O", "O": "P"}, words)


AHEAD = (
    "{organisation:A} organises {event:E} in {place:Graz}. {event:E} takes place on"
    " {date:12 May 2023=2023-05-12}."
)


@pytest.mark.parametrize(
    ("day", "status"), [("2023-04", "planned"), ("2023-06-01", "stated"), ("", "stated")]
)
def test_who_organises_an_event_only_plans_it_while_it_lies_ahead(day: str, status: str) -> None:
    read = reading(AHEAD, "en")
    read = Reading(replace(read.document, date=day), read.known, read.mentions)
    relations(read)
    assert ("A", "organised", "E", status) in {
        (one.subject, one.predicate, one.object, one.status) for one in read.relations
    }


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("{organisation:A} moved from {place:Halle} to {place:Jena}.", "en"),
        ("{organisation:A} a déménagé de {place:Halle} à {place:Jena}.", "fr"),
    ],
)
def test_who_moved_from_a_place_was_there(marked: str, language: str) -> None:
    assert told(marked, language) == {
        ("A", "located_in", "Halle", "past"),
        ("A", "located_in", "Jena", "stated"),
    }
