"""Who is answered, with what, and what caches are told."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.hosts import Hosts
from api.access.rates import Rates, client_of, rate_of
from api.access.register import Register
from api.app import create_app
from api.linked.routes import READ_BY_POST
from graph.errors import UsageError
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from tests.api.access.conftest import PUBLIC, SECRET, Serve, Token

HERE = "http://127.0.0.1:8000"
ASKED = (
    "/api/v1/who?technology=lasers&region=LT&facets=true",
    "/api/v1/search?text=quetzalcoatl",
    "/api/v1/entities/secret",
    "/api/v1/entities/lasers/neighbours",
    "/api/v1/path?from=alpha&to=secret",
    "/api/v1/technologies",
    "/api/v1/sources",
    "/api/v1/stats",
    "/api/v1/network",
    "/api/v1/briefing?region=LT",
    "/api/v1/diff?before=1&after=2",
    "/api/v1/health",
    "/api/v1/entities/secret?as_of=2999-01-01",
    "/page/organisation/secret",
    "/data/organisation/secret.ttl",
    "/reconcile/suggest/entity?prefix=quet",
    "/sparql?query=SELECT%20%2A%20%7B%3Fs%20%3Fp%20%3Fo%7D%20ORDER%20BY%20%3Fs%20%3Fp%20%3Fo",
    "/catalog",
)
OTHERS = ("/sparql", "/sparql/examples", "/reconcile", "/oai?verb=Identify", "/ontology", "/no")
"""The same for what holds no facts of its own."""


def problem(answer: Any) -> tuple[int, str]:
    """Return the status of a problem and its kind."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


def test_who_may_not_see_it_is_answered_as_if_it_were_not(
    serve: Serve, token: Token, holdings: Holdings
) -> None:
    """The same bytes and tags as from a server that holds the public store alone."""
    app = create_app(Reader(holdings.public), public_url=PUBLIC)
    alone, client = TestClient(app, base_url=PUBLIC), serve()
    for asked in ASKED:
        wanted = alone.get(asked)
        for headers in ({}, token("ingest", asked)):
            found = client.get(asked, headers=headers)
            assert (found.status_code, found.content) == (wanted.status_code, wanted.content)
            assert found.headers.get("etag") == wanted.headers.get("etag")
    app.state.dataset.close()


def test_who_may_see_it_does(serve: Serve, token: Token) -> None:
    client, may = serve(), token("read-internal")
    found = client.get("/api/v1/entities/secret", headers=may)
    assert SECRET in found.text
    assert found.headers["cache-control"] == "private, no-cache"
    hidden = client.get("/api/v1/entities/secret")
    assert hidden.status_code == 404
    for answer in (found, hidden):
        assert {"Authorization", "Cookie"} <= set(answer.headers["vary"].split(", "))
    query = "/sparql?query=SELECT%20%2A%20%7B%3Fs%20%3Fp%20%3Fo%7D"
    assert SECRET in client.get(query, headers=may).text
    assert SECRET in client.get("/api/v1/network", headers=may).text
    assert SECRET not in client.get("/api/v1/network").text


def test_a_tag_of_the_one_is_none_of_the_other(serve: Serve, token: Token) -> None:
    client, may = serve(), token("admin")
    for asked in ("/api/v1/stats", "/api/v1/network"):
        tag = client.get(asked, headers=may).headers["etag"]
        anybodys = client.get(asked, headers={"If-None-Match": tag})
        assert (anybodys.status_code, anybodys.headers["cache-control"]) == (200, "no-cache")
        again = client.get(asked, headers={**may, "If-None-Match": tag})
        assert (again.status_code, again.headers["cache-control"]) == (304, "private, no-cache")


def test_a_wrong_token_is_refused_wherever_it_is_sent(
    serve: Serve, register: Register, token: Token
) -> None:
    client, revoked = serve(), token("admin", "gone")
    register.revoke("gone")
    wrong = (revoked, {"Authorization": "Bearer lg_x"}, {"Authorization": "Basic eDp5"})
    for headers in wrong:
        answer = client.get("/api/v1/stats", headers=headers)
        assert problem(answer) == (401, "unknown-asker")
        assert answer.headers["www-authenticate"].startswith('Bearer realm="lumigraph"')
        assert headers["Authorization"].split()[1] not in answer.text


