"""Every page works under the content security policy, and only the embedded view is framed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, Route, expect

from tests.ingest.web import Page as Answer
from tests.ingest.web import Web

PAGES = (
    *("/", "/#tab=map", "/#tab=timeline", "/#tab=question", "/embed#embed=yes"),
    *("/docs", "/sparql", "/ontology", "/ontology/technologies", "/catalog.html"),
    "/page/organisation/litek",
)


def framing(web: Web, address: str, how: str = "") -> str:
    """Return the address of another site's page that frames one of ours."""
    body = f'<!doctype html><iframe src="{address}" {how}></iframe>'
    return web.put("/", Answer(body.encode(), headers={"Content-Type": "text/html"}))


def strict(answer: Response) -> None:
    """Fail where the policy of a page lets anything inline run."""
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy, answer.url
    assert "default-src 'self'" in policy, answer.url


def test_no_page_breaks_the_policy(page: Page) -> None:
    """The fixture fails on whatever a page complains of; this waits until each is done."""
    for address in PAGES:
        page.goto("about:blank")  # else another fragment is no new page
        answer = page.goto(address)
        assert answer
        strict(answer)
        page.wait_for_load_state("networkidle")


def test_a_page_of_another_site_shows_the_embedded_view_alone(
    chromium: Browser, served: str, web: Web
) -> None:
    with chromium.new_context(locale="en-GB") as context:
        page = context.new_page()
        said: list[ConsoleMessage] = []
        page.on("console", lambda message: said.append(message))
        page.goto(framing(web, f"{served}/embed#focus=litek&embed=yes"))
        inside = page.frame_locator("iframe")
        expect(inside.get_by_role("link", name="Open in Lumigraph")).to_be_visible()
        assert not [one.text for one in said if "Content Security Policy" in one.text]
        for path in ("/", "/page/organisation/litek", "/docs"):
            with page.expect_console_message(lambda one: "frame-ancestors 'none'" in one.text):
                page.goto(framing(web, f"{served}{path}"))


def test_the_embedded_view_needs_no_storage(chromium: Browser, served: str, web: Web) -> None:
    """A browser that blocks what other sites keep lets a page within one keep nothing."""
    with chromium.new_context(locale="en-GB") as context:
        page = context.new_page()
        address = f"{served}/embed#focus=litek&embed=yes"
        page.goto(framing(web, address, 'sandbox="allow-scripts"'))
        inside = page.frame_locator("iframe")
        expect(inside.locator("p.summary")).to_contain_text("Around Laser and Engineering")


@pytest.mark.parametrize("inline", ["<script>document.title = 'x'</script>", "<style>b{}</style>"])
def test_what_stands_in_a_page_does_nothing(chromium: Browser, served: str, inline: str) -> None:
    """The policy that is sent holds in a browser: what is injected is refused."""
    with chromium.new_context(base_url=served) as context:
        page = context.new_page()
        page.route("**/ontology", lambda route: _with(route, inline))
        with page.expect_console_message(lambda one: "Content Security Policy" in one.text):
            page.goto("/ontology")
        assert page.title() != "x"


def _with(route: Route, inline: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("<body>", f"<body>{inline}"))
