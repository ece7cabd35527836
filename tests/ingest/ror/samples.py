"""Records of a registry that never was, in both versions of the schema."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

from ontology.values.check_digits import BASE_32, ror


def ror_id(number: int) -> str:
    """Return the ROR ID of a number, with its check digits."""
    digits = ""
    for _ in range(6):
        number, rest = divmod(number, 32)
        digits = BASE_32[rest] + digits
    return next(one for n in range(100) if ror(one := f"0{digits}{n:02}"))


def url(number: int) -> str:
    return f"https://ror.org/{ror_id(number)}"


def tie(type_: str, number: int) -> dict[str, str]:
    return {"label": "of no concern", "type": type_, "id": url(number)}


def version_2(number: int, name: str, **more: Any) -> dict[str, Any]:
    """Return a record of schema 2 with one name in English."""
    names = [{"lang": "en", "types": ["label", "ror_display"], "value": name}]
    base: dict[str, Any] = {
        "id": url(number),
        "names": names,
        "status": "active",
        "types": ["education"],
        "admin": {"last_modified": {"date": "2026-01-31", "schema_version": "2.1"}},
        "domains": [],
        "established": None,
        "external_ids": [],
        "links": [],
        "locations": [],
        "relationships": [],
    }
    return {**base, **more}


def version_1(number: int, name: str, **more: Any) -> dict[str, Any]:
    """Return a record of schema 1."""
    base: dict[str, Any] = {
        "id": url(number),
        "name": name,
        "status": "active",
        "types": ["Facility"],
        "country": {"country_code": "LT", "country_name": "Lithuania"},
        **{key: [] for key in ("addresses", "aliases", "acronyms", "labels", "links")},
        "external_ids": {},
        "relationships": [],
        "email_address": None,
        "established": None,
    }
    return {**base, **more}


def place(
    country: str, part: str = "", city: str = "", lat: float = 54.7, lng: float = 25.3
) -> Any:
    details = {"country_code": country, "name": city, "lat": lat, "lng": lng}
    return {"geonames_details": {**details, "country_subdivision_code": part or None}}


def registry() -> list[dict[str, Any]]:
    """Return five organisations: two related ones of version 2, their former and others of 1."""
    return [
        version_2(
            1,
            "University of Light",
            names=[
                {"lang": "lt", "types": ["label"], "value": "Šviesos universitetas"},
                {"lang": "en", "types": ["ror_display", "label"], "value": "University of Light"},
                {"lang": "en", "types": ["alias"], "value": "Light University"},
                {"lang": None, "types": ["acronym"], "value": "UoL"},
                {"lang": None, "types": ["alias"], "value": "Universitas Lucis"},
            ],
            established=1979,
            external_ids=[
                {"type": "grid", "all": ["grid.1.2"], "preferred": "grid.1.2"},
                {"type": "isni", "all": ["0000 0001 2243 2806"], "preferred": None},
                {"type": "wikidata", "all": ["Q1"], "preferred": None},
                {"type": "fundref", "all": ["100000001", "100000002"], "preferred": "100000001"},
            ],
            links=[
                {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/Light"},
                {"type": "website", "value": "https://www.light.example.org/"},
            ],
            locations=[place("LT", "LT-VL", "Vilnius")],
            relationships=[tie("child", 2), tie("related", 4), tie("predecessor", 3)],
        ),
        version_1(
            2,
            "Institute of Lasers",
            labels=[{"label": "Lazerių institutas", "iso639": "lt"}],
            aliases=["Laser Institute"],
            acronyms=["IL"],
            links=["http://lasers.example.org"],
            addresses=[{"city": "Kaunas", "lat": 54.9, "lng": 23.9, "state_code": None}],
            external_ids={"GRID": {"preferred": "grid.3.4", "all": "grid.3.4"}},
            relationships=[tie("Parent", 1)],
            email_address="info@lasers.example.org",
        ),
        version_1(3, "Academy of Light", status="inactive", relationships=[tie("Successor", 1)]),
        version_2(4, "Clinic of Light", types=["funder", "healthcare"], locations=[place("AT")]),
        version_2(5, "Never Was", status="withdrawn"),
    ]


def lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    return path


def array(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text(json.dumps(records, indent=4, ensure_ascii=False), encoding="utf-8")
    return path


def gzipped(path: Path, records: list[dict[str, Any]]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as text:
        text.writelines(f"{json.dumps(one)}\n" for one in records)
    return path


def dump(path: Path, records: list[dict[str, Any]]) -> Path:
    """Write a ZIP as the registry does: a table beside the list, in two versions of the schema."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("v1.60-ror-data.csv", "id,name\n")
        archive.writestr("v1.60-ror-data.json", json.dumps([version_1(9, "Only in the old one")]))
        archive.writestr("v1.60-ror-data_schema_v2.json", json.dumps(records, indent=4))
    return path
