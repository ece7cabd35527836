"""Builds `regions.json.gz`, the one table of regions that Lumigraph reads.

`python -m ontology.build_regions` joins the packages' rows (`region_sources`) with our tables
(`region_joins.yaml`, `region_names.yaml`, `groups.yaml`). The file holds two lines of JSON:
regions with the index of their names, and cities with theirs, which are read only when asked for.
The same packages and tables give the same bytes.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from ontology import region_sources as sources
from ontology.fold import fold
from ontology.region_file import TABLE, digest, write
from ontology.region_iso import add_iso
from ontology.region_table import FORMER, HERE, RANK, Draft, Table

# The newest NUTS, and the last of the United Kingdom.
_TODAY = {"2024", "2018"}


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
        rank = RANK[level] + (0 if today else FORMER)
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
    """Our own names, which go before those of the packages; some of these are wrong."""
    for code, given in table.ours["names"].items():
        draft = table.get(code)
        for language, texts in given.items():
            names = [texts] if isinstance(texts, str) else texts
            draft.names[language] = names[0]
            draft.alternates += names
    for code, wrong in table.ours["wrong"].items():
        draft = table.get(code)
        folded = set(map(fold, wrong))
        draft.alternates = [name for name in draft.alternates if fold(name) not in folded]


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
    """Cities as "AT|Wien|Vienna|1691468|48.2085|16.3721" (country, name, English name,
    inhabitants, latitude, longitude), and the text of their names.

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
            spot = f"{row.latitude:.4f}|{row.longitude:.4f}"
            lines.append(f"{row.country}|{name}|{row.name}|{row.population}|{spot}")
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


def build(target: Path = TABLE, folder: Path = HERE) -> Path:
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
    write(target, regions, cities)
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{build()}\n")
