"""Calls, topics and grants are found, and what only looks like one is not."""

from __future__ import annotations

import pytest

from ingest.documents.values.written_identifiers import identifiers_in


@pytest.mark.parametrize(
    "code",
    [
        "COS-CLUSTER-2014-3-03",
        "HORIZON-HLTH-2022-TOOL-11-02",
        "HORIZON-CL4-2021-DIGITAL-EMERGING-01-07",
        "H2020-ICT-2016-2017",
        "H2020-MSCA-ITN-2018",
        "EIC-SMEInst-2018-2020",
        "FP7-ICT-2013-10",
        "ICT-29-2016",
        "SC1-BHC-06-2020",
        "01.2.2-LMT-K-718-03-0029",
        "POIR.01.01.01-00-0001/19",
        "ANR-18-CE19-0012",
        "13N14567",
        "101016964",
    ],
)
def test_calls_and_topics(code: str) -> None:
    for text in (f"the call {code}.", f"({code})", f"{code}: it began"):
        assert [one.value for one in identifiers_in(text)] == [code]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("under grant agreement No 783420", "783420"),
        ("(GA 688904)", "688904"),
        ("grant agreement No 101016964", "101016964"),
        ("grant agreement 101 057 844", "101057844"),
        ("COS‑CLUSTER‑2014‑3‑03", "COS-CLUSTER-2014-3-03"),
        ("Finanzhilfevereinbarung Nr. 731877", "731877"),
        ("Das Aktenzeichen lautet 2021 FE 0042.", "2021 FE 0042"),
        ("Le numéro de la convention de subvention est 825741.", "825741"),
        ("dotacijos sutarties Nr. 825741", "825741"),
        ("acuerdo de subvención n.º 825741", "825741"),
        ("(expediente LCF/HR19/00412)", "LCF/HR19/00412"),
        ("convenzione di sovvenzione n. 825741", "825741"),
        ("umowa o udzielenie dotacji nr 825741", "825741"),
    ],
)
def test_grants_stand_behind_a_word_for_one(text: str, value: str) -> None:
    (one,) = identifiers_in(text)
    assert one.value == value


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19, SARS-CoV-2, ISO 13485:2016, MEDICA-2018",
        "LT-02300 Vilnius, D-07745 Jena, tel. +370 5 266 1640, fax 266164",
        "PVM kodas LT119511515, įmonės kodas 110068926",
        "Horizon 2020, H2020, FP7, LASER-GO, 2021-03-09",
    ],
)
def test_what_only_looks_like_an_identifier_is_none(text: str) -> None:
    assert list(identifiers_in(text)) == []
