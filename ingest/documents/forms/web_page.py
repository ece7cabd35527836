"""Web pages: the text of the article without menus, and what the page says of itself."""

from __future__ import annotations

import logging

from graph.dates import is_date
from ingest.archives import Contents
from ingest.documents.forms.raw import Raw
from ingest.errors import UnreadableSourceError
from ontology.values.urls import is_address

# Only dates that the page states as its own: none that stands anywhere in it.
DATES = {"extensive_search": False, "original_date": True}

# Whatever it finds odd in a page is no news for the user.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def read_web_page(contents: Contents, name: str) -> Raw:
    """Return the article of a page, under its title; nothing that the page names is fetched."""
    import trafilatura  # slow to import
    from trafilatura.settings import Document

    with contents.open(name) as found:
        content = found.read()
    page = trafilatura.bare_extraction(
        content, with_metadata=True, include_comments=False, date_extraction_params=DATES
    )
    if not isinstance(page, Document):
        raise UnreadableSourceError(
            f"{contents.path}: there is no article in it; save the page whole, or its text as .txt."
        )
    title, text = (page.title or "").strip(), page.text or ""
    date, address = page.date or "", page.url or ""
    return Raw(
        text if title in text else f"{title}\n\n{text}",
        title=title,
        date=date if is_date(date) else "",
        publisher=(page.sitename or "").strip(),
        address=address if is_address(address) else "",
    )
