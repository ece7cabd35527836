"""Builds `regions.json.gz`, the one table of regions that Lumigraph reads.

`python -m ontology.build_regions` joins the packages' rows (`region_sources`) with our tables
(`region_joins.yaml`, `region_names.yaml`, `groups.yaml`). The file holds two lines of JSON:
regions with the index of their names, and cities with theirs, which are read only when asked for.
The same packages and tables give the same bytes.
"""

import gzip
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from ontology import region_sources as sources
from ontology.errors import TableError
from ontology.fold import fold
from ontology.regions import TABLE as TARGET
from ontology.regions import digest

HERE = Path(__file__).parent

# What a name means when regions of several sizes bear it: the smallest rank, the widest.
# In a country of NUTS, a subdivision that is not of NUTS is smaller than a city (a municipality).
RANK = {"group": 0, "country": 0, "nuts1": 10, "nuts2": 20, "nuts3": 30, "city": 50}
_SUBDIVISION_RANK, _PART_RANK, _MUNICIPALITY_RANK = 20, 40, 60
# Regions that only an older NUTS has come after those of today.
_FORMER = 5
_TODAY = {"2024", "2018"}


@dataclass
class Draft:
    """A region in the making; `alternates` are further names, in any language."""

    id: str
    level: str
    country: str | None
    path: str
    parent: str | None
    rank: int
    names: dict[str, str] = field(default_factory=dict)
    alternates: list[str] = field(default_factory=list)
    codes: dict[str, list[str]] = field(default_factory=dict)
    members: list[str] = field(default_factory=list)
    same_as: str | None = None

    def row(self) -> list[Any]:
        """The region as it stands in the file."""
        return [
            self.id,
            self.level,
            self.country,
            self.path,
            self.parent,
            self.rank,
            self.names,
            self.codes,
            self.members,
        ]

    def all_names(self) -> list[str]:
        """Every name that means this region."""
        return [*self.names.values(), *self.alternates]


class Words:
    """Takes from a name what only says of which kind the region is."""

    def __init__(self, joins: Mapping[str, Any]) -> None:
        self._around = [re.compile(pattern) for pattern in joins["label_parts"]]
        self._words = frozenset(joins["words"].split())

    def name(self, label: str) -> str:
        """The name in a label of Eurostat: "Prov. Limburg (BE)" → "Limburg"."""
        for pattern in self._around:
            label = pattern.sub("", label)
        return label

    def bare(self, name: str) -> str:
        """The folded name without words such as county, apskritis, Land; "" if nothing stays."""
        return " ".join(word for word in fold(name).split() if word not in self._words)


class Table:
    """The regions made so far, found by any of their codes."""

    def __init__(self, folder: Path = HERE) -> None:
        self.joins = _read(folder / "region_joins.yaml")
        self.ours = _read(folder / "region_names.yaml")
        self.groups = _read(folder / "groups.yaml")
        self.words = Words(self.joins)
        self.drafts: dict[str, Draft] = {}
        self.ids: dict[str, str] = {}
        self.language: dict[str, str] = {}

    def add(self, draft: Draft, *codes: str) -> Draft:
        """Takes a region in, with its id and `codes` as codes."""
        self.drafts[draft.id] = draft
        for code in (draft.id, *codes):
            self.alias(code, draft)
        return draft

    def alias(self, code: str, draft: Draft, versions: Iterable[str] = ()) -> None:
        """Lets `code` mean `draft`."""
        if self.ids.setdefault(code, draft.id) != draft.id:
            raise TableError(f"code {code} means {self.ids[code]} and {draft.id}; see region_joins")
        draft.codes.setdefault(code, []).extend(versions)

    def get(self, code: str) -> Draft:
        """The region of a code that a table of ours names."""
        try:
            return self.drafts[self.ids[code]]
        except KeyError:
            raise TableError(
                f"no region has the code {code}; correct it in ontology/*.yaml"
            ) from None


