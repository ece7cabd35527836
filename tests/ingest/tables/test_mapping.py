"""Mappings: what is wrong is said with file, line and remedy; and what they can say of cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.records import EntityRecord, Record, RelationRecord
from ingest.errors import UnreadableSourceError
from ingest.tables.mapping import mapping_beside, read_mapping
from ingest.tables.rows import known_key
from tests.ingest.tables.books import write_text, write_xlsx
from tests.ingest.tables.test_files import read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rows: member", "line 1: rows are 'member'; write one of organisations, members"),
        ("sourc: x", "line 1: there is no key 'sourc'; use source"),
        ("only:\n  Status: 3", "line 2: only 3 is no text; write what its cells say"),
        ("columns:\n  A: nam", "line 2: there is no field 'nam'; did you mean name"),
        ("columns:\n  A: {as: name, lang: lt}", "line 2: there is no key 'lang'; use language"),
        ("columns:\n  A: acronym name", "there is no field 'acronym name'"),
        ("rows: products\ncolumns: {A: founded}", "there is no field 'founded'"),
        ("snapshot: November", "'November' is no date; write it as 2026-11-01"),
        ("snapshot: 2026-11-01\ncolumns: {A: name}", "a snapshot needs `of`"),
        ("rows: members\nof: Our Cluster", "'Our Cluster' is no id; write the id of a cluster"),
        ("of: {id: x, type: Club}", "there is no class 'Club'"),
        (
            "rows: members\nof: {id: x, type: Project}",
            "there are no members of a Project; of one of Organisation",
        ),
        ("header: first", "the header is 'first'; write the number of its row"),
        ("- a", "is no mapping; write `key: value`"),
        ("priority: high", "'high' is no priority"),
        ("priority: 99999999999999999999", "is no priority; write a whole number under 1,000,000"),
        ("source: Our Members", "'Our Members' is no name of a source; write our-members"),
        ("visibility: secret", "'secret' is no visibility"),
        ("encoding: klingon", "line 1: 'klingon' is no encoding; write it as utf-8"),
        ("encoding: base64", "'base64' is no encoding"),
        ("separator: ';;'", "line 1: ';;' is no separator; write the one character"),
        ("separator: '\"'", "is no separator"),
        (
            "language: klingonese",
            "line 1: 'klingonese': it is no language; write its tag, as lt or pt-BR",
        ),
        ("columns:\n  A: {as: name, language: xyz1}", "line 2: 'xyz1': it is no language"),
        ("dates: YMD", "line 1: 'YMD' is no order of dates; write DMY where the day comes first"),
        ("columns:\n  A: {as: since, dates: dmy}", "line 2: 'dmy' is no order of dates"),
    ],
)
def test_what_is_no_mapping(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "a.mapping.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableSourceError) as error:
        read_mapping(path)
    assert says in str(error.value)
    assert str(path) in str(error.value)


def records(folder: Path, header: str, row: str, mapping: str) -> list[Record]:
    """Return the records of a table with one row; cells are parted by |."""
    table = write_text(folder / "a.csv", [header.split("|"), row.split("|")])
    (folder / "a.mapping.yaml").write_text(mapping, encoding="utf-8")
    units, rejects = read(table, None)
    assert rejects == []
    return [record for unit in units for record in unit.records()]


def test_a_cell_may_hold_several_fields_and_values(tmp_path: Path) -> None:
    mapping = (
        "columns:\n  Name: name (acronym)\n  Seat: address, postcode city\n  Land: country\n"
        "  Fields: {as: worksOn, split: '/'}\n"
    )
    row = "Example (EX)|Main Street 1, 1010 Wien|Österreich|lasers / photonics"
    found = records(tmp_path, "Name|Seat|Land|Fields", row, mapping)
    entity, place, *fields = found
    assert isinstance(entity, EntityRecord)
    assert entity.properties == {"name": {"und": "Example"}, "acronym": ["EX"]}
    assert isinstance(place, RelationRecord)
    stated = {"address": "Main Street 1", "postcode": "1010", "city": "Wien"}
    assert (place.target, place.properties) == ("AT130", stated)
    assert [one.target for one in fields if isinstance(one, RelationRecord)] == [
        "lasers",
        "photonics",
    ]


@pytest.mark.parametrize(
    ("cell", "stated"),
    [
        ("01067 Dresden", {"postcode": "01067", "city": "Dresden"}),
        ("5612 AB Eindhoven", {"postcode": "5612 AB", "city": "Eindhoven"}),
        ("SW1A 1AA London", {"postcode": "SW1A 1AA", "city": "London"}),
        ("602 00 Brno", {"postcode": "602 00", "city": "Brno"}),
        ("LV-1001 Rīga", {"postcode": "LV-1001", "city": "Rīga"}),
        ("Vilnius", {"city": "Vilnius"}),
        ("1010", {"postcode": "1010"}),
    ],
)
def test_a_postcode_has_a_digit_and_a_city_follows(
    tmp_path: Path, cell: str, stated: dict[str, str]
) -> None:
    mapping = "constants: {country: LT}\ncolumns: {Name: name, Seat: postcode city}\n"
    place = records(tmp_path, "Name|Seat", f"Example|{cell}", mapping)[1]
    assert isinstance(place, RelationRecord)
    assert place.properties == stated


def test_a_line_break_parts_several_values_whatever_else_does(tmp_path: Path) -> None:
    mapping = "columns: {Name: name, Fields: {as: worksOn, split: ','}}\n"
    found = records(tmp_path, "Name|Fields", "Example|lasers, OCT\nspectroscopy", mapping)
    ties = [one.target for one in found if isinstance(one, RelationRecord)]
    assert ties == ["lasers", "optical-coherence-tomography", "spectroscopy"]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("Pavyzdys|Example", "name pavyzdys"),
        ("|Example", "name example"),
        ("|EX - Example", "name ex - example"),
    ],
)
def test_a_row_is_known_by_the_first_name_that_it_has(tmp_path: Path, row: str, key: str) -> None:
    read_as = "acronym - name" if " - " in row else "name"
    mapping = f"columns: {{LT: {{as: name, language: lt}}, EN: {{as: {read_as}, language: en}}}}"
    table = write_text(tmp_path / "a.csv", [["LT", "EN"], row.split("|")])
    (tmp_path / "a.mapping.yaml").write_text(mapping, encoding="utf-8")
    units, rejects = read(table, None)
    assert ([unit.key for unit in units], rejects) == ([key], [])


def test_products_are_offered_by_whom_a_column_names(tmp_path: Path) -> None:
    mapping = (
        "source: test\nrows: products\ncolumns: {Product: name, Maker: offers, Field: about}\n"
    )
    found = records(tmp_path, "Product|Maker|Field", "OCT 5|Example Optics|OCT", mapping)
    relations = {
        (one.source, one.type, one.target) for one in found if isinstance(one, RelationRecord)
    }
    assert ("test:example-optics", "OFFERS", "test:oct-5") in relations
    assert {one.key for one in found if isinstance(one, EntityRecord)} >= {"test:example-optics"}


def test_agreements_have_parties_and_dates(tmp_path: Path) -> None:
    mapping = (
        "rows: agreements\nof: litek\nconstants: {agreementKind: memorandum-of-understanding}\n"
        "columns: {Title: name, With: partyTo, Signed: signed}\n"
    )
    found = records(tmp_path, "Title|With|Signed", "MoU|pic:999643492|8.6.2016", mapping)
    entity = next(one for one in found if isinstance(one, EntityRecord) and one.type == "Agreement")
    assert entity.properties["signed"] == "2016-06-08"
    parties = {one.source for one in found if isinstance(one, RelationRecord)}
    assert parties == {"litek", "pic:999643492"}


def test_partners_of_a_project_take_part_in_it(tmp_path: Path) -> None:
    mapping = (
        "rows: partners\nof: {id: laser-go, type: Project}\ncolumns: {Name: name, Role: role}\n"
    )
    found = records(tmp_path, "Name|Role", "Example|coordinator", mapping)
    (tie,) = (one for one in found if isinstance(one, RelationRecord))
    assert (tie.type, tie.target, tie.properties) == (
        *("PARTICIPATES_IN", "laser-go"),
        {"role": "coordinator"},
    )


def test_a_value_that_cannot_be_read_keeps_its_text(tmp_path: Path) -> None:
    table = write_text(tmp_path / "a.csv", [["Name", "Founded"], ["Alfa", "long ago"]])
    (tmp_path / "a.mapping.yaml").write_text("columns: {Name: name, Founded: founded}", "utf-8")
    units, rejects = read(table, None)
    (entity,) = units[0].records()
    assert isinstance(entity, EntityRecord)
    assert entity.properties == {"name": {"und": "Alfa"}, "note": ["Founded: long ago"]}
    assert [(one.place, one.column, one.value) for one in rejects] == [
        ("row 2", "Founded", "long ago")
    ]


def test_a_cell_that_says_that_nothing_is_known_is_empty(tmp_path: Path) -> None:
    mapping = (
        "constants: {country: LT}\ncolumns: {Name: name, Web: website, City: city, Zip: postcode,"
        " SME: sme, Founded: founded, Fields: worksOn}\n"
    )
    header, row = "Name|Web|City|Zip|SME|Founded|Fields", "Alfa|-|Vilnius|N/A|-|unbekannt|–; lasers"
    entity, *ties = records(tmp_path, header, row, mapping)
    assert isinstance(entity, EntityRecord)
    assert entity.properties == {"name": {"und": "Alfa"}, "sme": False}
    told = [(one.target, one.properties) for one in ties if isinstance(one, RelationRecord)]
    assert told == [("LT011", {"city": "Vilnius"}), ("lasers", {})]


@pytest.mark.parametrize("name", ["-", "n/a", "…"])
def test_a_row_whose_name_says_nothing_names_nothing(tmp_path: Path, name: str) -> None:
    table = write_text(tmp_path / "a.csv", [["Name", "City"], [name, "Vilnius"]])
    (tmp_path / "a.mapping.yaml").write_text("columns: {Name: name, City: city}", "utf-8")
    units, rejects = read(table, None)
    assert [one.reason for one in rejects] == ["the row names nothing"]
    assert not [record for unit in units for record in unit.records()]


UNTIED = "nobody is named to whom the rows are tied"
NO_PLACE = "nothing of the kind Product has a place"


@pytest.mark.parametrize("kind", ["members", "organisations", "products"])
def test_what_the_rows_cannot_have_is_told_and_keeps_its_text(tmp_path: Path, kind: str) -> None:
    header, reason = ("Country", NO_PLACE) if kind == "products" else ("Since", UNTIED)
    table = write_text(tmp_path / "a.csv", [["Name", header], ["Alfa", "2015"]])
    text = f"rows: {kind}\ncolumns: {{Name: name, {header}: {header.lower()}}}"
    (tmp_path / "a.mapping.yaml").write_text(text, "utf-8")
    units, rejects = read(table, None)
    (entity,) = units[0].records()
    assert isinstance(entity, EntityRecord)
    assert entity.properties["note"] == [f"{header}: 2015"]
    assert [(one.column, one.value, one.reason) for one in rejects] == [(header, "2015", reason)]


def test_a_language_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.mapping.yaml"
    path.write_text("language: Lithuanian\ncolumns:\n  A: {as: name, language: DEU}", "utf-8")
    (rule,) = read_mapping(path).sheets.values()
    assert (rule.language, rule.columns[0].language) == ("lt", "de")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_mapping_that_tells_no_row_apart_is_refused(tmp_path: Path, name: str) -> None:
    cells = [["Name", "Country"], ["Alfa", "LT"]]
    path = tmp_path / name
    if name == "a.csv":
        write_text(path, cells)
    else:
        write_xlsx(path, {"Members": cells})
    (tmp_path / "a.mapping.yaml").write_text("columns: {Country: country}", "utf-8")
    with pytest.raises(UnreadableSourceError, match="no column is `name` or an identifier"):
        read(path, None)


def test_sheets_have_rules_of_their_own(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {
            "Lithuania": [
                ["List of 2026", None],
                [None, None],
                ["Name", "City"],
                ["Alfa", "Vilnius"],
            ],
            "Austria": [["Firma", "Ort"], ["Beta", "Wien"], ["Alfa", "Graz"]],
            "Notes": [["what you will"]],
        },
    )
    (tmp_path / "a.mapping.yaml").write_text(
        "rows: members\nsheets:\n"
        "  Lithuania: {of: litek, constants: {country: LT}, columns: {Name: name, City: city}}\n"
        "  Austria: {of: hts, constants: {country: AT}, columns: {Firma: name, Ort: city}}\n",
        encoding="utf-8",
    )
    units, rejects = read(path, None)
    assert rejects == []
    ties = {
        (one.source, one.target, one.evidence.locator)
        for unit in units
        for one in unit.records()
        if isinstance(one, RelationRecord) and one.type == "MEMBER_OF"
    }
    assert ties == {
        ("a:alfa", "litek", "sheet Lithuania, row 4, columns A B"),
        ("a:beta", "hts", "sheet Austria, row 2, columns A B"),
        ("a:alfa", "hts", "sheet Austria, row 3, columns A B"),
    }
    assert [unit.key for unit in units].count("name alfa") == 1


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        (
            "columns: {Nmae: name}",
            "has no column 'Nmae', which the mapping names; it has Name, City",
        ),
        ("header: 9\ncolumns: {Name: name}", "has no column 'Name'"),
        ("sheets: {Here: {}}", "it has no sheet 'Here', which the mapping names; there are none"),
    ],
)
def test_a_mapping_that_does_not_fit_the_table(tmp_path: Path, mapping: str, says: str) -> None:
    table = write_text(tmp_path / "a.csv", [["Name", "City"], ["Alfa", "X"]])
    (tmp_path / "a.mapping.yaml").write_text(mapping, encoding="utf-8")
    with pytest.raises(UnreadableSourceError) as error:
        read(table, None)
    assert says in str(error.value)


def test_a_place_in_no_country_is_refused_once(tmp_path: Path) -> None:
    table = write_text(tmp_path / "a.csv", [["Name", "Land", "City"], ["Alfa", "Nowhere", "X"]])
    mapping = "columns: {Name: name, Land: country, City: city}"
    (tmp_path / "a.mapping.yaml").write_text(mapping, encoding="utf-8")
    _, rejects = read(table, None)
    assert [(one.column, one.value) for one in rejects] == [("Land", "Nowhere")]


def test_a_word_of_a_scheme_may_be_written_together(tmp_path: Path) -> None:
    mapping = "rows: partners\nof: {id: x, type: Project}\ncolumns: {Name: name, Role: role}"
    found = records(tmp_path, "Name|Role", "Alfa|thirdParty", mapping)
    assert [one.properties["role"] for one in found if isinstance(one, RelationRecord)] == [
        "third-party"
    ]


@pytest.mark.parametrize(
    ("table", "mapping"),
    [
        ("members.xlsx", "members.mapping.yaml"),
        ("members.csv.gz", "members.mapping.yaml"),
        ("members.2026-11.csv", "members.2026-11.mapping.yaml"),
    ],
)
def test_where_a_mapping_lies(tmp_path: Path, table: str, mapping: str) -> None:
    assert mapping_beside(tmp_path / table) == tmp_path / mapping


@pytest.mark.parametrize("id_", ["litek", "our-members--acme", "call-a-b_f40b178c17a9727f"])
def test_a_column_of_ids_takes_every_id(id_: str) -> None:
    assert known_key(id_) == id_


DATED = "rows: members\nof: a-cluster\n{}\ncolumns: {{A: name, B: {}}}"


@pytest.mark.parametrize(
    ("whole", "column", "since"),
    [
        ("dates: DMY", "since", "2020-04-05"),
        ("dates: MDY", "since", "2020-05-04"),
        ("", "{as: since, dates: DMY}", "2020-04-05"),
        ("dates: MDY", "{as: since, dates: DMY}", "2020-04-05"),
    ],
)
def test_a_mapping_says_whether_the_day_or_the_month_comes_first(
    tmp_path: Path, whole: str, column: str, since: str
) -> None:
    found = records(tmp_path, "A|B", "Alpha|05/04/2020", DATED.format(whole, column))
    assert [one.properties["since"] for one in found if isinstance(one, RelationRecord)] == [since]


def test_the_order_holds_for_constants_too(tmp_path: Path) -> None:
    mapping = DATED.format("dates: DMY\nconstants: {since: 05/04/2020}", "ignore")
    found = records(tmp_path, "A|B", "Alpha|x", mapping)
    ties = [one for one in found if isinstance(one, RelationRecord)]
    assert [one.properties["since"] for one in ties] == ["2020-04-05"]


def test_where_no_order_is_said_the_remedy_is_to_say_it(tmp_path: Path) -> None:
    table = write_text(tmp_path / "a.csv", [["A", "B"], ["Alpha", "05/04/2020"]])
    mapping_beside(table).write_text(DATED.format("", "since"), encoding="utf-8")
    _, (reject,) = read(table, None)
    assert reject.reason == "day and month cannot be told apart"
    assert reject.remedy == "write it as 2016-06-08, or say `dates: DMY`, or MDY, in the mapping"
