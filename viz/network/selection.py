"""Which part of the graph is to be seen: what is asked, and the entities and links that meet it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from graph.dates import Period
from graph.entities import Entity, Relation
from graph.errors import UsageError
from graph.places import inside
from graph.question.answer import Understood
from graph.question.search import entity_named
from graph.question.understanding import understand_region
from graph.reader import Reader
from ontology.model import load_model
from ontology.region import Region
from ontology.regions import load_regions
from viz.network.whole import Node, Whole, degrees

Test = Callable[[Node], bool]
LinkName = tuple[str, str, str, str]
"""(source, relation, target, role): what a reader knows a link by."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked to be seen; nothing set means everything.

    ``ids``: exactly these entities; ``links``: of the links between them only these. ``focus``:
    what lies within ``depth`` relations of any of these names. ``technology`` and ``region``: names
    as people write them. ``kinds``: kinds or classes; ``roles``: of links; ``programme``: what
    funds, a name; ``min_links``: entities with so many links to what else is seen. ``period``: what
    held then, or may have.
    """

    ids: tuple[str, ...] = ()
    links: frozenset[LinkName] | None = None
    focus: tuple[str, ...] = ()
    depth: int = 1
    technology: str = ""
    region: str = ""
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    programme: str = ""
    period: Period | None = None
    min_links: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a graph: entities by id, and the links between them by key.

    ``focus`` are the ids asked for by name; ``understood`` says what the names of a technology and
    a region were taken for.
    """

    nodes: list[str]
    links: list[Relation]
    focus: tuple[str, ...] = ()
    understood: tuple[Understood, ...] = ()


def selected(reader: Reader, whole: Whole, asked: Selection) -> Part:
    """Return the part of ``whole`` that is asked for.

    Where a technology or a region is asked, what has no place of its own, such as a project,
    counts as being where an organisation is that it is joined to. Raises ``UnknownNameError`` and
    ``AmbiguousNameError`` with candidates, ``UsageError`` for a kind that does not exist.
    """
    focus = tuple(entity_named(reader.store, name).id for name in asked.focus)
    links = [link for link in whole.links if _holds(link, asked)]
    understood: list[Understood] = []
    tests = list(_tests(reader, whole, asked))
    if asked.technology:
        understood.append(reader.frame().names.understand(asked.technology))
        tests.append(_on(reader, understood[-1].id))
    nodes = {id_ for id_, node in whole.nodes.items() if all(test(node) for test in tests)}
    if asked.region:
        where, place = understand_region(asked.region)
        understood.append(where)
        nodes = _placed(whole, nodes, links, place)
    if focus:
        nodes &= _around(focus, links, asked.depth)
    if asked.min_links:
        number = degrees(_among(links, nodes))
        nodes = {id_ for id_ in nodes if number[id_] >= asked.min_links}
    return Part(sorted(nodes), list(_among(links, nodes)), focus, tuple(understood))


def _holds(link: Relation, asked: Selection) -> bool:
    if asked.links is not None and link.key[:4] not in asked.links:
        return False
    in_role = not asked.roles or link.role in asked.roles
    return in_role and (asked.period is None or asked.period.meets(link.since, link.until))


def _tests(reader: Reader, whole: Whole, asked: Selection) -> Iterator[Test]:
    """Yield what a node must pass, whatever it is joined to."""
    if asked.ids:
        wanted = frozenset(asked.ids)
        yield lambda node: node.entity.id in wanted
    if asked.kinds:
        classes = frozenset(one for kind in asked.kinds for one in _classes(kind))
        yield lambda node: node.entity.type in classes
    if asked.programme:
        funds = _below(entity_named(reader.store, asked.programme), whole)
        paid = {id_ for id_, one in whole.nodes.items() if not funds.isdisjoint(one.programmes)}
        joined = _around(paid, whole.links, 1)
        yield lambda node: node.entity.id in joined
    if asked.period:
        period = asked.period
        yield lambda node: _in_time(node.entity, period)


def _on(reader: Reader, technology: str) -> Test:
    narrower = reader.frame().tree.descendants(technology)
    return lambda node: not narrower.isdisjoint(node.technologies)


def _classes(kind: str) -> frozenset[str]:
    model = load_model()
    known = kind if kind in model.kinds else model.kind_named(kind)
    if known is None:
        raise UsageError(f"'{kind}' is no kind: give one of {', '.join(sorted(model.kinds))}")
    return model.subclasses(known)


def _in_time(entity: Entity, period: Period) -> bool:
    """Tell whether an event, project or agreement may have been then; all else lasts."""
    lasts = entity.kind == "Organisation"
    return period.meets(entity.start, entity.end if entity.end or lasts else entity.start)


def _below(programme: Entity, whole: Whole) -> frozenset[str]:
    """Return a programme and all that are part of it."""
    found = {programme.id}
    while (
        fresh := {
            id_ for id_, wider in whole.wider_programmes.items() if not found.isdisjoint(wider)
        }
        - found
    ):
        found |= fresh
    return frozenset(found)


def _placed(whole: Whole, nodes: set[str], links: Iterable[Relation], region: Region) -> set[str]:
    """Return those of ``nodes`` that are in a region, and what without a place is joined to them.

    What is shown only for being joined to an organisation there is joined to nobody elsewhere.
    """
    intervals = load_regions().intervals(region)
    there = {
        id_ for id_ in nodes if any(inside(path, intervals) for path in whole.nodes[id_].places)
    }
    nowhere = {id_ for id_ in nodes - there if not whole.nodes[id_].places}
    near = _neighbours(there, links)
    return there | {id_ for id_ in nowhere & near if not _is_organisation(whole.nodes[id_])}


def _is_organisation(node: Node) -> bool:
    return node.entity.kind == "Organisation"


def _neighbours(ids: Collection[str], links: Iterable[Relation]) -> set[str]:
    found = set()
    for link in links:
        if link.source in ids:
            found.add(link.target)
        if link.target in ids:
            found.add(link.source)
    return found


def _around(focus: Collection[str], links: Collection[Relation], depth: int) -> set[str]:
    """Return what lies within ``depth`` links of any of ``focus``."""
    found = set(focus)
    for _ in range(depth):
        found |= _neighbours(found, links)
    return found


def _among(links: Iterable[Relation], nodes: Collection[str]) -> Iterator[Relation]:
    return (one for one in links if one.source in nodes and one.target in nodes)
