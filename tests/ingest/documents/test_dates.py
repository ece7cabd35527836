"""Dates and periods are read in seven languages, as exact as they are written."""

from __future__ import annotations

import pytest
from babel import Locale

from ingest.documents.document import Document
from ingest.documents.known import Known
from ingest.documents.pipeline import read
from ingest.documents.rules import LANGUAGES
from ingest.documents.steps.counts import counts
from ingest.documents.steps.dates import dates


def found(text: str, language: str, date: str = "") -> list[str | None]:
    document = Document("post", text, language, date=date)
    mentions = read(document, Known({}), [counts, dates]).mentions
    return [one.value for one in mentions if one.kind == "date"]


@pytest.mark.parametrize("language", ["en", "lt", "de", "fr", "es", "it", "pl", "xx"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-06-26", "2019-06-26"),
        ("2019-06", "2019-06"),
        ("26.06.2019", "2019-06-26"),
        ("26. 6. 2019", "2019-06-26"),
        ("26/06/2019", "2019-06-26"),
        ("(06/2019)", "2019-06"),
        ("11.–15.09.2017", "2017-09-11/2017-09-15"),
        ("28.09. - 2.10.2017", "2017-09-28/2017-10-02"),
        ("2014–2020", "2014/2020"),
        ("2016/17", "2016/2017"),
        ("2018-01-01 – 2019-06-30", "2018-01-01/2019-06-30"),
    ],
)
def test_dates_in_digits_are_read_in_any_language(language: str, text: str, value: str) -> None:
    assert found(f"x {text}; y", language) == [value]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "It began on 9 March 2021.", ["2021-03-09"]),
        ("en", "On Friday, 10th of November 2023, we met.", ["2023-11-10"]),
        ("en", "June 26, 2019 and Sept. 3, 2020", ["2019-06-26", "2020-09-03"]),
        ("en", "launched at the beginning of 2016", ["2016"]),
        ("en", "in mid-2016, in spring 2017, by Q1 2018", ["2016", "2017", "2018"]),
        ("en", "at the end of May 2018", ["2018-05"]),
        ("en", "from 24 to 27 June 2019", ["2019-06-24/2019-06-27"]),
        ("en", "September 11–15, 2017", ["2017-09-11/2017-09-15"]),
        ("en", "12 and 13 March 2018", ["2018-03-12/2018-03-13"]),
        ("en", "from January 2018 to 30 June 2019", ["2018-01/2019-06-30"]),
        ("en", "from November to March 2019", ["2018-11/2019-03"]),
        ("en", "from January to June 2019", ["2019-01/2019-06"]),
        ("en", "28 April to 2 May 2020", ["2020-04-28/2020-05-02"]),
        ("en", "between 2016 and 2018, in 2019 and 2020", ["2016/2018", "2019", "2020"]),
        ("en", "on June 26 and again in April", ["06-26", "04"]),
        ("en", "In March 14 members came.", ["03"]),
        ("de", "am 5. Februar 2024, im März 2024", ["2024-02-05", "2024-03"]),
        ("de", "vom 11.–15. September 2017", ["2017-09-11/2017-09-15"]),
        ("de", "vom 18. bis 19. April 2024", ["2024-04-18/2024-04-19"]),
        ("de", "Montag, 11. bis Freitag, 15. Mai 2017", ["2017-05-11/2017-05-15"]),
        ("de", "von Mai 2018 bis zum 30. Juni 2019", ["2018-05/2019-06-30"]),
        ("de", "Ende 2021, im Herbst 2023, im Jahr 2004", ["2021", "2023", "2004"]),
        ("de", "bis 5. April, am 26.06. und im Mai", ["04-05", "06-26", "05"]),
        ("de", "zwischen Januar und Juni 2019", ["2019-01/2019-06"]),
        ("fr", "le 1er septembre 2020", ["2020-09-01"]),
        ("fr", "du 12 au 14 mars 2018", ["2018-03-12/2018-03-14"]),
        ("fr", "du 30 mars au 2 avril 2018", ["2018-03-30/2018-04-02"]),
        ("fr", "de janvier à juin 2019", ["2019-01/2019-06"]),
        ("fr", "au printemps 2022, fin 2023, en août 2024", ["2022", "2023", "2024-08"]),
        ("fr", "le 9 février, en mai", ["02-09", "05"]),
        ("lt", "2019 m. birželio 26 d. ir 2019 m. birželio 26d.", ["2019-06-26"] * 2),
        ("lt", "2017 m. rugsėjo 11–15 d.", ["2017-09-11/2017-09-15"]),
        ("lt", "2019 m. gruodį, 2020 m. vasarį", ["2019-12", "2020-02"]),
        ("lt", "nuo 2018 m. sausio iki 2019 m. birželio 30 d.", ["2018-01/2019-06-30"]),
        ("lt", "2018 m. sausio 15 d. – kovo 3 d.", ["2018-01-15/2018-03-03"]),
        ("lt", "2023 m. sausio–kovo mėn.", ["2023-01/2023-03"]),
        ("lt", "2016 metais, 2017-aisiais, 2018 m. pradžioje", ["2016", "2017", "2018"]),
        ("lt", "2022 metų rudenį, 2014–2020 m.", ["2022", "2014/2020"]),
        ("lt", "Rugsėjo 25–26 d. ir balandžio 9-ąją", ["09-25/09-26", "04-09"]),
        ("lt", "Kovo mėnesį, gegužę, liepos pabaigoje", ["03", "05", "07"]),
        ("lt", "nuo sausio iki birželio 30 d.", ["01/06-30"]),
        ("lt", "2019 06 26", ["2019-06-26"]),
        ("es", "14 de octubre de 2021", ["2021-10-14"]),
        ("es", "del 11 al 15 de septiembre de 2017", ["2017-09-11/2017-09-15"]),
        ("es", "Entre el 13 y el 17 de junio", ["06-13/06-17"]),
        ("es", "enero de 2018, en otoño de 2019, a finales de 2020", ["2018-01", "2019", "2020"]),
        ("it", "il 1° gennaio 2019, nel dicembre 2022", ["2019-01-01", "2022-12"]),
        ("it", "dall'8 all'11 marzo 2018", ["2018-03-08/2018-03-11"]),
        ("it", "dal 12 al 14 marzo 2018, nella primavera 2019", ["2018-03-12/2018-03-14", "2019"]),
        ("pl", "26 czerwca 2019 r., w lutym 2020 roku", ["2019-06-26", "2020-02"]),
        ("pl", "w dniach 11–15 września 2017 r.", ["2017-09-11/2017-09-15"]),
        ("pl", "od 11 do 15 maja", ["05-11/05-15"]),
        ("pl", "Jesienią 2021 roku, w 2014 r., 12 IV 2019", ["2021", "2014", "2019-04-12"]),
    ],
)
def test_dates_are_as_exact_as_the_text(language: str, text: str, values: list[str]) -> None:
    assert found(text, language) == values


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "LASER World of PHOTONICS 2019 and Horizon 2020"),
        ("en", "under COS-CLUSTER-2014-3-03"),
        ("en", "Savanoriu ave. 235 Vilnius, LT-02300, phone 85 266 16 40, +370 2016 2017"),
        ("en", "It may 16 times be so; they march on."),
        ("en", "the 1990s, 2,016 pieces, 2000 nm, € 2000, 2018%"),
        ("en", "2019-13-01, 45.06.2019"),
        ("de", "MEDICA 2018, 1030 Wien, Straße des 17. Juni 135"),
        ("de", "Rue de la Gare 5, 2000 Neuchâtel"),
        ("fr", "les Rencontres Lumière 2022, 12 rue du 8 mai 1945"),
        ("lt", "liepos žydi, kova su vėžiu, Vasario 16-osios g. 5, „Tinklainė 2020“"),
        ("pl", "ul. 11 Listopada 5, tel. 2016"),
    ],
)
def test_what_only_looks_like_a_date_is_none(language: str, text: str) -> None:
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "We signed it yesterday.", "2022-11-22"),
        ("de", "Gestern wurde gefeiert.", "2022-11-22"),
        ("lt", "Sutartis pasirašyta vakar.", "2022-11-22"),
        ("fr", "La convention signée hier.", "2022-11-22"),
        ("pl", "Podpisano wczoraj.", "2022-11-22"),
    ],
)
def test_yesterday_is_a_date_where_the_post_has_one(language: str, text: str, value: str) -> None:
    assert found(text, language, "2022-11-23") == [value]
    assert found(text, language, "2022-11") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_read_by_all_its_names(language: str) -> None:
    months = Locale.parse(language).months
    names = {
        **months["format"]["wide"],
        **{n + 12: m for n, m in months["stand-alone"]["wide"].items()},
    }
    for number, name in names.items():
        text = f"2019 m. {name}" if language == "lt" else f"{name} 2019"
        assert found(text, language) == [f"2019-{(number - 1) % 12 + 1:02}"], name
