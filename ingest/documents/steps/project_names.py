"""New projects by what is said of them: "coordinator of DERMASPECT", "LumiSkin started in May"."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from ingest.documents.agents import is_agent
from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import clauses, trimmed
from ingest.documents.naming import Naming, naming_of
from ingest.documents.proper import is_common_acronym, is_proper, stands_out
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.runs import Run
from ontology.fold import fold

CONFIDENCE = 0.65
_CLOSED = r"[”“\"»™®]?(?: \([^()\n]{2,12}\))?"
_BEHIND = re.compile(rf"{_CLOSED},?((?:[ -][^\W\d_]+){{1,3}})")
_GAP = r"[^.;:\n]{2,50}?"


def project_names(reading: Reading) -> None:
    """Find names with capitals inside, beside words that speak of projects."""
    language = reading.document.language
    naming, text = naming_of(language), reading.document.text
    acts = frozenset(rules_of("names", language).get("project_acts", ()))
    helpers = frozenset(rules_of("names", language).get("helpers", ()))
    if naming.capital_nouns:
        _claim_compounds(reading, naming)
    for run in free_runs(reading) if acts else ():
        for clause in clauses(run, naming):
            name, role = _behind_role(trimmed(clause, naming), text, language)
            if not name or any(not one.text.isdigit() for one in name[1:]):
                continue
            if not stands_out(name[0].text):
                continue
            start, end = name[0].start, name[-1].end
            told = role or _passive(language).match(text, end) or _acts(text, end, acts, helpers)
            if told and not is_agent(text, start, language) and is_proper(name, text, naming):
                claim(reading, "project", start, end, "project-names", CONFIDENCE)


def _acts(text: str, end: int, acts: frozenset[str], helpers: frozenset[str]) -> bool:
    """Whether the first word behind a name that is no helper is said of projects."""
    behind = _BEHIND.match(text, end)
    words = [fold(word) for word in re.split("[ -]", behind[1])] if behind else []
    return next((word for word in words if word and word not in helpers), "") in acts


@cache
def _passive(language: str) -> re.Pattern[str]:
    """What finds what is done with projects behind their names: "is funded by"."""
    phrases = rules_of("names", language).get("project_passives", ())
    listed = "|".join(re.escape(one).replace("…", _GAP) for one in phrases)
    return re.compile(rf"{_CLOSED}(?:,? [^\W\d_]+){{0,2}}? (?:{listed or '(?!)'})(?!\w)")


def _behind_role(name: Run, text: str, language: str) -> tuple[Run, bool]:
    """Return what follows words that stand before the name of a project, and whether they do: a
    noun in capitals and what joins it to a name are in one row: "Startschuss für LumiSkin"."""
    roles = _roles(language)
    for at, word in enumerate(name):
        if not word.small and roles.search(text, max(word.start - 40, 0), word.start):
            return name[at:], True
    return name, False


def _claim_compounds(reading: Reading, naming: Naming) -> None:
    """Claim what words begin with that join a project's name to a noun: "DERMOLUX-Projekt"."""
    nouns = rules_of("names", naming.language)["project_compounds"]
    for word in chain(*free_runs(reading)):
        first, _, last = word.text.rpartition("-")
        of_project = "project" in naming.announced[last] or fold(last) in nouns
        if first and of_project and stands_out(first) and not is_common_acronym(first):
            end = word.start + len(first)
            claim(reading, "project", word.start, end, "project-names", CONFIDENCE)


@cache
def _roles(language: str) -> re.Pattern[str]:
    """What finds the words that stand directly before the name of a project."""
    phrases = rules_of("names", language).get("project_roles", ())
    listed = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})[ \u00a0'’](?:[dl]['’])?[„“\"«]?$", re.IGNORECASE)
