"""Files that are handed in over HTTP: streamed, limited, refused, followed to their end."""

from __future__ import annotations

from collections.abc import Iterator
from errno import ENOSPC
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from api.access.access import Access
from api.access.hosts import Hosts
from api.access.register import Register
from api.access.scopes import scopes_of
from api.app import create_app
from api.curating.access import Curation
from graph.ledger.writing import Report
from ingest.uploads.arrival import Arrival
from ingest.uploads.entering import Prepared
from ingest.uploads.job_folder import JobFolder
from ingest.uploads.limits import Limits
from ingest.uploads.uploads import Uploads
from ingest.uploads.watch import Watch
from lumigraph.uploading import prepared, taken_back
from tests.ingest.uploads.conftest import Desk, desk_in
from tests.ingest.uploads.month import december, november

HERE = "http://127.0.0.1:8000"
OWN = {"Origin": HERE, "X-Lumigraph": "1"}
PATH = "/api/v1/uploads"
BYTES = {"Content-Type": "application/octet-stream"}
MOST = 100_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path) as made:
        yield made


@pytest.fixture
def client(desk: Desk) -> TestClient:
    holdings = desk.graph.holdings
    desk.uploads = desk.opened(Limits(MOST))
    curation = Curation(holdings, "curator")
    app = create_app(desk.graph.reader, curation=curation, uploads=desk.uploads)
    return TestClient(app, base_url=HERE, headers=OWN)


def hand_in(client: TestClient, desk: Desk, name: str, content: bytes) -> Any:
    """Hand a file in, and return its job once it has been looked at."""
    answer = client.post(PATH, params={"name": name}, content=content, headers=BYTES)
    assert answer.status_code == 201, answer.text
    where = urljoin(str(answer.request.url), answer.headers["location"])
    assert client.get(where).json()["id"] == answer.json()["id"]
    return followed(client, desk, answer.json())


def followed(client: TestClient, desk: Desk, job: Any) -> Any:
    """Return a job when nobody works on it any more."""
    desk.ended(desk.uploads.job(job["id"]))
    return client.get(f"{PATH}/{job['id']}").json()


def test_a_table_from_its_arrival_to_its_undoing(client: TestClient, desk: Desk) -> None:
    job = hand_in(client, desk, "nariai.csv", november())
    assert (job["state"], job["kind"], job["by"]) == ("previewed", "table", "curator")
    (sheet,) = job["table"]["sheets"]
    assert [one["read_as"] for one in sheet["columns"]][:3] == ["name", "country", "city"]
    assert sheet["columns"][0]["samples"] == ["Narys 01", "Narys 02", "Narys 03"]
    assert sheet["columns"][5]["samples"] == []
    plan = job["plan"]
    plan |= {"visibility": "public", "snapshot": "2026-11-01"}
    plan["sheets"][0] |= {"rows": "members", "of": "litek"}
    answer = client.put(f"{PATH}/{job['id']}/mapping", json=plan)
    assert answer.status_code == 200, answer.text
    job = followed(client, desk, job)
    assert {one["sort"]: one["count"] for one in job["table"]["sorts"]}["new"] == 60
    assert job["table"]["withheld"] == {"e-mail": 60}
    job = followed(client, desk, client.post(f"{PATH}/{job['id']}/confirm", json={}).json())
    assert (job["state"], job["outcome"]["rejected"]) == ("done", 0)
    assert job["outcome"]["withheld"] == {"e-mail": 60}
    assert client.get("/api/v1/entities/nariai-narys-01").status_code == 200
    listed = client.get(PATH).json()["uploads"]
    assert [(one["id"], one["table"]) for one in listed] == [(job["id"], None)]
    desk.today = "2026-12-01"
    again = hand_in(client, desk, "kitas.csv", december())
    assert again["remembered"] == "nariai"
    assert client.delete(f"{PATH}/{again['id']}").json()["state"] == "cancelled"
    assert client.post(f"{PATH}/{job['id']}/undo", json={}).json()["state"] == "undone"
    assert client.get("/api/v1/entities/nariai-narys-01").status_code == 404
    assert client.post(f"{PATH}/{job['id']}/undo", json={}).status_code == 409


@pytest.mark.parametrize(
    ("name", "content", "status", "reason"),
    [
        ("a.png", b"\x89PNG", 415, "files that can be handed in end in .csv"),
        ("a.csv", b"\x89PNG\x00", 415, "its content is not what its name says"),
        ("a.csv", b"x" * (MOST + 1), 413, "more than 100,000 bytes"),
        ("", b"Name\n", 422, "See errors"),
    ],
)
def test_what_is_no_file_for_us_is_refused(
    client: TestClient, desk: Desk, name: str, content: bytes, status: int, reason: str
) -> None:
    answer = client.post(PATH, params={"name": name}, content=content, headers=BYTES)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert reason in answer.json()["detail"]
    assert not desk.folder.is_dir() or list(desk.folder.iterdir()) == []


