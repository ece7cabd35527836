"""A roster: the members of an organisation, one a row, as they stand in a revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.entities import Entity
from graph.errors import UsageError
from graph.roster.cells import Cells, Member, members
from graph.roster.columns import KIND, Column, columns_for
from graph.store import GraphStore
from ontology.model import load_model


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of ``of`` in ``revision`` (of the day ``date``).

    ``visibility`` says who may see what is in it, '' for everybody.
    """

    of: Entity
    columns: Sequence[Column]
    rows: Sequence[Cells]
    revision: int
    date: str
    visibility: str


def roster(
    store: GraphStore,
    of: Entity,
    kind: str = "",
    language: str = "en",
    visibility: str = "",
    day: str = "",
) -> Roster:
    """Return the members of ``of`` that are of a kind, any word for it, by their ids.

    Who has left by a day, by default that of the revision, is not among them. Raises ``UsageError``
    for what is no kind of organisation, and for an ``of`` that has no members.
    """
    now = store.revision()
    there = _members(store, of, day or now.at[:10])
    found = [one for one in there if _is(one, kind_named(kind))]
    columns = columns_for((one.entity for one in found), language)
    return Roster(
        of, columns, [one.cells(columns) for one in found], now.number, now.at[:10], visibility
    )


def kind_named(kind: str) -> str:
    """Return the class of organisations that a word means; '' means any."""
    model = load_model()
    named = model.kind_named(kind) if kind else KIND
    if named is None or model.top(named) != KIND:
        raise UsageError(
            f"'{kind}' is no kind of organisation: a workbook has an organisation a row, "
            "so say --kind organisation, or Company"
        )
    return named


def _members(store: GraphStore, of: Entity, day: str) -> list[Member]:
    ties = store.golden.relations([of.id], ["MEMBER_OF"], "in")
    present = members(store, of.id, {one.source for one in ties})
    if not present:
        raise UsageError(f"{of.id} ({of.type}) has no members: --of names a cluster that has some")
    return [one for one in present.values() if one.belongs(day)]


def _is(member: Member, kind: str) -> bool:
    return member.entity.type in load_model().subclasses(kind)
