"""``/technologies``: the tree of technologies, with how much hangs on each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.beginnings import beginning
from api.paging import page
from api.parameters import PageParameters, PastParameters
from api.problems import responses
from api.service import Here, Service
from api.shapes import Summary, summary
from graph.reader import Frame
from graph.stored import Interval

router = APIRouter(tags=["vocabulary"])
# A store counts an organisation at its first place after the lower end, which '' would be itself.
EVERYWHERE: tuple[Interval, ...] = (("!", "\U0010ffff"),)


class TechnologiesParameters(PageParameters, PastParameters):
    """Which technologies: by name, or those right below one, or the topmost."""

    text: str = Field(
        default="",
        description="Those with a word that begins so, then the nearest",
        examples=["laser"],
    )
    broader: str = Field(default="", description="Those right below this one: a name or an id")


class Technology(Summary):
    """A technology; the counts include everything narrower, each once."""

    names: dict[str, str] = Field(description="Language → name")
    broader: list[str]
    narrower: list[str]
    organisations: int = Field(description="How many work on it at a known place")
    projects: int = Field(description="How many are about it")


class Technologies(BaseModel):
    """Technologies: by nearness if a text was given, else by id."""

    technologies: list[Technology]
    next: str = Field(description="The cursor of the next page, or empty")


@router.get(
    "/technologies",
    summary="The tree of technologies with counts",
    responses=responses(404, 409, 422, 503),
)
def get_technologies(
    asked: Annotated[TechnologiesParameters, Query()], service: Here
) -> Technologies:
    """Technologies by name, or level by level: without parameters the topmost, with `broader` those
    right below one."""
    then = service.at(asked.as_of)
    frame = then.reader.frame()
    ids, following = page("technologies", chosen(frame, asked), asked.limit, asked.cursor)
    found = [technology(then, frame, id_) for id_ in ids]
    return Technologies(technologies=found, next=following)


def chosen(frame: Frame, asked: TechnologiesParameters) -> list[str]:
    """Return the ids of the technologies that were asked for, in order."""
    tree = frame.tree
    if asked.text:
        begun = beginning(asked.text, ((id_, one.names()) for id_, one in tree.entities.items()))
        near = frame.names.nearest(asked.text, len(tree.entities))
        return list(dict.fromkeys([*begun, *(one.id for one in near)]))
    if asked.broader:
        return sorted(tree.narrower.get(frame.names.understand(asked.broader).id, ()))
    return sorted(id_ for id_ in tree.entities if not tree.broader.get(id_))


def technology(service: Service, frame: Frame, id_: str) -> Technology:
    """Return one technology with its counts."""
    tree = frame.tree
    entity = tree.entities[id_]
    name = entity.properties.get("name")
    organisations, _ = service.store.reach.top(id_, EVERYWHERE, frame.reference, 0)
    return Technology(
        **summary(entity, service.base_uri).model_dump(),
        names={str(key): str(text) for key, text in name.items()} if isinstance(name, dict) else {},
        broader=sorted(tree.broader.get(id_, ())),
        narrower=sorted(tree.narrower.get(id_, ())),
        organisations=organisations,
        projects=projects_about(service, tree.descendants(id_)),
    )


def projects_about(service: Service, technologies: Iterable[str]) -> int:
    """Return how many projects are about any of ``technologies``."""
    golden = service.store.golden
    about = {one.source for one in golden.relations(list(technologies), ["ABOUT"], "in")}
    return sum(type_ == "Project" for type_ in golden.types(about).values())
