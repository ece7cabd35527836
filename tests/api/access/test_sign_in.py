"""A browser signs in, keeps a session, and cannot be made to write by another site's page."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.proof import COOKIE
from api.access.rates import Rates
from api.access.register import Register
from api.access.register_file import RegisterFile
from api.access.sign_in import own_path
from tests.api.access.conftest import PUBLIC, SECRET, Serve, Token

OWN = {"Origin": PUBLIC}
EVIL = {"Origin": "https://evil.example"}
ENTRY = {"entity": "alpha", "property": "founded", "value": "1999", "reason": "said so"}


def sign_in(client: TestClient, header: dict[str, str], **said: str) -> Any:
    """Send the form with the token of a header; return the answer."""
    form = {"token": header["Authorization"].removeprefix("Bearer "), **said}
    return client.post("/sign-in", data=form, headers=OWN, follow_redirects=False)


def test_a_session(serve: Serve, token: Token) -> None:
    client, may = serve(), token("admin", "data desk")
    assert client.get("/review", follow_redirects=False).headers["location"] == (
        "/sign-in?next=/review"
    )
    form = client.get("/sign-in?next=/review")
    assert 'name="next" value="/review"' in form.text
    assert form.headers["referrer-policy"] == "same-origin"  # else the form says no origin
    assert client.head("/sign-in").status_code == form.status_code
    begun = sign_in(client, may, next="/review")
    assert (begun.status_code, begun.headers["location"]) == (303, "/review")
    cookie = begun.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Secure", "Path=/", "Max-Age=43200"):
        assert part in cookie
    assert client.get("/api/v1/review").is_success
    assert SECRET in client.get("/api/v1/entities/secret").text
    assert "data desk" in client.get("/sign-in").text
    ended = client.post("/sign-out", headers=OWN)
    assert ended.url.path == "/sign-in"
    assert COOKIE not in client.cookies
    secret = re.match(rf"{COOKIE}=(\w+);", cookie)
    assert secret
    again = client.get("/api/v1/review", headers={"Cookie": f"{COOKIE}={secret[1]}"})
    assert again.status_code == 401


def test_the_log_tells_by_which_token_sessions_begin(
    serve: Serve, token: Token, caplog: pytest.LogCaptureFixture
) -> None:
    """By its id: names may be those of people."""
    caplog.set_level("INFO", "api.access.sign_in")
    client, may = serve(), token("admin", "data desk")
    sign_in(client, may)
    sign_in(client, {"Authorization": "Bearer wrong"})
    begun, refused = [one for one in caplog.records if one.name == "api.access.sign_in"]
    id_ = may["Authorization"].split("_")[1]
    assert (begun.getMessage(), begun.__dict__["token"]) == ("a session begins", id_)
    assert (refused.getMessage(), refused.levelname) == ("a sign-in is refused", "WARNING")
    assert "data desk" not in caplog.text


def test_another_sites_page_writes_nothing(serve: Serve, token: Token) -> None:
    client, may = serve(), token("admin")
    sign_in(client, may)
    for origin in (EVIL, {"Origin": "null"}, {"Origin": "http://graph.example"}, {}):
        answer = client.post("/api/v1/edit/correct", json=ENTRY, headers=origin)
        assert answer.status_code == 403, origin
        assert "not from this server's pages" in answer.json()["detail"]
        assert client.post("/sign-out", headers=origin).status_code == 403
    form = client.post("/api/v1/edit/correct", data=ENTRY, headers=OWN)
    assert form.status_code == 403
    wrong = client.post("/api/v1/edit/correct", json=ENTRY, headers=OWN)
    assert "own pages" not in wrong.text
    assert wrong.status_code != 403
    # A program that sends its token is no browser that another page could have led.
    alone = TestClient(client.app, base_url=PUBLIC)
    assert alone.post("/api/v1/edit/correct", json=ENTRY, headers=may).status_code != 403


def test_a_wrong_token_shows_the_form_again(serve: Serve) -> None:
    client = serve(rates=Rates(guesses="2/day"))
    for language, said in (("en", "unknown, has expired"), ("de", "unbekannt, abgelaufen")):
        refused = client.post(f"/sign-in?lang={language}", data={"token": "x"}, headers=OWN)
        assert (refused.status_code, said in refused.text) == (401, True)
    assert COOKIE not in client.cookies
    assert client.post("/sign-in", data={"token": "x"}, headers=OWN).status_code == 429
    other = client.post("/sign-in", data={"token": "x"}, headers=EVIL)
    assert other.status_code == 403
    broken = {**OWN, "Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sign-in", content=b"\xff", headers=broken).status_code == 400


def test_a_session_ends_with_its_token(serve: Serve, token: Token, register: Register) -> None:
    client = serve()
    sign_in(client, token("admin", "gone"))
    assert client.get("/api/v1/review").is_success
    register.revoke("gone")
    assert client.get("/api/v1/review").status_code == 401
    assert client.get("/api/v1/stats").is_success


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nb", "/ b"]
)
def test_nobody_is_led_elsewhere(wanted: str) -> None:
    assert own_path(wanted) == "/"


def test_at_this_machine_the_cookie_needs_no_https(serve: Serve, token: Token) -> None:
    client = serve("http://127.0.0.1:8000")
    said = {"token": token()["Authorization"].removeprefix("Bearer ")}
    origin = {"Origin": "http://127.0.0.1:8000"}
    begun = client.post("/sign-in", data=said, headers=origin, follow_redirects=False)
    assert "Secure" not in begun.headers["set-cookie"]


def test_no_other_request_waits_for_the_register(
    serve: Serve, token: Token, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, in_the_loop = RegisterFile.rows, list[str]()

    def watched(self: RegisterFile, statement: str, **said: Any) -> list[tuple[Any, ...]]:
        with contextlib.suppress(RuntimeError):
            asyncio.get_running_loop()
            in_the_loop.append(statement)
        return run(self, statement, **said)

    client, may = serve(), token("admin", "data desk")
    monkeypatch.setattr(RegisterFile, "rows", watched)
    assert client.get("/api/v1/review", headers=may).is_success
    assert sign_in(client, may, next="/review").status_code == 303
    assert client.get("/api/v1/review").is_success
    assert client.post("/sign-out", headers=OWN).url.path == "/sign-in"
    assert in_the_loop == []
