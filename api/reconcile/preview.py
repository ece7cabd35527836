"""An entity, a type or a property in few words, as HTML to be shown beside a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse

from api.linked.addresses import Place
from api.reconcile.errors import NothingHereError
from api.reconcile.extension import places_of
from api.reconcile.identifiers import Named, entity_at, identifier, meant, properties, types
from api.reconcile.manifest import HEIGHT, WIDTH
from api.reconcile.request import Said
from api.service import Service
from api.templating import templates
from graph.entities import Entity, label, uri

TEMPLATES = templates(Path(__file__).parent / "templates")
OWN = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""A preview stands in pages of other sites: it loads nothing and runs nothing."""
NAMES = 6


def page(service: Service, said: Said) -> Response:
    """Return the preview of an entity."""
    entity = entity_at(service.store, said.get("id", ""))
    content = {**_content(service, entity), "width": WIDTH, "height": HEIGHT}
    text = TEMPLATES.get_template("preview.html").render(content)
    framed = "frame-ancestors *" if service.reader.before is None else "frame-ancestors 'self'"
    headers = {"Content-Security-Policy": f"{OWN}; {framed}", "Cache-Control": "no-cache"}
    return HTMLResponse(text, headers=headers)


def flyout(service: Service, said: Said) -> dict[str, Any]:
    """Return a small view of an entity."""
    asked = said.get("id", "")
    content = _content(service, entity_at(service.store, asked))
    return {"id": asked, "html": TEMPLATES.get_template("entity.html").render(content)}


def _content(service: Service, entity: Entity) -> dict[str, Any]:
    others = [name for name in entity.names() if name != entity.label]
    return {
        "name": entity.label,
        "identifier": identifier(entity),
        "type": types()[entity.type].name,
        "uri": uri(entity, service.base_uri),
        "page": Place.of(service, entity).page,
        "places": places_of(service.store, entity),
        "others": others[:NAMES],
        "description": label(entity.properties.get("description"), ""),
    }


def named(every: Callable[[], Mapping[str, Named]]) -> Callable[[Service, Said], dict[str, Any]]:
    """Return what shows a type or a property."""

    def flyout(_: Service, said: Said) -> dict[str, Any]:
        asked = said.get("id", "")
        one = meant(every(), asked)
        if one is None:
            raise NothingHereError(f"nothing is called '{asked[:100]}': see the suggestions")
        html = TEMPLATES.get_template("named.html").render(one=one)
        return {"id": asked, "html": html}

    return flyout


FLYOUTS = {"entity": flyout, "type": named(types), "property": named(properties)}