def test_a_body_without_length_is_limited_too(client: TestClient) -> None:
    parts = (b"x" * 10_000 for _ in range(12))
    answer = client.post(PATH, params={"name": "a.csv"}, content=parts, headers=BYTES)
    assert answer.status_code == 413


def test_a_mapping_that_cannot_be_is_refused_with_its_reason(
    client: TestClient, desk: Desk
) -> None:
    job = hand_in(client, desk, "nariai.csv", november())
    plan = job["plan"]
    plan["sheets"][0]["columns"][0]["read_as"] = "nome"
    answer = client.put(f"{PATH}/{job['id']}/mapping", json=plan)
    assert answer.status_code == 422
    assert "there is no field 'nome'; did you mean" in answer.json()["detail"]
    assert str(desk.folder) not in answer.text


def test_others_may_neither_send_nor_look(client: TestClient, desk: Desk) -> None:
    job = hand_in(client, desk, "nariai.csv", november())
    address = f"{PATH}/{job['id']}"
    elsewhere = {"Origin": "https://elsewhere.example"}
    for method, path in (
        ("POST", f"{PATH}?name=a.csv"),
        ("PUT", f"{address}/mapping"),
        ("POST", f"{address}/confirm"),
        ("POST", f"{address}/undo"),
        ("DELETE", address),
    ):
        answer = client.request(method, path, json={}, headers=elsewhere)
        assert (answer.status_code, method) == (403, method)
    bare = TestClient(client.app, base_url=HERE, headers={"Origin": HERE})
    sent = bare.post(f"{PATH}?name=a.csv", content=b"Name\n", headers=BYTES)
    for answer in (sent, bare.delete(address)):
        assert "send the header x-lumigraph" in answer.json()["detail"]
    proxied = client.get(address, headers={"X-Forwarded-For": "203.0.113.1"})
    assert proxied.status_code == 403
    client.app.state.uploads = None  # type: ignore[attr-defined]
    assert "takes no files" in client.get(address).json()["detail"]


@pytest.mark.parametrize("when", ["before it is read", "while it is written"])
def test_what_was_confirmed_is_not_entered_with_a_token_that_is_revoked_meanwhile(
    desk: Desk, register: Register, when: str
) -> None:
    secret = register.create("desk", scopes_of("ingest,read-internal"))

    def preparing(*which: Any, **how: Any) -> Prepared:
        made = prepared(desk.graph, *which, **how)
        if when == "before it is read":
            register.revoke("desk")
            return made
        return Prepared(made.info, lambda watch: revoking(made, watch))

    def revoking(made: Prepared, watch: Watch) -> Report:
        register.revoke("desk")
        return made.take_in(watch)

    desk.uploads = Uploads(
        desk.folder, desk.graph.holdings, preparing, partial(taken_back, desk.graph)
    )
    app = create_app(
        desk.graph.reader,
        curation=Curation(desk.graph.holdings, "curator"),
        uploads=desk.uploads,
        access=Access(register, Hosts(HERE)),
    )
    client = TestClient(app, base_url=HERE, headers={"Authorization": f"Bearer {secret}"})
    job = hand_in(client, desk, "post.txt", b"LITEK is a cluster in Lithuania.")
    assert client.post(f"{PATH}/{job['id']}/confirm", json={}).status_code == 200
    ended = desk.ended(desk.uploads.job(job["id"]))
    assert (ended.state, "token was revoked" in ended.problem) == ("previewed", True)
    assert "post" not in {one.info.name for one in desk.graph.store.ledger.sources()}
    assert client.get(PATH).status_code == 401


def no_room(*_: object) -> NoReturn:
    raise OSError(ENOSPC, "No space left on device")


def test_a_disk_that_is_full(
    client: TestClient,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is no mistake of the server's, which says that it is to be asked again, and logs why."""
    job = hand_in(client, desk, "nariai.csv", november())
    before = {*desk.folder.iterdir()}
    monkeypatch.setattr(Arrival, "write", no_room)
    monkeypatch.setattr(JobFolder, "write", no_room)
    sent = client.post(PATH, params={"name": "more.csv"}, content=november(), headers=BYTES)
    confirmed = client.post(f"{PATH}/{job['id']}/confirm", json={})
    for answer in (sent, confirmed):
        assert (answer.status_code, answer.json()["title"]) == (503, "The store does not answer")
        assert "Retry-After" in answer.headers
    assert caplog.text.count("uploads cannot be kept: [Errno 28] No space left on device") == 2
    assert {*desk.folder.iterdir()} == before
