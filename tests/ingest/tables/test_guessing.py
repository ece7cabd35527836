"""Guesses of columns: by headers in four languages, by values; and the mapping that they become."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graph.records import EntityRecord, Unit
from ingest.tables import TableFormat
from ingest.tables.fields import known_fields
from ingest.tables.guessing import FILE, GuessedSheet, guess, guessed_mapping
from ingest.tables.kinds import KINDS
from ingest.tables.mapping import read_mapping
from ingest.tables.preview import preview
from ingest.tables.workbook import open_workbook
from ingest.tables.written import mapping_text
from tests.ingest.tables.books import Cells, write_ods, write_text, write_xlsx


def guessed(path: Path) -> dict[str, GuessedSheet]:
    return guess(open_workbook(path))


def columns(sheet: GuessedSheet) -> dict[str, str]:
    return {one.rule.header: " ".join(one.rule.template) for one in sheet.guesses}


@pytest.mark.parametrize(
    "header",
    [
        "Organisation name,Acronym,Website,Country,City,Founded,Technologies,Member since",
        "Įmonės pavadinimas,Santrumpa,Svetainė,Šalis,Miestas,Įkurta,Technologijos,Narys nuo",
        "Raison sociale,Sigle,Site web,Pays,Ville,Année de création,Domaines,Membre depuis",
        "Firmenname,Kürzel,Webseite,Land,Ort,Gründungsjahr,Technologien,Mitglied seit",
    ],
)
def test_headers_are_known_in_four_languages(tmp_path: Path, header: str) -> None:
    sheet = guessed(write_text(tmp_path / "a.csv", [header.split(","), ["x"] * 8]))[""]
    assert list(columns(sheet).values()) == [
        *("name", "acronym", "website", "country", "city", "founded", "worksOn", "since")
    ]
    assert all(one.why for one in sheet.guesses)


def test_merged_and_empty_headers_titles_and_people(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Nariai 2026", None, None, None, None, None],
        [None] * 6,
        ["Pavadinimas", None, "Šalis", "Kontaktai", None, None],
        ["LT", "EN", None, "Vardas", "El. paštas", None],
        ["UAB Alfa", "Alfa", "LT", "A. B.", "a@example.org", "https://alfa.example"],
        ["UAB Beta", "Beta", "LT", "B. C.", "b@example.org", "https://beta.example"],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Nariai": rows}, ["A1:F1", "A3:B3", "D3:E3"])
    sheet = guessed(path)["Nariai"]
    assert (sheet.kind, sheet.header) == ("members", (3, 4))
    assert columns(sheet) == {
        "Pavadinimas / LT": "name",
        "Pavadinimas / EN": "name",
        "Šalis": "country",
        "Kontaktai / Vardas": "personal",
        "Kontaktai / El. paštas": "personal",
        "column F": "website",
    }
    assert [one.rule.language for one in sheet.guesses[:2]] == ["lt", "en"]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("999643492", "pic"),
        ("Lietuva", "country"),
        ("https://a.example", "website"),
        ("2016-06-08", "ignore"),
        ("HORIZON.1.1", "ignore"),
        ("www.a.example", "website"),
        ("https://ror.org/03nadee84", "ror"),
        ("info@example.org", "personal"),
        ("anything at all", "ignore"),
        ("", "ignore"),
    ],
)
def test_values_tell_what_headers_do_not(tmp_path: Path, value: str, field: str) -> None:
    sheet = guessed(write_text(tmp_path / "a.csv", [["Name", "???"], ["Alfa", value]]))[""]
    assert columns(sheet)["???"] == field


@pytest.mark.parametrize(
    ("header", "value", "read_as", "split"),
    [
        ("Name", "Example Cluster (EXC)", ("name", "(", "acronym", ")"), ""),
        ("Ort", "07745 Jena", ("postcode", "city"), ""),
        ("PLZ Ort", "07745 Jena", ("postcode", "city"), ""),
        ("Ort", "Jena", ("city",), ""),
        ("Name", "Įmonė (ŽŠ)", ("name", "(", "acronym", ")"), ""),
        ("Name", "Example (Vilnius)", ("name",), ""),
        ("Name", "Example, Ltd", ("name",), ""),
        ("Technologies", "lasers, optics", ("worksOn",), ","),
        ("Technologies", "lasers", ("worksOn",), ""),
    ],
)
def test_values_tell_what_cells_are_made_of(
    tmp_path: Path, header: str, value: str, read_as: tuple[str, ...], split: str
) -> None:
    path = write_text(tmp_path / "members.csv", [[header, "City"], [value, "x"]])
    sheet = guessed(path)[""]
    assert (sheet.guesses[0].rule.template, sheet.guesses[0].rule.split) == (read_as, split)
    assert (sheet.kind, sheet.why) == ("members", "the file is called 'members'")


def test_words_may_run_together(tmp_path: Path) -> None:
    header = ["shortName", "vatNumber", "POSTCODE", "organizationURL", "site web de l'entreprise"]
    sheet = guessed(write_text(tmp_path / "a.csv", [header[:4], ["x"] * 4]))[""]
    assert list(columns(sheet).values()) == ["acronym", "vat", "postcode", "website"]
    sheet = guessed(write_text(tmp_path / "c.csv", [["companyID", "postCode", "name"], ["x"] * 3]))[
        ""
    ]
    assert list(columns(sheet).values()) == ["ignore", "postcode", "name"]
    sheet = guessed(write_text(tmp_path / "b.csv", [["Nom", header[4]], ["x"] * 2]))[""]
    assert list(columns(sheet).values()) == ["name", "website"]


@pytest.mark.parametrize(
    "header",
    [
        "VAT",
        "VAT number",
        "PVM kodas",
        "PVM mokėtojo kodas",
        "N° TVA",
        "USt-IdNr.",
        "Umsatzsteuernummer",
        "vatNumber",
    ],
)
def test_a_vat_number_is_an_identifier(tmp_path: Path, header: str) -> None:
    path = write_text(tmp_path / "a.csv", [["Company", header], ["Alfa", "LT119511515"]])
    assert columns(guessed(path)[""])[header] == "vat"
    units = [one for one in TableFormat().read(path) if isinstance(one, Unit)]
    (organisation,) = [record for unit in units for record in unit.records()]
    assert isinstance(organisation, EntityRecord)
    assert organisation.key == "vat:LT119511515"


def test_what_a_row_can_have_once_is_guessed_once(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", [["Company", "Member", "Field", "Topics"], ["x"] * 4])
    found = columns(guessed(path)[""])
    assert list(found.values()) == ["name", "ignore", "worksOn", "worksOn"]


def test_a_guess_becomes_a_mapping_that_reads_the_same(tmp_path: Path) -> None:
    header = ["Firma: Name", "Land", "'NO'", "# Nr", "- x", "Seit", "yes"]
    path = write_text(tmp_path / "a.csv", [header, ["Alfa (AL)", "NO", "a", "1", "b", "2016", "c"]])
    workbook = open_workbook(path)
    found = guess(workbook)
    file = tmp_path / "a.mapping.yaml"
    file.write_text(mapping_text(path, "a", found, workbook.dialect), encoding="utf-8")
    mapping = read_mapping(file)
    assert mapping.sheets[""].columns == found[""].rule.columns
    assert (mapping.source, mapping.visibility, mapping.separator) == ("a", "internal", ",")


def test_sheets_whose_rows_nothing_tells_apart_are_left_out(tmp_path: Path) -> None:
    sheets = {"Members": [["Name"], ["Alfa"]], "Fees": [["Year", "Fee"], ["2026", "100"]]}
    path = write_xlsx(tmp_path / "a.xlsx", sheets)
    text = mapping_text(path, "a", guess(open_workbook(path)), None)
    assert "# Fees is not read" in text
    file = tmp_path / "a.mapping.yaml"
    file.write_text(text, encoding="utf-8")
    assert list(read_mapping(file).sheets) == ["Members"]


MEMBERS, CHOICES = [["Name"], ["Alfa"]], [["Country"], ["LT"], ["LV"]]


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    sheets = {"Members": MEMBERS, "Old": MEMBERS, "Choices": CHOICES}
    states = {"Old": "veryHidden", "Choices": "hidden"}
    path = write_xlsx(tmp_path / "a.xlsx", sheets, hidden=states)
    assert "# Old is not read: it is hidden" in mapping_text(path, "a", guessed(path), None)
    assert list(guessed_mapping(guessed(path)).sheets) == ["Members"]
    assert preview(path, TableFormat()).hidden == ("Old", "Choices")


@pytest.mark.parametrize(
    "header",
    [
        *("Name of contact", "CEO name", "Member representative", "Contact name 2"),
        *("Name des Ansprechpartners", "Geschäftsführer/in", "Nom du contact", "Vadovo vardas"),
        *("E-mail 2", "Phone (office)", "Contact 1", "Name Geschäftsführung"),
    ],
)
def test_names_of_persons_are_of_no_organisation(tmp_path: Path, header: str) -> None:
    path = write_text(tmp_path / "a.csv", [[header, "Company"], ["A. Person", "Alfa"]])
    assert list(columns(guessed(path)[""]).values()) == ["personal", "name"]


def test_a_column_of_states_is_told_of(tmp_path: Path) -> None:
    said = ("active", "terminated", "active")
    path = write_text(tmp_path / "a.csv", [["Name", "Status"], *(["Alfa", one] for one in said)])
    text = mapping_text(path, "a", guessed(path), None)
    assert "Status: ignore  # it may tell who is a member still: see `only`" in text
    assert "# only: {Status: active}  # rows that say something else are set aside" in text
    (tmp_path / "a.mapping.yaml").write_text(text.replace("# only", "only"), "utf-8")
    (sheet,) = preview(path, TableFormat()).sheets
    assert (sheet.read, sheet.refused) == (3, 1)


def test_of_sheets_of_years_the_last_is_read(tmp_path: Path) -> None:
    names = ("Members 2025", "Members 2026", "Members 2024", "Partners 2025", "Guests")
    path = write_xlsx(tmp_path / "a.xlsx", dict.fromkeys(names, MEMBERS))
    read = ["Members 2026", "Partners 2025", "Guests"]
    assert list(guessed_mapping(guessed(path)).sheets) == read
    text = mapping_text(path, "a", guessed(path), None)
    assert "# Members 2025 is not read: the sheet of a later year is." in text
    assert preview(path, TableFormat()).others == ("Members 2025", "Members 2024")


def test_a_column_of_numbers_is_no_name(tmp_path: Path) -> None:
    pivot: Cells = [["Row Labels", "Count of Name"], ["LT", 3], ["Total", 10]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Members": MEMBERS, "Pivot": pivot})
    assert list(guessed_mapping(guessed(path)).sheets) == ["Members"]
    why = guessed(path)["Pivot"].guesses[1].why
    assert why == "'name' is English for name, but its values are numbers"


def test_a_hidden_sheet_is_read_where_no_other_names_anything(tmp_path: Path) -> None:
    sheets = {"Choices": CHOICES, "Data": MEMBERS}
    path = write_xlsx(tmp_path / "a.xlsx", sheets, hidden={"Data": "hidden"})
    assert list(guessed_mapping(guessed(path)).sheets) == ["Data"]
    assert preview(path, TableFormat()).hidden == ()


def test_a_hidden_sheet_of_an_open_document_is_left_out(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", {"Members": MEMBERS, "Old": MEMBERS}, hidden=["Old"])
    assert list(guessed_mapping(guessed(path)).sheets) == ["Members"]


def test_every_field_of_the_table_of_headers_exists() -> None:
    known = {field for kind in KINDS.values() for field in known_fields(kind.type)}
    table = yaml.safe_load(FILE.read_text("utf-8"))
    assert table["fields"].keys() <= known
    assert table["kinds"].keys() <= KINDS.keys()
    words = [word for some in table["fields"].values() for one in some.values() for word in one]
    assert all(isinstance(word, str) for word in words)


@pytest.mark.parametrize("header", ["Agreement", "Sutarties pavadinimas", "Accord", "Vertrag"])
def test_what_an_agreement_is_called_is_its_name(tmp_path: Path, header: str) -> None:
    cells = [[header, "Agreement type"], ["With Alfa", "memorandum"]]
    (sheet,) = guessed(write_text(tmp_path / "agreements.csv", cells)).values()
    assert columns(sheet) == {header: "name", "Agreement type": "agreementKind"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nariai-2026.csv", "members"),
        ("LITEK Mitgliederliste (neu).csv", "members"),
        ("our-product-list.csv", "products"),
        ("members and partners.csv", "organisations"),
        ("remembers.csv", "organisations"),
    ],
)
def test_a_name_tells_the_kind_among_other_words(tmp_path: Path, name: str, kind: str) -> None:
    (sheet,) = guessed(write_text(tmp_path / name, [["Name"], ["Alfa"]])).values()
    assert sheet.kind == kind
