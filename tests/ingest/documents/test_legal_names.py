"""Names of organisations with their legal forms, in the ways that people write both."""

from __future__ import annotations

import pytest

from tests.ingest.documents.naming import organisations


@pytest.mark.parametrize(
    "form",
    ["e.V.", "e. V.", "e.\u00a0V.", "Gmbh", "plc", "Sp. z o. o.", "s. r. o.", "d. o. o.", "D.O.O.",
     "S. p. A.", "Pvt. Ltd.", "gAG", "e. K.", "e.G.", "n. o.", "asbl", "mbH"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The maker is Optoluxa Visus {}, which grows."),
        ("de", "Der Hersteller ist die Optoluxa Visus {}, die wächst."),
    ],
)
def test_a_form_is_written_in_many_ways(language: str, text: str, form: str) -> None:
    assert organisations(text.format(form), language) == [
        (f"Optoluxa Visus {form}", "optoluxa-visus")
    ]


@pytest.mark.parametrize(
    "name",
    ["Dr. Optoluxa GmbH", "Prof. Dr. Optoluxa GmbH", "Gebr. Optoluxa GmbH", "B. Optoluxa AG",
     "A.B. Optoluxa GmbH", "OPTOLUXA VISUS GMBH", "Optoluxa und Söhne GmbH",
     "Optoluxa und Partner GmbH", "Optoluxa & Co. KG",
     "Optoluxa Laser- und Medizin-Technologie GmbH", "Optoluxa Laser- & Medizin-Technik GmbH",
     "Optoluxa (Deutschland) GmbH", "Optoluxa (Jena) AG"],
)  # fmt: skip
def test_what_belongs_to_a_name(name: str) -> None:
    assert [quote for quote, _ in organisations(f"Wir trafen die {name} dort.", "de")] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Es kamen Optoluxa und Visus Beta GmbH.", ["Visus Beta GmbH"]),
        ("Es kamen Laser- und Optikfirmen zur Visus Beta GmbH.", ["Visus Beta GmbH"]),
        ("Das ist Phase B. Optoluxa GmbH kam dazu.", ["Optoluxa GmbH"]),
        ("Es ist eine neue GmbH & Co. KG.", []),
        ("Mit Dr. Anna Berg, Optoluxa GmbH, kam niemand.", ["Optoluxa GmbH"]),
    ],
)
def test_what_does_not(text: str, names: list[str]) -> None:
    assert [quote for quote, _ in organisations(text, "de")] == names
