"""ISO 3166-2 joined to the regions that are there: the same territory is one region."""

from collections.abc import Iterable
from itertools import pairwise

from ontology import region_sources as sources
from ontology.errors import TableError
from ontology.fold import fold
from ontology.region_table import Draft, Table

# A subdivision comes after a region of NUTS 2 ("Canaries": Spain's, then Saint Lucia's).
# In a country of NUTS, a subdivision that is not of NUTS is smaller than a city (a municipality).
_SUBDIVISION_RANK, _PART_RANK, _MUNICIPALITY_RANK = 22, 40, 60


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
