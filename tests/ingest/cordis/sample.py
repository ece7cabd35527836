"""A small CORDIS bundle of our own making: three projects, four organisations, all invented."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Self

Row = dict[str, str]

OBJECTIVE = """We build a swept source for optical coherence tomography.
The team, led by a hospital, tests it; a "lazy" LED is enough."""

PROJECTS: list[Row] = [
    {
        "id": "900000001",
        "acronym": "GLIMMER",
        "status": "SIGNED",
        "title": "A laser; for every eye clinic",
        "startDate": "2023-01-01",
        "endDate": "2026-12-31",
        "totalCost": "2500000",
        "ecMaxContribution": "2000000.5",
        "legalBasis": "HORIZON.2.1.5,HORIZON.2.1",
        "topics": "HORIZON-TEST-2022-01-02",
        "ecSignatureDate": "2022-11-30",
        "frameworkProgramme": "HORIZON",
        "masterCall": "HORIZON-TEST-2022-01",
        "subCall": "HORIZON-TEST-2022-01",
        "fundingScheme": "HORIZON-RIA",
        "objective": OBJECTIVE,
        "keywords": "OCT, eye care; laser, OCT",
        "contentUpdateDate": "2024-02-03 10:11:12",
        "rcn": "1",
        "grantDoi": "10.3030/900000001",
    },
    {
        "id": "900000002",
        "acronym": "",
        "status": "CLOSED",
        "title": "Šviesa ir sveikata",
        "startDate": "2021-05-01",
        "endDate": "",
        "totalCost": "",
        "ecMaxContribution": "0",
        "legalBasis": "HORIZON.1.1",
        "topics": "TEST-2020-STG",
        "ecSignatureDate": "",
        "frameworkProgramme": "HORIZON",
        "masterCall": "TEST-2020-STG",
        "subCall": "TEST-2020-STG",
        "fundingScheme": "HORIZON-ERC",
        "objective": "",
        "keywords": "",
        "contentUpdateDate": "2024-05-06 10:11:12",
        "rcn": "2",
        "grantDoi": "",
    },
]
PROJECTS.append(PROJECTS[1] | {"id": "900000003", "acronym": "ADRIFT", "title": "Light on water"})

UNIVERSITY: Row = {
    "organisationID": "910000001",
    "vatNumber": "AT U123.456.78",
    "name": "UNIVERSITAT BEISPIEL",
    "shortName": "UB",
    "SME": "false",
    "activityType": "HES",
    "street": "LICHTGASSE 1",
    "postCode": "1010",
    "city": "Wien",
    "country": "AT",
    "nutsCode": "AT130",
    "nutsName": "Wien",
    "geolocation": "48.2, 16.37",
    "organizationURL": "https://beispiel.example",
}
COMPANY: Row = UNIVERSITY | {
    "organisationID": "910000002",
    "vatNumber": "",
    "name": "Namib Optics",
    "shortName": "",
    "SME": "true",
    "activityType": "PRC",
    "city": "Windhoek",
    "country": "NA",
    "nutsCode": "NA",
    "nutsName": "Namibia",
    "geolocation": "-22.56,17.08",
    "organizationURL": "",
}
HOSPITAL: Row = COMPANY | {
    "organisationID": "910000003",
    "name": "Nosokomeio Paradeigma",
    "SME": "",
    "activityType": "PUB",
    "city": "Athina",
    "country": "EL",
    "nutsCode": "EL303",
    "nutsName": "Kentrikos Tomeas Athinon",
    "geolocation": "",
}
CLINIC: Row = HOSPITAL | {
    "organisationID": "910000004",
    "name": "Example Clinic",
    "activityType": "REC",
    "street": "",
    "postCode": "",
    "city": "London",
    "country": "UK",
    "nutsCode": "",
    "nutsName": "",
}


def participation(project: str, organisation: Row, order: int, role: str, euros: str) -> Row:
    """Return a row of organization.csv; an associated partner has no contribution."""
    return organisation | {
        "projectID": project,
        "order": str(order),
        "role": role,
        "ecContribution": "" if role == "associatedPartner" else euros,
        "netEcContribution": euros,
        "totalCost": euros,
        "endOfParticipation": "false",
    }


PARTICIPATIONS = [
    participation("900000001", UNIVERSITY, 1, "coordinator", "1000000.25"),
    participation("900000001", COMPANY, 2, "participant", "500000"),
    participation("900000001", HOSPITAL, 3, "thirdParty", "100"),
    participation("900000001", HOSPITAL, 4, "thirdParty", "50.5"),
    participation("900000001", CLINIC, 5, "associatedPartner", "0"),
    participation("900000002", UNIVERSITY, 1, "coordinator", "0"),
    participation("900000003", UNIVERSITY | {"street": "LICHTGASSE 2"}, 1, "coordinator", "0"),
    participation("900000003", COMPANY | {"city": "Walvis Bay"}, 2, "participant", "0"),
]


def _subject(project: str, code: str, path: str) -> Row:
    title = path.rpartition("/")[2]
    return {
        "projectID": project,
        "euroSciVocCode": code,
        "euroSciVocPath": path,
        "euroSciVocTitle": title,
    }


SUBJECTS = [
    _subject("900000001", "/23/43/251", "/natural sciences/physical sciences/optics"),
    _subject("900000001", "/21", "/medical and health sciences"),
    _subject("900000002", "/23/43", "/natural sciences/physical sciences"),
]
TOPICS = [
    {"projectID": "900000001", "topic": "HORIZON-TEST-2022-01-02", "title": "Seeing better"},
    {"projectID": "900000002", "topic": "TEST-2020-STG", "title": "STARTING GRANTS"},
    {"projectID": "900000003", "topic": "TEST-2020-STG", "title": "STARTING GRANTS"},
]
LEGAL_BASES = [
    {"projectID": "900000001", "legalBasis": "HORIZON.2.1", "title": "Health"},
    {"projectID": "900000001", "legalBasis": "HORIZON.2.1.5", "title": "Tools, for health"},
    {"projectID": "900000002", "legalBasis": "HORIZON.1.1", "title": "Frontier"},
]


class Sample:
    """The tables of a bundle by name, to be changed by a test and written."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = deepcopy(
            {
                "project": PROJECTS,
                "organization": PARTICIPATIONS,
                "euroSciVoc": SUBJECTS,
                "topics": TOPICS,
                "legalBasis": LEGAL_BASES,
            }
        )

    def change(self, table: str, row: int, **cells: str) -> Self:
        """Give cells of a row (the header is row 1) other values."""
        self.tables[table][row - 2].update(cells)
        return self

    def shuffle(self, seed: int) -> Self:
        """Put the rows of every table in another order."""
        for rows in self.tables.values():
            random.Random(seed).shuffle(rows)
        return self

    def rename(self, table: str, columns: Mapping[str, str], drop: Iterable[str] = ()) -> Self:
        """Give columns other names, and drop some."""
        gone = set(drop)
        self.tables[table] = [
            {columns.get(name, name): cell for name, cell in row.items() if name not in gone}
            for row in self.tables[table]
        ]
        return self

    def text(self, table: str, delimiter: str = ";") -> str:
        """Return a table as CSV."""
        rows = self.tables[table]
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()

    def write(self, folder: Path, delimiter: str = ";") -> Path:
        """Write the tables into a folder."""
        folder.mkdir(exist_ok=True)
        for table in self.tables:
            (folder / f"{table}.csv").write_text(self.text(table, delimiter), "utf-8")
        return folder

    def zip(self, path: Path, delimiter: str = ";", inside: str = "") -> Path:
        """Write the tables into a ZIP, in a folder inside it, with a byte order mark."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for table in self.tables:
                content = self.text(table, delimiter).encode("utf-8-sig")
                archive.writestr(f"{inside}{table}.csv", content)
        return path
