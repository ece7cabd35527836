"""New organisations by what they do: "Fronius sends …", "Iroise Vision, founded in 2017", and by
what is done by them: "funded by the ANR".
"""

from __future__ import annotations

import re

from ingest.documents.agents import is_agent
from ingest.documents.claims import claim, free_runs
from ingest.documents.headed import clauses, trimmed
from ingest.documents.naming import Naming, naming_of
from ingest.documents.proper import is_proper, stands_out
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.runs import Run
from ontology.fold import fold

CONFIDENCE = 0.65
_GENITIVES = ("'s", "’s")
_NOUN = re.compile(r" ([^\W\d_]+)")
_BEHIND = re.compile(r"(?: \([^()\n]{2,12}\))?,?((?: [^\W\d_]+){1,3})")


def acting_names(reading: Reading) -> None:
    """Find names with a verb behind them that organisations are the subjects of, and names that
    stand out behind "funded by" and the like."""
    language = reading.document.language
    naming, text = naming_of(language), reading.document.text
    acts = frozenset(rules_of("names", language).get("acts", ()))
    helpers = frozenset(rules_of("names", language).get("helpers", ()))
    for run in free_runs(reading) if acts else ():
        first, *further = (trimmed(clause, naming) for clause in clauses(run, naming))
        agent = _agent(first, text, language)
        if agent and _stands_alone(agent, text, naming):
            _claim(reading, agent, naming)
        last = further[-1] if further else first
        behind = _BEHIND.match(text, last[-1].end) if last else None
        if behind and _acts(behind[1], acts, helpers):
            _claim(reading, last, naming)


def _agent(name: Run, text: str, language: str) -> Run:
    """Return what follows "funded by" or the like, which may be in the same row: "CEO of Alba"."""
    places = (at for at, word in enumerate(name) if not word.small)
    begin = next((at for at in places if is_agent(text, name[at].start, language)), len(name))
    return name[begin:]


def _stands_alone(name: Run, text: str, naming: Naming) -> bool:
    """Whether capitals tell a name: not where every noun has them, nor before a noun ("the Irish
    institute"), nor all of it before a genitive ("St Brigid's")."""
    noun = _NOUN.match(text, name[-1].end)
    owned = text[name[-1].end : name[-1].end + 2] in _GENITIVES
    described = noun is not None and bool(naming.announced[noun[1]])
    return not (owned or described) and (stands_out(name[0].text) or not naming.capital_nouns)


def _claim(reading: Reading, name: Run, naming: Naming) -> None:
    if is_proper(name, reading.document.text, naming) and not naming.is_other(name[0].text):
        claim(reading, "organisation", name[0].start, name[-1].end, "acting-names", CONFIDENCE)


def _acts(behind: str, acts: frozenset[str], helpers: frozenset[str]) -> bool:
    """Whether the first word that is no helper is one of the verbs."""
    words = (fold(word) for word in behind.split())
    return next((word for word in words if word not in helpers), "") in acts
