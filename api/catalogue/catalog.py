"""``/catalog`` and ``/dataset/…``: what is published, in each form of RDF and as a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from pydantic import Field

from api.catalogue.catalog_answer import Answer
from api.catalogue.catalog_keeper import Issue
from api.catalogue.hydra import SIZE, Page, page_statements
from api.linked.addresses import READ
from api.linked.forms import DATA, PAGE, split_ending
from api.parameters import Parameters
from graph.catalogue.model import Dataset
from graph.catalogue.rendering import catalogue_statements, dataset_statements

router = APIRouter(include_in_schema=False)


class ProfileParameters(Parameters):
    """In which version of DCAT-AP, and in which language where it is a page."""

    profile: str = ""
    lang: str = ""


class CatalogueParameters(ProfileParameters):
    """Which page of a catalogue of many datasets; without, the first."""

    page: int = Field(default=0, ge=0)


@router.api_route("/catalog", methods=READ)
def get_catalogue(asked: Annotated[CatalogueParameters, Query()], request: Request) -> Response:
    """Return the catalogue in the form that ``Accept`` names."""
    return _catalogue(asked, Answer(request, "/catalog", None, asked.profile))


@router.api_route("/catalog.{ending}", methods=READ)
def get_catalogue_file(
    ending: str, asked: Annotated[CatalogueParameters, Query()], request: Request
) -> Response:
    """Return the catalogue in the form that the ending names."""
    _, form = split_ending(f"catalog.{ending}")
    if form is None:
        listed = ", ".join(f"/catalog.{one.ending}" for one in (*DATA, PAGE))
        raise HTTPException(404, f"there is no such form: ask for one of {listed}")
    return _catalogue(asked, Answer(request, "/catalog", form, asked.profile))


@router.api_route("/dataset/{name}", methods=READ)
def get_dataset(
    name: str, asked: Annotated[ProfileParameters, Query()], request: Request
) -> Response:
    """Return one dataset of the catalogue in the form that the ending or ``Accept`` names."""
    slug, form = split_ending(name)
    answer = Answer(request, f"/dataset/{slug}", form, asked.profile)
    dataset = _dataset(answer.issue, slug)
    if answer.form is PAGE:
        return answer.page([dataset])
    statements = dataset_statements(answer.issue.catalogue, dataset, answer.profile)
    return answer.data(statements, dataset.modified)


def _dataset(issue: Issue, slug: str) -> Dataset:
    """Return a dataset by slug or mark; 410 for one whose source left, 404 for what never was."""
    for one in issue.catalogue.datasets:
        if slug in (one.slug, one.mark):
            return one
    for gone in issue.catalogue.withdrawn:
        if slug in (gone.slug, gone.mark):
            source = " ".join(filter(None, ("its source", gone.source)))
            raise HTTPException(410, f"this dataset was withdrawn on {gone.at}, when {source} left")
    raise HTTPException(404, "there is no such dataset: /catalog lists them")


def _catalogue(asked: CatalogueParameters, answer: Answer) -> Response:
    catalogue, profile = answer.issue.catalogue, answer.profile
    if answer.form is PAGE:
        return answer.page(catalogue.datasets)
    number = len(catalogue.datasets)
    if asked.page or number > SIZE:
        page = Page(asked.page or 1, number)
        told = page_statements(catalogue, profile, page, answer.page_address)
    else:
        told = catalogue_statements(catalogue, profile)
    return answer.data(told, catalogue.modified)
