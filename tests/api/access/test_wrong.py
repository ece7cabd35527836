"""Whom a page leads to the form that asks what is wrong."""

from __future__ import annotations

from tests.api.access.conftest import Serve, Token

PAGE = "/page/organisation/alpha"


def test_only_who_may_curate_is_led_to_the_form(serve: Serve, token: Token) -> None:
    client = serve()
    anonymous = client.get(PAGE)
    assert "/edit?suggest=" not in anonymous.text
    known = {**token("review"), "If-None-Match": anonymous.headers["etag"]}
    reviewer = client.get(PAGE, headers=known)
    assert reviewer.status_code == 200
    assert "/edit?suggest=alpha" in reviewer.text
