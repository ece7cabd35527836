"""``/ontology/technologies``: the scheme of technologies, as RDF and as a tree to look through."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, HTTPException, Request, Response

from api.caching import headers as cached
from api.caching import unless_known
from api.linked.addresses import READ
from api.linked.forms import BY_ACCEPT, DATA, PAGE, Form, chosen, split_ending
from api.linked.language import Language, language_of
from api.linked.ontology import as_data, endings
from api.linked.pages import page
from api.service import Here, Service
from ontology.fold import fold
from ontology.technologies import FILE, Concept, load_technologies

router = APIRouter(include_in_schema=False)
NAME = "/ontology/technologies"
FOUND = 20


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept in the tree and what is narrower; ``first`` where it stands for the first time.

    ``tongue`` is the language of the definition.
    """

    concept: Concept
    label: str
    definition: str
    tongue: str
    narrower: tuple[Branch, ...]
    first: bool


@router.api_route("/technologies", methods=READ)
def get_scheme(request: Request, service: Here) -> Response:
    """See what describes the scheme, whose URI this is."""
    form = chosen(request.headers.get("accept", ""), (*DATA, PAGE))
    location = f"{service.public_url}{NAME}.{form.ending}"
    return Response(status_code=303, headers={**BY_ACCEPT, "Location": location})


@router.api_route(NAME, methods=READ)
def get_technologies(request: Request, service: Here) -> Response:
    """Return the scheme in the form that ``Accept`` names."""
    form = chosen(request.headers.get("accept", ""), (*DATA, PAGE))
    return in_form(form, request, service)


@router.api_route(NAME + ".{ending}", methods=READ)
def get_technologies_file(ending: str, request: Request, service: Here) -> Response:
    """Return the scheme in the form that the ending names."""
    _, form = split_ending(f"technologies.{ending}")
    if form is None:
        raise HTTPException(404, endings(NAME))
    return in_form(form, request, service)


def in_form(form: Form, request: Request, service: Service) -> Response:
    """Return the scheme in one form; the page finds concepts by ``q``."""
    if form is not PAGE:
        return as_data(FILE, form, request, service, NAME)
    language = language_of(request)
    tag = unless_known(request, service, form.ending, language.code)
    asked = request.query_params.get("q", "").strip()[:200]
    content = {
        "title": language("technologies"),
        "forms": [(one, f"{service.public_url}{NAME}.{one.ending}") for one in DATA],
        "asked": asked,
        "found": found(asked, language),
        "tree": tree(language),
        "action": f"{service.public_url}{NAME}",
    }
    vary = {"Vary": "Accept, Accept-Language"}
    return page(
        "technologies.html", request, service, language, content, headers={**cached(tag), **vary}
    )


def found(asked: str, language: Language) -> list[Branch]:
    """Return the concepts that ``asked`` means, then those with a name like it."""
    if not asked:
        return []
    technologies = load_technologies()
    near = [one.concept for one in technologies.suggest(asked, FOUND)]
    concepts = {one.id: one for one in (*technologies.resolve(asked), *near)}
    return [_branch(one, language, (), first=False) for one in concepts.values()]


@cache
def tree(language: Language) -> tuple[Branch, ...]:
    """Return the topmost concepts with all below; one below several stands below each."""
    concepts = load_technologies().concepts.values()
    below: defaultdict[str, list[Concept]] = defaultdict(list)
    for one in concepts:
        for broader in one.broader or [""]:
            below[broader].append(one)
    seen: set[str] = set()

    def branches(above: str) -> tuple[Branch, ...]:
        some = sorted(below[above], key=lambda one: fold(language.of(one.labels)))
        return tuple(grown(one) for one in some)

    def grown(one: Concept) -> Branch:
        first = one.id not in seen
        seen.add(one.id)
        return _branch(one, language, branches(one.id), first=first)

    return branches("")


def _branch(
    one: Concept, language: Language, narrower: tuple[Branch, ...], *, first: bool
) -> Branch:
    definition, tongue = language.name(one.definition, "")
    return Branch(one, language.of(one.labels), definition, tongue, narrower, first)