def test_reading_may_need_a_token(serve: Serve, token: Token) -> None:
    client = serve(needs_token=True)
    for asked in ("/api/v1/stats", "/sparql?query=ASK%7B%7D", "/catalog", "/oai?verb=Identify"):
        assert problem(client.get(asked)) == (401, "unknown-asker")
        found = client.get(asked, headers={**token(name=asked), "Origin": "https://evil.example"})
        assert found.status_code == 200
        assert "access-control-allow-origin" not in found.headers
        assert found.headers["cross-origin-resource-policy"] == "same-origin"
    assert client.get("/api/v1/health").status_code == 200
    assert client.get("/api/v1/healthy").status_code == 401
    page = client.get(
        "/page/organisation/alpha?lang=lt",
        headers={"Accept": "text/html"},
        follow_redirects=False,
    )
    assert page.status_code == 303
    assert page.headers["location"] == "/sign-in?next=/page/organisation/alpha%3Flang%3Dlt"
    for method, more in (("POST", {}), ("GET", {"Authorization": "Bearer lg_x"})):
        refused = client.request(method, "/sparql", headers={"Accept": "text/html", **more})
        assert problem(refused) == (401, "unknown-asker")


def test_writing_needs_the_scope(serve: Serve, token: Token) -> None:
    client = serve()
    assert problem(client.get("/api/v1/review")) == (401, "unknown-asker")
    for scopes in ("read-internal,ingest", "review"):
        answer = client.get("/api/v1/review", headers=token(scopes))
        assert problem(answer) == (403, "missing-scope")
        missing = "review" if "ingest" in scopes else "read-internal"
        assert (
            f'error="insufficient_scope", scope="{missing}"' in (answer.headers["www-authenticate"])
        )
    assert client.get("/api/v1/review", headers=token("review,read-internal")).is_success
    assert client.get("/api/v1/review", headers=token("admin")).is_success


def test_a_token_signs_with_its_own_name(serve: Serve, token: Token, holdings: Holdings) -> None:
    client, desk = serve(), token("admin", "data desk")
    entry = {"entity": "alpha", "property": "founded", "value": "1999"}
    said = {**entry, "address": "https://alpha.example", "reason": "their page says so"}
    made = client.post("/api/v1/edit/correct", json=said, headers=desk)
    assert made.is_success, made.text
    (mine,) = client.get("/api/v1/edit/entries", headers=desk).json()["entries"]
    assert mine["by"] == "data desk"
    other = client.post("/api/v1/edit/correct", json={**said, "by": "someone"}, headers=desk)
    assert problem(other) == (403, "not-allowed")
    said_by = {"state": "skipped", "version": 0, "by": "someone"}
    decided = client.post("/api/v1/review/any/decision", json=said_by, headers=desk)
    assert problem(decided) == (403, "not-allowed")
    assert client.post("/api/v1/edit/correct", json={**said, "admin": 1}, headers=desk).json()[
        "errors"
    ] == [{"parameter": "admin", "reason": "Extra inputs are not permitted"}]


def test_the_person_at_this_machine(serve: Serve) -> None:
    trusting = serve(HERE, trusts_here=True)
    assert trusting.get("/api/v1/review").is_success
    assert SECRET in trusting.get("/api/v1/entities/secret").text
    proxied = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
    for headers in ({"Host": "graph.example"}, *({name: "10.0.0.1"} for name in proxied)):
        assert problem(trusting.get("/api/v1/review", headers=headers)) == (401, "unknown-asker")
    assert problem(serve(HERE).get("/api/v1/review")) == (401, "unknown-asker")


def test_other_names_are_not_answered(serve: Serve) -> None:
    client = serve(others=["other.example"])
    for host in ("graph.example", "GRAPH.example:443", "other.example", "[::1]:8000"):
        assert client.get("/api/v1/health", headers={"Host": host}).is_success
    for host in ("evil.example", "graph.example.evil.example", "a@graph.example", ""):
        answer = client.get("/api/v1/health", headers={"Host": host})
        assert problem(answer) == (421, "unknown-host")


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        (PUBLIC, "graph.example", True),
        ("https://Graph.example", "graph.example", True),
        (PUBLIC, "127.0.0.1:8000", True),  # behind a proxy that asks in its own name
        (HERE, "127.0.0.1:8000", True),
        ("https://127.0.0.1:8000", "127.0.0.1:8000", False),
        (HERE, "graph.example", False),
        ("https://other.example", "other.example", True),
        ("http://other.example", "other.example", False),
        ("https://other.example", "graph.example", False),
        ("https://evil.example", "evil.example", False),
        ("", "", False),
    ],
)
def test_which_pages_are_its_own(origin: str, host: str, own: bool) -> None:
    assert Hosts(PUBLIC, ["other.example"]).own(origin, host) is own


