"""How Neo4j would go about the store's statements, with what a database holds at the moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import neo4j
from neo4j.exceptions import DatabaseError

from graph.neo4j_store.database import statement_files
from graph.statements import load_statements

LITTLE = frozenset({"_Store", "_Lock", "_Import", "_Spare", "_Changing", "_Closed"})
"""Labels of few nodes, or of those alone that a statement is about."""
WHOLE: Mapping[str, frozenset[str]] = {
    "alias_astray": frozenset({"_Alias"}),
    "all_entities": frozenset({"_Entity", "_Next"}),
    "all_relations": frozenset({"_Entity"}),
    "audit": frozenset({"_Revision"}),
    "count_entities": frozenset({"_Entity"}),
    "count_relations": frozenset({"_Entity"}),
    "decisions": frozenset({"_Decision"}),
    "drop_tallies": frozenset({"_Source"}),
    "entity_keys": frozenset({"_Record"}),
    "every_name": frozenset({"_Name"}),
    "every_proposal": frozenset({"_Proposal"}),
    "forget_units": frozenset({"_Unit"}),
    "growth": frozenset({"_Record", "_Revision"}),
    "history": frozenset({"_Record", "_Source"}),
    "judgements": frozenset({"_Judgement"}),
    "kept_tallies": frozenset({"_Source"}),
    "last_decision": frozenset({"_Decision"}),
    "last_judgement": frozenset({"_Judgement"}),
    "last_name": frozenset({"_Name"}),
    "last_record": frozenset({"_Record"}),
    "last_unit": frozenset({"_Unit"}),
    "later_on_relations": frozenset({"_Entity"}),
    "leftover": frozenset({"_Store"}),
    "mend_alias_astray": frozenset({"_Alias"}),
    "mend_record_astray": frozenset({"_Record"}),
    "mend_source_twice": frozenset({"_Source"}),
    "mend_unit_astray": frozenset({"_Unit"}),
    "newest_start": frozenset({"_Entity"}),
    "publish_gram_counts": frozenset({"_Gram"}),
    "queue": frozenset({"_Proposal"}),
    "reach_rows": frozenset({"_Reach"}),
    "record_astray": frozenset({"_Record"}),
    "reopen_relations": frozenset({"_Entity"}),
    "revisions": frozenset({"_Revision"}),
    "source_twice": frozenset({"_Source"}),
    "sources": frozenset({"_Source"}),
    "superseded": frozenset({"_Record"}),
    "tally_queue": frozenset({"_Proposal"}),
    "unit_astray": frozenset({"_Unit"}),
}
"""Statements that are to read all there is of these labels, or an end of their index."""
RARE = re.compile(
    r"all_nodes|counted_nodes|undo_\w+|complete_\w+|later_numbers|ahead|close_names_of_none"
)
"""What happens at an opening, after an interruption and in a mending: it may look through all."""
EXCEPT = frozenset({"schema.cypher"})
"""A file of statements that find nothing by looking it up: they make it."""
PARAMETER = re.compile(r"\$([a-z_]+)")
SCANNED = re.compile(r"\b\w+:(\w+)")
SOUGHT = re.compile(r"(?:INDEX|UNIQUE) (\w+):")
UNIQUE = re.compile(r"NodeUniqueIndexSeek.*|Argument")


class Step(NamedTuple):
    """One step of a plan: what is done, to what, and the steps that it begins with."""

    operator: str
    details: str
    leaves: list[str]

    @property
    def joins(self) -> bool:
        """Whether it puts together what was found apart, other than single nodes."""
        if self.operator == "CartesianProduct":
            return not all(map(UNIQUE.fullmatch, self.leaves))
        return self.operator.endswith("HashJoin")


def explained(driver: neo4j.Driver, text: str) -> list[Step]:
    """Return the steps of a statement in the order in which they begin."""
    names = dict.fromkeys(PARAMETER.findall(text))
    plan = driver.execute_query(f"EXPLAIN {text}", names).summary.plan
    assert plan is not None
    return list(_steps(plan))


def _steps(plan: Mapping[str, Any]) -> Iterator[Step]:
    before = [list(_steps(child)) for child in plan.get("children", ())]
    operator = plan["operatorType"].partition("@")[0]
    leaves = [leaf for steps in before for leaf in steps[-1].leaves] or [operator]
    yield from (step for steps in before for step in steps)
    yield Step(operator, plan["args"].get("Details", ""), leaves)


def statements() -> dict[str, str]:
    """Return the statements that are to find what they need without looking through the rest."""
    files = (path for path in statement_files() if path.name not in EXCEPT)
    found = {name: text for path in files for name, text in load_statements(path).items()}
    return {name: text for name, text in found.items() if not RARE.fullmatch(name)}


def complaints(driver: neo4j.Driver, having: str = "") -> list[str]:
    """Return what is wrong with how the database would go about statements ``having`` a text."""
    found = []
    for name, text in statements().items():
        if having not in text:
            continue
        try:
            steps = explained(driver, text)
        except DatabaseError as error:
            found.append(f"{name}: has no plan ({str(error.message).splitlines()[0]})")
        else:
            found += [f"{name}: {one}" for one in plan_complaints(name, text, steps)]
    return found


def plan_complaints(name: str, text: str, steps: list[Step]) -> Iterator[str]:
    """Yield what is wrong with the ``steps`` of the statement ``name``."""
    whole = WHOLE.get(name, frozenset())
    for one in steps:
        if "Scan" in one.operator and not _may_scan(one, whole):
            yield f"looks through {one.details or 'everything'} ({one.operator})"
        if one.joins and not whole:
            yield f"finds apart what it could look up by what it has ({one.operator})"
    found = [variable for one in steps for variable in SOUGHT.findall(one.details)]
    once = [one for one in found if found.count(one) == 1 and f"OPTIONAL MATCH ({one}" not in text]
    written = sorted(once, key=lambda variable: text.find(f"({variable}:"))
    if once != written:
        yield f"looks up {', '.join(once)}, while the statement says {', '.join(written)}"


def _may_scan(step: Step, whole: frozenset[str]) -> bool:
    labels = set(SCANNED.findall(step.details))
    if labels:
        return labels <= LITTLE | whole
    return bool(whole) and "Relationship" in step.operator
