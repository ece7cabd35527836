"""Where documents and pages are, and the headers that say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote

from fastapi import Response

from api.linked.forms import DATA, PAGE, Form
from api.service import Service
from graph.entities import Entity
from graph.rdf.document import Address, Part, query

READ = ["GET", "HEAD"]
REVALIDATED = {"Cache-Control": "no-cache"}


@dataclass(frozen=True, slots=True)
class Place:
    """The addresses of what is about one entity, under the server's public URL."""

    public_url: str
    kind: str
    id: str

    @classmethod
    def of(cls, service: Service, entity: Entity) -> Place:
        """Return the place of ``entity``."""
        return cls(service.public_url, entity.kind.lower(), entity.id)

    @property
    def name(self) -> str:
        """What stands behind the first part of each of its addresses."""
        return f"{self.kind}/{quote(self.id, safe='')}"

    @property
    def document(self) -> str:
        """The document, in whatever form."""
        return f"{self.public_url}/data/{self.name}"

    @property
    def page(self) -> str:
        """The page."""
        return f"{self.public_url}/page/{self.name}"

    def form(self, form: Form | None) -> str:
        """The document in one form; the page is one."""
        if form is PAGE:
            return self.page
        return f"{self.document}.{form.ending}" if form else self.document

    def address(self, modified: str) -> Address:
        """Return what the document says of itself."""
        forms = {one.media_type: url for one, url in self._forms()}
        return Address(self.document, forms, modified)

    def _forms(self) -> list[tuple[Form, str]]:
        document = self.document
        return [*((one, f"{document}.{one.ending}") for one in DATA), (PAGE, self.page)]

    def links(self, part: Part | None = None) -> dict[str, str]:
        """Return the header that names all forms."""
        rest = f"?{query(part)}" if part else ""
        alternates = [
            f'<{url}{rest}>; rel="alternate"; type="{one.media_type}"' for one, url in self._forms()
        ]
        return {"Link": ", ".join(alternates)}


def last_modified(at: str) -> dict[str, str]:
    """Return the header that says when what is answered changed last; none where nobody knows."""
    return {"Last-Modified": format_datetime(datetime.fromisoformat(at), usegmt=True)} if at else {}


def has_moved(entity: Entity, kind: str, id_: str) -> bool:
    """Whether ``entity`` has another URI than the one that was asked for."""
    return (entity.kind.lower(), entity.id) != (kind, id_)


def moved(address: str) -> Response:
    """Return that a merged entity is found elsewhere; nobody keeps that, for it can be undone."""
    return Response(status_code=301, headers={**REVALIDATED, "Location": address})