def test_a_rate(serve: Serve, token: Token) -> None:
    client = serve(rates=Rates("3/day"))
    left = [client.get("/api/v1/health").headers["ratelimit"].split(";")[1] for _ in range(3)]
    assert left == ["r=2", "r=1", "r=0"]
    refused = client.get("/api/v1/health")
    assert problem(refused) == (429, "too-often")
    assert refused.headers["ratelimit-policy"] == '"requests";q=3;w=86400'
    assert 0 < int(refused.headers["retry-after"]) <= 86400
    assert client.get("/api/v1/health", headers=token()).is_success
    forged = {"X-Forwarded-For": "10.1.1.1"}
    assert problem(client.get("/api/v1/health", headers=forged)) == (429, "too-often")


def test_a_rate_behind_a_proxy(serve: Serve) -> None:
    client = serve(rates=Rates("1/day"), proxies=["testclient"])
    for one in ("10.1.1.1", "10.1.1.2"):
        asked = {"X-Forwarded-For": f"6.6.6.6, {one}"}
        assert client.get("/api/v1/health", headers=asked).is_success
        assert client.get("/api/v1/health", headers=asked).status_code == 429


def test_guessing_ends_soon(serve: Serve, token: Token) -> None:
    client, good = serve(rates=Rates(guesses="3/day")), token()
    guess = {"Authorization": "Bearer lg_0123456789ab_" + "0" * 64}
    statuses = [client.get("/api/v1/stats", headers=guess).status_code for _ in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert client.get("/api/v1/stats", headers=good).status_code == 429
    assert client.get("/api/v1/stats").is_success


def test_a_rate_is_divided_among_workers() -> None:
    rates = Rates("8/day", workers=4)
    assert rates.count("one")["RateLimit"].startswith('"requests";r=1;')
    assert Rates("1/day", workers=2).count("one")["RateLimit"].startswith('"requests";r=0;')
    for wrong in ("many", "0/minute"):
        with pytest.raises(UsageError):
            rate_of(wrong)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2001:db8::1", "2001:db8:0:0:8000::1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("a name", "another", False),
    ],
)
def test_who_is_counted_as_one_client(one: str, other: str, alike: bool) -> None:
    assert (client_of(one) == client_of(other)) is alike


def test_no_page_of_another_site_reads_what_this_machine_may(serve: Serve) -> None:
    """A browser of this machine is trusted; no other site may see what it is answered."""
    origin = {"Origin": "https://evil.example"}
    wish = {**origin, "Access-Control-Request-Method": "POST"}
    client = serve(HERE, trusts_here=True)
    for path in (*ASKED, *OTHERS):
        for method, headers in (("GET", origin), ("POST", origin), ("OPTIONS", wish)):
            answer = client.request(method, path, headers=headers)
            told = [name for name in answer.headers if name.startswith("access-control-")]
            assert not told, path
            assert answer.headers["cross-origin-resource-policy"] == "same-origin", path


def test_other_sites_may_read_and_no_more(serve: Serve) -> None:
    client = serve()
    elsewhere = {"Origin": "https://evil.example"}
    read = client.get("/api/v1/stats", headers=elsewhere)
    assert read.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in read.headers
    assert "cross-origin-resource-policy" not in read.headers
    wrong = client.get("/sparql?query=SELEC", headers=elsewhere)
    assert wrong.status_code == 400
    assert wrong.headers["access-control-allow-origin"] == "*"
    told = wrong.headers["access-control-expose-headers"]
    assert {"Lumigraph-Revision", "Lumigraph-Truncated"} <= {*told.split(", ")}
    asked = {"Access-Control-Request-Method": "POST"}
    for name, allowed in (("content-type", True), ("authorization", False)):
        wish = {**elsewhere, **asked, "Access-Control-Request-Headers": name}
        assert client.options("/sparql", headers=wish).is_success is allowed


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/suggestions"),
        ("POST", "/api/v1/uploads"),
        ("POST", "/sign-in"),
        ("PUT", "/api/v1/uploads/0/mapping"),
        ("DELETE", "/api/v1/uploads/0"),
    ],
)
def test_other_sites_may_not_so_much_as_try_to_write(serve: Serve, method: str, path: str) -> None:
    client = serve()
    wish = {"Origin": "https://evil.example", "Access-Control-Request-Method": method}
    for answer in (client.options(path, headers=wish), client.request(method, path, headers=wish)):
        assert not answer.is_success
        assert not [one for one in answer.headers if one.startswith("access-control-")]


@pytest.mark.parametrize("path", READ_BY_POST)
def test_other_sites_may_post_what_they_ask(serve: Serve, path: str) -> None:
    wish = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    client = serve()
    assert client.options(path, headers=wish).is_success
    assert client.post(path, headers=wish).status_code not in (404, 405)
