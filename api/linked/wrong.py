"""Where a reader of a page tells what is wrong with a fact."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import Request

from api.contact import contact_of
from api.curating.access import may_curate
from api.service import service_of


@dataclass(frozen=True, slots=True)
class Wrong:
    """The form, for those who may use it, else the publisher's ``contact``, else nothing.

    ``public_url`` begins the form's address, ``language`` is the one to show it in.
    """

    curates: bool
    contact: str
    public_url: str
    language: str

    @classmethod
    def of(cls, request: Request, language: str) -> Wrong:
        """Return what whoever asks may use of the application that the request came to."""
        return cls(
            may_curate(request), contact_of(request), service_of(request).public_url, language
        )

    def __call__(self, about: str, fact: str = "") -> str:
        """Return the address to link to, '' where nobody would read it.

        ``about`` is an entity's id, ``fact`` a property or a relation as ``TYPE target``.

        >>> Wrong(False, "mailto:a@b.example", "", "en")("litek", "founded")
        'mailto:a@b.example?subject=litek%20founded'
        """
        if self.curates:
            asked = {"suggest": about, "fact": fact, "language": self.language}
            return f"{self.public_url}/edit?{urlencode({k: v for k, v in asked.items() if v})}"
        if self.contact.startswith("mailto:"):
            return f"{self.contact}?subject={quote(f'{about} {fact}'.rstrip())}"
        return self.contact
