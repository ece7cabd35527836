"""How a part of the catalogue is answered: in which form and profile, under which tag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import urlencode

from fastapi import Request, Response

from api.caching import headers as cached
from api.caching import tagged, unless_has
from api.catalogue.catalog_keeper import Issue, keeper_of
from api.linked.addresses import last_modified
from api.linked.forms import BY_ACCEPT, DATA, PAGE, Form, chosen
from api.linked.language import language_of
from api.linked.pages import page
from api.service import service_of
from api.version import VERSION
from graph.catalogue.model import Dataset
from graph.catalogue.profiles import NEWEST, profile_named
from graph.catalogue.rendering import written


class Answer:
    """The answer to a request for the document at ``path``.

    Its form is ``form``, or what ``Accept`` names; ``profile`` is a version of DCAT-AP.
    """

    def __init__(self, request: Request, path: str, form: Form | None, profile: str) -> None:
        self._request = request
        self._negotiated = form is None
        accept = request.headers.get("accept", "")
        self._address = service_of(request).public_url + path
        self.form = form or chosen(accept, (*DATA, PAGE))
        self.profile = profile_named(profile)

    @cached_property
    def issue(self) -> Issue:
        """What is published."""
        return keeper_of(self._request).current()

    def page_address(self, number: int) -> str:
        """Return where a page of the same document is, in the form that this address names."""
        ending = "" if self._negotiated else f".{self.form.ending}"
        return f"{self._address}{ending}?{urlencode({'page': number, **self._asked})}"

    @property
    def _asked(self) -> dict[str, str]:
        """The parameter that names the profile; none for the newest."""
        return {} if self.profile.name == NEWEST else {"profile": self.profile.name}

    def _in_form(self, form: Form) -> str:
        """Return where the same document is in one form."""
        query = f"?{urlencode(self._asked)}" if self._asked else ""
        return f"{self._address}.{form.ending}{query}"

    def data(self, statements: Iterator[str], modified: str) -> Response:
        """Return statements as a document of the last change at ``modified``."""
        tag = self._unless_known(self.form.ending)
        headers = {
            **cached(tag),
            **last_modified(modified),
            **(BY_ACCEPT if self._negotiated else {}),
            "Link": self._links(),
        }
        body = written(statements, self.form.ending)
        return Response(body, headers=headers, media_type=self.form.media_type)

    def page(self, datasets: Sequence[Dataset]) -> Response:
        """Return datasets as a page for people."""
        language = language_of(self._request)
        tag = self._unless_known(self.form.ending, language.code)
        catalogue = self.issue.catalogue
        alone = len(datasets) == 1 and datasets[0].landing_page.uri == self._address
        one = datasets[0] if alone else catalogue
        content = {
            "title": language.of(one.title) if "en" in one.title else one.title[""],
            "uri": one.uri,
            "about": language.of(one.description),
            "alone": alone,
            "catalogue": catalogue,
            "datasets": datasets,
            "forms": [(form, self._in_form(form)) for form in DATA],
        }
        headers = {**cached(tag), **last_modified(catalogue.modified), "Link": self._links()}
        headers["Vary"] = "Accept, Accept-Language"
        service = service_of(self._request)
        return page("catalogue.html", self._request, service, language, content, headers=headers)

    def _unless_known(self, *form: str) -> str:
        keeper, url = keeper_of(self._request), self._request.url
        place = self.issue.stock.folder.name
        return unless_has(
            self._request, tagged(VERSION, repr(keeper.by), place, url.path, url.query, *form)
        )

    def _links(self) -> str:
        return ", ".join(
            f'<{self._in_form(one)}>; rel="alternate"; type="{one.media_type}"'
            for one in (*DATA, PAGE)
        )
