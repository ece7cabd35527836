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
        # Adjectives of cities, but not where a name goes on with what is dealt in, nor surnames.
        ("Es half die Ulmer Optoluxa GmbH.", ["Optoluxa GmbH"]),
        ("Es half die Dresdner Visus Beta GmbH.", ["Visus Beta GmbH"]),
        ("Es half die Basler Optoluxa AG.", ["Optoluxa AG"]),
        ("Es half die Ulmer Optik GmbH.", ["Ulmer Optik GmbH"]),
        ("Es half die Sulzer Optoluxa AG.", ["Sulzer Optoluxa AG"]),
        ("Ulmer Optoluxa GmbH", ["Ulmer Optoluxa GmbH"]),
        # Names in small letters, and adjectives.
        ("Es half die optoluxa GmbH.", ["optoluxa GmbH"]),
        ("Zu Gast war der ulms e. V. aus Jena.", ["ulms e. V."]),
        ("Es half die neue GmbH, eine gemeinsame AG als GmbH.", []),
    ],
)
def test_what_does_not(text: str, names: list[str]) -> None:
    assert [quote for quote, _ in organisations(text, "de")] == names
