"""Events by their names, and organisations by the first word of theirs."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import found, organisations, projects


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "We met at OptoCura 2024 in Graz.", "OptoCura 2024"),
        ("en", "The Ribble Talks drew many.", "Ribble Talks"),
        ("en", "The Light for Skin Summit drew many.", "Light for Skin Summit"),
        ("de", "Auf der LumiTherm 2023 war viel los.", "LumiTherm 2023"),
        ("fr", "Le Congrès français d'optique ouvre demain.", "Congrès français d'optique"),
        ("fr", "La Journée de la Photonique aura lieu à Lyon.", "Journée de la Photonique"),
        ("es", "La Jornada de Luz y Salud es en mayo.", "Jornada de Luz y Salud"),
        ("fr", "Le Forum Peau Claire aura lieu à Nantes.", "Forum Peau Claire"),
        ("fr", "Trois entreprises exposent à OptiCoeur Santé 2022.", "OptiCoeur Santé 2022"),
        ("lt", "Įmonės rinkosi į LumoMed 2023 Kaune.", "LumoMed 2023"),
        ("es", "Estuvimos en LuzClara 2021.", "LuzClara 2021"),
        ("it", "Il Forum Luce Viva si tiene a Torino.", "Forum Luce Viva"),
        ("pl", "Firmy spotkały się na OptoZdrowie 2023.", "OptoZdrowie 2023"),
    ],
)
def test_an_event_has_a_year_or_a_word_of_events_in_its_name(
    language: str, text: str, name: str
) -> None:
    assert name in [quote for quote, _ in found(text, language, ["event"])]
    assert not organisations(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The project LUMENA 2025 started."),
        ("en", "The letter came in June 2022 from Graz 2022."),
        ("en", "Ribble Forum Ltd makes lenses."),
        ("de", "Der Jahresrückblick 2021 liegt vor."),
        ("fr", "L'Institut Forum Lumière 2020 recrute."),
    ],
)
def test_a_year_or_such_a_word_alone_makes_no_event(language: str, text: str) -> None:
    assert not found(text, language, ["event"])


def test_a_project_whose_name_has_a_year_stays_one() -> None:
    text = "Iniciatyva pratęsia projektą „Audinys 2020“."
    assert [slug for _, slug in projects(text, "lt")] == ["audinys-2020"]


def test_technologies_in_titles_of_events_are_mentions() -> None:
    text = "We met at the Biophotonics Days 2024 in Graz."
    assert found(text, "en", ["technology"]) == [("Biophotonics", "biophotonics")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ribbleton Photon Works Ltd makes lenses. In May Ribbleton hired ten people."),
        ("de", "Die Muldau Feinoptik GmbH baut Linsen. Im Mai stellte Muldau zehn Leute ein."),
        ("fr", "Rivelaine Optique SAS fabrique des lentilles. En mai, Rivelaine a recruté."),
    ],
)
def test_the_first_word_of_a_new_name_means_the_whole(language: str, text: str) -> None:
    (first, whole), (short, meant) = organisations(text, language)
    assert first.startswith(short)
    assert whole == meant != short.lower()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Graz Photon Works Ltd makes lenses. In Graz it hired ten people."),
        ("en", "Clear Photon Works Ltd makes clear lenses. Clear rules help."),
        ("en", "Ribble Photon Works Ltd and Ribble Lenses Ltd met. They went to Ribble."),
        ("lt", "Nemunas lazeriai, UAB, kuria lęšius. Prie upės Nemunas įmonė auga."),
    ],
)
def test_places_words_and_what_several_are_called_by_mean_none(language: str, text: str) -> None:
    last = text.rindex(text.split()[0])
    assert all(quote != text.split()[0] for quote, _ in organisations(text[last:], language))
    whole = [quote for quote, _ in organisations(text, language)]
    assert text.split()[0] not in whole


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "A workshop called Light Seeks Nerve is planned for 2024.", "Light Seeks Nerve"),
        ("en", "Alba reported from Quiet Lungs, the workshop in Ghent.", "Quiet Lungs"),
        ("en", "An info day for applicants, Chips for Hearts, will be held.", "Chips for Hearts"),
        ("de", "Am 9. Oktober lädt er zum Hautforum Bodensee.", "Hautforum Bodensee"),
        ("de", "Zuerst kommt im März 2022 der Ostsee-Lichttag.", "Ostsee-Lichttag"),
        ("de", "Der Ostalb-Lichttag findet am 14. Juni 2023 statt.", "Ostalb-Lichttag"),
        ("fr", "Alba organise une conférence, Lumière du Nord, à Nice.", "Lumière du Nord"),
        ("lt", "Seminaras „Greitos dirbtuvės“ vyks 2024 m.", "„Greitos dirbtuvės“"),
        ("es", "Alba presenta el taller «Luz Clara» en 2021.", "«Luz Clara»"),
        ("it", "Alba presenta il seminario «Luce Chiara» nel 2021.", "«Luce Chiara»"),
        ("pl", "Alba zaprasza na warsztaty „Jasne Światło” w 2023 r.", "„Jasne Światło”"),
    ],
)
def test_words_beside_it_tell_the_name_of_an_event(language: str, text: str, name: str) -> None:
    assert [quote for quote, _ in found(text, language, ["event"])] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Fünf Tage Regen, gute Gespräche.",
        "Am Rande der Messe sprach man am 2. Mai 2022 davon.",
        "Veranstalterin war die Messe Düsseldorf.",
        "Der Workshop hat begonnen.",
    ],
)
def test_what_is_left_behind_small_words_is_no_name_of_an_event(text: str) -> None:
    named = [quote for quote, _ in found(text, "de", ["event"])]
    assert not [quote for quote in named if " " in quote or quote == "Düsseldorf"]


def test_an_event_is_named_again_without_its_year() -> None:
    text = "OptoCura 2024 drew many. At OptoCura we had a stand. The next OptoCura is in Graz."
    events = found(text, "en", ["event"])
    assert events == [("OptoCura 2024", "optocura-2024"), ("OptoCura", "optocura-2024")]


def test_fairs_that_are_held_again_and_again_need_no_year() -> None:
    assert found("Wir waren auf der MEDICA.", "de", ["event"]) == [("MEDICA", "medica")]