def _read(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def add_countries(table: Table) -> None:
    """ISO 3166-1, but for the countries that NUTS counts as regions (added to these later)."""
    for row in sources.country_rows():
        table.language[row.code] = row.language
        if row.code not in table.joins["territories"]:
            add_country(table, row)
    for code, given in table.joins["unlisted"].items():
        table.language[code] = given["language"]
        names = given["names"]
        add_country(
            table,
            sources.CountryRow(code, given["alpha3"], given["language"], names, ()),
        )
    for nuts, code in table.joins["countries"].items():
        table.alias(nuts, table.get(code))


def add_country(table: Table, row: sources.CountryRow) -> None:
    """One country, by both its ISO codes."""
    draft = Draft(row.code, "country", row.code, row.code, None, RANK["country"], dict(row.names))
    draft.alternates = list(row.alternates)
    table.add(draft, row.alpha3)


def add_nuts(table: Table) -> None:
    """NUTS and statistical regions, the wider before their parts."""
    for row in sorted(sources.nuts_rows(), key=lambda row: (len(row.code), row.code)):
        country = table.get(row.code[:2]).id
        code = table.joins["recoded"].get(row.code, row.code)
        today = _TODAY & {version for versions in row.codes.values() for version in versions}
        level = f"nuts{len(row.code) - 2}"
        rank = RANK[level] + (0 if today else _FORMER)
        draft = Draft(row.code, level, country, country + code[2:], table.get(code[:-1]).id, rank)
        table.add(draft, code)
        for code, versions in row.codes.items():
            table.alias(code, draft, versions)
        if not is_extra(row.code):
            draft.names = {_language(table, row.code): row.label}
            draft.alternates = _label_names(table, row)
    _add_former_parts(table)


def is_extra(code: str) -> bool:
    """Whether a NUTS code is one of the "Extra-Regio" codes, which are no places."""
    return set(code[2:]) == {"Z"}


def _language(table: Table, code: str) -> str:
    known: dict[str, str] = table.ours["languages"]
    for end in range(len(code), 1, -1):
        if code[:end] in known:
            return known[code[:end]]
    return table.language[table.get(code[:2]).id]


def _label_names(table: Table, row: sources.NutsRow) -> list[str]:
    labels = [*sources.parts(row.label), *([row.latin] if row.latin else [])]
    return list(
        dict.fromkeys(text for label in labels for text in (label, table.words.name(label)))
    )


def _add_former_parts(table: Table) -> None:
    """A region of an older NUTS keeps its parts, though they now have codes under another."""
    for draft in list(table.drafts.values()):
        for code in draft.codes:
            if not draft.level.startswith("nuts") or code == draft.id:
                continue
            parent = table.get(code[:-1])
            if not draft.path.startswith(parent.path):
                parent.members.append(draft.id)


def add_territories(table: Table) -> None:
    """Codes and names of the countries that NUTS counts as regions."""
    for row in sources.country_rows():
        code = table.joins["territories"].get(row.code)
        if code:
            draft = table.get(code)
            draft.names = {**draft.names, **row.names, **draft.names}
            draft.alternates += row.alternates
            for alias in (row.code, row.alpha3):
                table.alias(alias, draft)


class IsoJoin:
    """Finds the region that a subdivision of ISO 3166-2 already is."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.named: dict[tuple[str, str], set[str]] = {}
        for draft in table.drafts.values():
            if draft.level.startswith("nuts") and draft.rank % 10 == 0:
                for key in self._keys(draft.alternates):
                    self.named.setdefault((draft.country or "", key), set()).add(draft.id)

    def _keys(self, names: Iterable[str]) -> list[str]:
        """Folded names, and, marked, what remains without words such as county."""
        texts = list(names)
        plain = [fold(self.table.words.name(text)) for text in texts]
        return [*map(fold, texts), *plain, *(f"~{self.table.words.bare(text)}" for text in texts)]

    def find(self, row: sources.IsoRow) -> Draft | None:
        """The region with the same territory, or None."""
        joins = self.table.joins
        if row.code in joins["same"]:
            return self.table.get(joins["same"][row.code])
        if row.code in joins["apart"] or row.code in joins["union"]:
            return None
        return self._same_country(row) or self._same_name(row)

    def _same_country(self, row: sources.IsoRow) -> Draft | None:
        """US-PR is PR, when both bear one name."""
        code = row.code[3:]
        if len(code) != 2 or code not in self.table.ids or code == row.country:
            return None
        draft = self.table.get(code)
        names = {fold(name) for name in draft.all_names()}
        return draft if names & {fold(name) for name in row.parts} else None

    def _same_name(self, row: sources.IsoRow) -> Draft | None:
        for key in self._keys(row.parts):
            found = sorted(self.named.get((row.country, key), ()))
            if found and key.strip("~"):
                return self._of_nested(row, found)
        return None

    def _of_nested(self, row: sources.IsoRow, found: list[str]) -> Draft:
        """Of regions inside one another NUTS 2, the basic level, or else the widest."""
        if not all(inner.startswith(outer) for outer, inner in pairwise(found)):
            raise TableError(f"{row.code} {row.parts[0]!r} may be any of {found}; see region_joins")
        return self.table.get(next((code for code in found if len(code) == 4), found[0]))


def add_iso(table: Table) -> None:
    """ISO 3166-2: further codes and names of regions that are there, and regions of their own."""
    join = IsoJoin(table)
    rows = {row.code: row for row in sources.iso_rows()}
    for row in rows.values():
        if draft := join.find(row):
            table.alias(row.code, draft)
            translations = _translations(table, row, draft.id)
            draft.alternates += [*row.parts, *translations.values()]
            draft.names = {**draft.names, **translations, **draft.names}
    own = [code for code in rows if code not in table.ids]
    while own:
        code = own.pop(0)
        parent = table.joins["within"].get(code) or rows[code].parent or code[:2]
        if parent in table.ids:
            _add_subdivision(table, rows[code], table.get(parent))
        else:
            own.append(code)
    _close_paths(table)


def _translations(table: Table, row: sources.IsoRow, code: str) -> dict[str, str]:
    """The catalogues' names, but in the languages where ours stand instead."""
    ours = table.ours["names"].get(code, {})
    return {language: name for language, name in row.translations.items() if language not in ours}


def _add_subdivision(table: Table, row: sources.IsoRow, parent: Draft) -> None:
    names = _translations(table, row, row.code)
    names.setdefault("en", table.words.name(row.parts[min(1, len(row.parts) - 1)]))
    union = table.joins["union"].get(row.code, [])
    rank = _SUBDIVISION_RANK if parent.level == "country" else _PART_RANK
    if not union and _is_nuts_country(table, row.country):
        rank = _MUNICIPALITY_RANK
    path = f"{parent.path}-{row.code[3:]}"
    draft = Draft(row.code, "subdivision", row.country, path, parent.id, rank, names)
    draft.alternates = [*row.parts, *map(table.words.name, row.parts)]
    draft.members = [table.get(code).id for code in union]
    table.add(draft)


def _is_nuts_country(table: Table, country: str) -> bool:
    aliases = {code: nuts for nuts, code in table.joins["countries"].items()}
    return f"{aliases.get(country, country)}ZZZ" in table.ids or country == "GB"


def _close_paths(table: Table) -> None:
    """Where one code begins like another (RU-SA, RU-SAK), the shorter's path gets an end mark."""
    codes = {draft.path: draft.id for draft in table.drafts.values()}
    for path in codes:
        for end in range(1, len(path)):
            code = codes.get(path[:end])
            if code and table.drafts[code].level == "subdivision" and path[end].isalnum():
                table.drafts[code].path = f"{path[:end]}."
    _follow(table)


def _follow(table: Table) -> None:
    """Gives the parts of regions whose path got an end mark the new beginning."""
    for draft in table.drafts.values():
        if draft.level == "subdivision" and draft.parent:
            end = "." if draft.path.endswith(".") else ""
            draft.path = f"{table.drafts[draft.parent].path}-{draft.id[3:]}{end}"


def add_groups(table: Table) -> None:
    """Groups of countries."""
    continents = sources.continents()
    for code, given in table.groups.items():
        members = {*given.get("members", ()), *continents.get(given.get("continent", ""), ())}
        draft = Draft(code, "group", None, f"+{code}", None, RANK["group"])
        draft.names = {language: names[0] for language, names in given["names"].items()}
        draft.alternates = [name for names in given["names"].values() for name in names]
        draft.members = sorted({table.ids[member] for member in members if member in table.ids})
        table.add(draft)


def add_names(table: Table) -> None:
    """Our own names; they go before those of the packages."""
    for code, given in table.ours["names"].items():
        draft = table.get(code)
        for language, texts in given.items():
            names = [texts] if isinstance(texts, str) else texts
            draft.names[language] = names[0]
            draft.alternates += names


def unite_nests(table: Table) -> None:
    """Names of one territory on several levels (LU, LU0, LU00, LU000) all go to the one meant.

    That is the country, or NUTS 2 (the basic level of regional policy), or else the widest.
    """
    parts: dict[str, list[Draft]] = {}
    for draft in table.drafts.values():
        if draft.level.startswith("nuts") and draft.rank % 10 == 0 and not is_extra(draft.id):
            parts.setdefault(draft.parent or "", []).append(draft)
    seen: set[str] = set()
    for draft in list(table.drafts.values()):
        nest = _nest(table, draft, parts)
        if len(nest) > 1 and draft.id not in seen:
            seen.update(inner.id for inner in nest)
            _unite(nest)


def _nest(table: Table, draft: Draft, parts: Mapping[str, list[Draft]]) -> list[Draft]:
    """The region, its only part if that has its name (any, in a country), that one's, and so on."""
    nest = [draft]
    while len(inside := parts.get(nest[-1].id, [])) == 1:
        outer, inner = (
            fold(table.words.name(part.names.get(_language(table, part.id), "")))
            for part in (nest[-1], inside[0])
        )
        if outer != inner and nest[-1].level != "country":
            break
        nest.append(inside[0])
    return nest


def _unite(nest: list[Draft]) -> None:
    wide = [draft for draft in nest if draft.level in ("country", "nuts2")]
    meant = (wide or nest)[0]
    for draft in nest:
        if draft is not meant:
            meant.names = {**meant.names, **draft.names, **meant.names}
            meant.alternates += draft.all_names()
            draft.same_as = meant.id
    for draft in nest:
        draft.names = {**draft.names, **meant.names, **draft.names}


def name_index(table: Table) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Folded names → ids, and names without their kind ("vilnius" for Vilnius County) → ids."""
    exact: dict[str, dict[str, None]] = {}
    bare: dict[str, dict[str, None]] = {}
    for draft in sorted(table.drafts.values(), key=lambda draft: (draft.rank, draft.id)):
        for name in () if draft.same_as else draft.all_names():
            whole, short = fold(name), table.words.bare(name)
            if whole:
                exact.setdefault(whole, {})[draft.id] = None
            if short and short != whole:
                bare.setdefault(short, {})[draft.id] = None
    return {k: list(v) for k, v in exact.items()}, {k: list(v) for k, v in bare.items()}


def city_tables(table: Table) -> tuple[list[str], str]:
    """Cities as "AT|Wien|Vienna|1691468" (country, name, English name, inhabitants), and the
    text of their names.

    The text is "name=0,17|…", sorted, with the places of the cities that bear a folded name.
    Cities of one name in one country are one place name: no source tells which of them it means.
    """
    local = _local_names(table)
    taken: dict[tuple[str, str], int] = {}
    lines: list[str] = []
    named: dict[str, dict[int, None]] = {}
    for row in sources.city_rows():
        name = _city_name(row, local, taken)
        place = taken.setdefault((row.country, fold(name)), len(lines))
        if place == len(lines):
            lines.append(f"{row.country}|{name}|{row.name}|{row.population}")
        for text in (name, row.name, *row.alternates):
            named.setdefault(fold(text), {})[place] = None
    texts = (f"{name}={','.join(map(str, places))}" for name, places in named.items() if name)
    return lines, "|".join(sorted(texts))


def _local_names(table: Table) -> dict[tuple[str, str], str]:
    """(country, folded name) → the local name, as NUTS writes it."""
    found: dict[tuple[str, str], str] = {}
    for draft in table.drafts.values():
        if draft.level.startswith("nuts") and not is_extra(draft.id):
            name = table.words.name(draft.names[_language(table, draft.id)])
            if max(name, default="") < "\u0250":
                found.setdefault((draft.country or "", fold(name)), name)
    return found


def _city_name(
    row: sources.CityRow,
    local: Mapping[tuple[str, str], str],
    taken: Mapping[tuple[str, str], int],
) -> str:
    """The name that NUTS has for a region of the city (Wien), or else GeoNames' (Vienna)."""
    for text in (row.name, *row.alternates):
        key = (row.country, fold(text))
        if key in local and key not in taken:
            return local[key]
    return row.name


def build(target: Path = TARGET, folder: Path = HERE) -> Path:
    """Writes the table of regions to `target` and returns it.

    Raises `TableError` where a table of ours contradicts the packages.
    """
    table = Table(folder)
    for step in (
        add_countries,
        add_nuts,
        add_territories,
        add_iso,
        add_groups,
        add_names,
        unite_nests,
    ):
        step(table)
    exact, bare = name_index(table)
    regions = {
        "digest": digest(),
        "regions": [draft.row() for draft in table.drafts.values()],
        "names": exact,
        "bare": bare,
        "words": table.joins["words"].split(),
    }
    lines, names = city_tables(table)
    cities = {"cities": lines, "names": names}
    text = "\n".join(
        json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (regions, cities)
    )
    _replace(target, gzip.compress(text.encode(), mtime=0))
    return target


def _replace(target: Path, content: bytes) -> None:
    """Writes whole or not at all: another process may be reading."""
    temporary = target.with_name(f"{target.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(target)


if __name__ == "__main__":
    sys.stdout.write(f"{build()}\n")
