"""What goes wrong is said as problem details, whatever it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.errors import GraphError, StoreBusyError, StoreError
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.stored import Revision

SECRET = "/somewhere/private.db"


def test_an_unknown_name_brings_candidates(client: TestClient) -> None:
    asked = {"technology": "biofotonix in general", "region": "Vienna"}
    answer = client.get("/api/v1/who", params=asked)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].endswith("/problem/unknown-name")
    assert problem["asked"] == asked["technology"]
    assert problem["candidates"]
    assert {"id", "label", "nearness"} == problem["candidates"][0].keys()


def test_an_ambiguous_name_brings_candidates(client: TestClient) -> None:
    asked = {"technology": "medical photonics", "region": "Vienna"}
    answer = client.get("/api/v1/who", params=asked)
    assert answer.status_code == 409
    assert len(answer.json()["candidates"]) > 1


@pytest.mark.parametrize(
    "url",
    [
        "/api/v1/entities/no-such-thing-at-all",
        "/api/v1/entities/no-such-thing-at-all/neighbours",
        "/api/v1/path?from=litek&to=no-such-thing-at-all",
        "/api/v1/technologies?broader=no-such-thing-at-all",
        "/api/v1/regions?within=no-such-thing-at-all",
        "/api/v1/no-such-endpoint",
        "/no-such-page",
    ],
)
def test_what_does_not_exist_is_404(client: TestClient, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 404
    if url.startswith("/api"):
        assert answer.json()["status"] == 404


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/no-such-page", "Hier ist nichts"),
        ("/documents/no-such-document", "Hier ist nichts"),
        ("/%3Cscript%3Ealert(1)%3C/script%3E", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("/ontology/role/king", "the vocabulary has no value role/king"),
    ],
)
def test_a_person_is_told_on_a_page_that_leads_on(client: TestClient, path: str, says: str) -> None:
    answer = client.get(path, headers={"Accept": BROWSER, "Accept-Language": "de"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == "de"
    assert says in answer.text
    assert 'class="home"' in answer.text
    assert "<script>alert" not in answer.text


def test_a_program_is_told_as_a_problem_whatever_it_takes(client: TestClient) -> None:
    for path, accept in (("/api/v1/nope", BROWSER), ("/nope", "*/*"), ("/nope", "text/")):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "url", "says"),
    [
        ("GET", "/id/organisation/litek/", "leave out the slash at its end"),
        ("GET", "/sparql/", "there is nothing at /sparql/: leave out"),
        ("GET", "/void", "there is nothing at /void: /docs lists what there is"),
        ("DELETE", "/sparql", "DELETE is not understood here: send GET"),
    ],
)
def test_what_an_address_lacks_is_told(
    client: TestClient, method: str, url: str, says: str
) -> None:
    assert says in client.request(method, url).json()["detail"]


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("/api/v1/who?technology=lasers", "region"),
        ("/api/v1/who?technology=&region=Vienna", "technology"),
        ("/api/v1/who?technology=lasers&region=LT&limit=0", "limit"),
        ("/api/v1/who?technology=lasers&region=LT&limit=many", "limit"),
        ("/api/v1/who?technology=lasers&region=LT&min_scor=3", "min_scor"),
        ("/api/v1/entities/litek/neighbours?depth=99", "depth"),
        ("/api/v1/path?to=cpic", "from"),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, url: str, parameter: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    "extra",
    [
        "valid_on=soon",
        "period=2018..never",
        "valid_on=2016&period=2016",
        "as_of=tomorrow",
        "cursor=not-a-cursor",
    ],
)
def test_what_makes_no_sense_is_422(client: TestClient, extra: str) -> None:
    answer = client.get(f"/api/v1/who?technology=lasers&region=LT&{extra}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_cursor_of_another_list_is_refused(client: TestClient) -> None:
    cursor = client.get("/api/v1/regions?limit=1").json()["next"]
    assert cursor
    assert client.get(f"/api/v1/technologies?cursor={cursor}").status_code == 422


def test_only_reading_is_allowed(client: TestClient) -> None:
    answer = client.post("/api/v1/who")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "POST" not in answer.headers["allow"]
    assert answer.json()["title"] == "Method Not Allowed"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/sparql", "GET, HEAD, POST"),
        ("/reconcile", "GET, HEAD, POST"),
        ("/oai", "GET, HEAD, POST"),
        ("/api/v1/who", "GET, HEAD"),
        ("/api/v1/network/export", "POST"),
        ("/api/v1/sources/retract", "POST"),
        ("/id/organisation/litek", "GET, HEAD"),
        ("/docs/own/docs.html", "GET, HEAD"),
        ("/nothing", "GET, HEAD"),
    ],
)
@pytest.mark.parametrize("method", ["DELETE", "PUT"])
def test_a_method_that_is_not_known_is_told_which_are(
    client: TestClient, path: str, methods: str, method: str
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == methods


def test_what_is_posted_is_named_where_all_of_it_is_wrong(client: TestClient) -> None:
    answer = client.post("/api/v1/network/export", json=[])
    assert [one["parameter"] for one in answer.json()["errors"]] == ["body"]


class BrokenStore(SqliteStore):
    """A store that fails whatever it is asked."""

    def __init__(self, error: Exception) -> None:
        super().__init__(":memory:")
        self.error = error

    def revision(self) -> Revision:
        """Fail."""
        raise self.error


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (StoreError(SECRET), 503, "store-failed"),
        (StoreBusyError(SECRET), 503, "store-busy"),
        (GraphError(SECRET), 500, "internal-error"),
        (ZeroDivisionError(SECRET), 500, "internal-error"),
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        *("/api/v1/health", "/api/v1/stats", "/api/v1/search?text=litek"),
        *("/page/organisation/litek", "/data/organisation/litek", "/documents", "/catalog"),
        "/oai?verb=Identify",
    ],
)
def test_trouble_is_said_without_its_insides(
    error: Exception, status: int, name: str, path: str
) -> None:
    broken = create_app(Reader(BrokenStore(error)))
    answer = TestClient(broken, raise_server_exceptions=False).get(path)
    assert answer.status_code == status
    assert answer.json()["type"].endswith(name)
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert retry_expected(status, answer.headers)


def test_what_was_asked_for_is_logged_without_its_names(caplog: pytest.LogCaptureFixture) -> None:
    client = TestClient(create_app(Reader(BrokenStore(StoreError("gone")))))
    assert client.get("/api/v1/entities/ann-other").status_code == 503
    assert "GET /api/v1/entities/{id}: gone" in caplog.text
    assert "ann-other" not in "".join(
        one.getMessage() for one in caplog.records if "api" in one.name
    )


def retry_expected(status: int, headers: Mapping[str, str]) -> bool:
    return ("retry-after" in headers) == (status == 503)
