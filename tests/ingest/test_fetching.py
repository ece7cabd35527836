"""Addresses: unchanged, changed, gone, moved, truncated, slow, too large, not allowed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.addresses import Way, answer, check_address, file_name
from ingest.errors import FetchError
from ingest.fetching import Cache, Limits
from tests.ingest.web import Page, Web, serving

TAGGED = {"ETag": '"one"'}
DATED = {"Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"}


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def cache(tmp_path: Path, slept: list[float]) -> Cache:
    return Cache(tmp_path / "kept", Limits(tries=3, silence=5), sleep=slept.append)


def files(cache: Cache) -> list[str]:
    return sorted(path.name for path in cache.folder.rglob("*") if path.is_file())


def body(path: Path | None) -> bytes:
    assert path is not None
    return path.read_bytes()


def test_the_first_time_it_is_kept_under_its_own_name(web: Web, cache: Cache) -> None:
    address = web.put("/open/data.zip", Page(b"first"))
    found = cache.fetch(address)
    assert found.changed
    assert body(found.path) == b"first"
    assert files(cache) == [".fetched.json", "data.zip"]
    assert cache.path(address) == found.path


@pytest.mark.parametrize(
    ("headers", "condition"), [(TAGGED, "If-None-Match"), (DATED, "If-Modified-Since")]
)
def test_what_is_unchanged_is_not_sent_again(
    web: Web, cache: Cache, headers: dict[str, str], condition: str
) -> None:
    address = web.put("/data.csv", Page(b"first", headers=headers))
    first = cache.fetch(address)
    again = cache.fetch(address)
    assert not again.changed
    assert again.path == first.path
    assert condition not in web.asked[0][1]
    assert web.asked[1][1][condition] == next(iter(headers.values()))
    assert cache.copy(address).checked > 0


def test_the_same_bytes_under_another_tag_are_no_change(web: Web, cache: Cache) -> None:
    address = web.put("/a", Page(b"same", headers=TAGGED), Page(b"same", headers={"ETag": '"2"'}))
    assert cache.fetch(address).changed
    assert not cache.fetch(address).changed
    assert cache.copy(address).etag == '"2"'


def test_what_changed_replaces_the_copy(web: Web, cache: Cache) -> None:
    address = web.put("/a", Page(b"one", headers=TAGGED), Page(b"two", headers={"ETag": '"2"'}))
    cache.fetch(address)
    found = cache.fetch(address)
    assert found.changed
    assert body(found.path) == b"two"


@pytest.mark.parametrize("name", ["fetched.json", ".fetched.json"])
def test_a_file_called_as_our_note_is_kept_beside_it(web: Web, cache: Cache, name: str) -> None:
    address = web.put(f"/{name}", Page(b"[]", headers=TAGGED))
    assert body(cache.fetch(address).path) == b"[]"
    assert not cache.fetch(address).changed
    assert body(cache.path(address)) == b"[]"


def test_a_damaged_copy_is_fetched_anew(web: Web, cache: Cache) -> None:
    address = web.put("/a", Page(b"whole", headers=TAGGED))
    path = cache.fetch(address).path
    assert path is not None
    path.write_bytes(b"who")
    assert cache.path(address) is None
    assert body(cache.fetch(address).path) == b"whole"
    (path.parent / ".fetched.json").write_text("{")
    assert cache.fetch(address).changed


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_said_and_its_copy_kept(web: Web, cache: Cache, status: int) -> None:
    address = web.put("/a", Page(b"one"), Page(status=status))
    cache.fetch(address)
    found = cache.fetch(address)
    assert found.gone
    assert body(found.path) == b"one"
    new = web.put("/never", Page(status=status))
    moved = cache.fetch(web.put("/b", Page(status=301, headers={"Location": "/never"})))
    assert (moved.path, moved.moved_to) == (None, new)


@pytest.mark.parametrize(("status", "for_good"), [(301, True), (308, True), (302, False)])
def test_what_moved_is_followed_and_says_where_to(
    web: Web, cache: Cache, status: int, for_good: bool
) -> None:
    new = web.put("/new.csv", Page(b"here"))
    address = web.put("/old.csv", Page(status=status, headers={"Location": "/new.csv"}))
    found = cache.fetch(address)
    assert body(found.path) == b"here"
    assert found.moved_to == (new if for_good else "")


@pytest.mark.parametrize(("first", "second", "moved_to"), [(301, 302, "/middle"), (302, 301, "")])
def test_a_passing_redirect_on_the_way_ends_what_is_for_good(
    web: Web, cache: Cache, first: int, second: int, moved_to: str
) -> None:
    address = web.put("/start", Page(status=first, headers={"Location": "/middle"}))
    web.put("/middle", Page(status=second, headers={"Location": "/end"}))
    web.put("/end", Page(b"here"))
    assert cache.fetch(address).moved_to.removeprefix(web.base) == moved_to


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "//[", "https://"])
def test_a_redirect_leads_nowhere_but_to_the_web(web: Web, cache: Cache, target: str) -> None:
    address = web.put("/a", Page(status=301, headers={"Location": target}))
    with pytest.raises(FetchError, match="no address"):
        cache.fetch(address)


def test_a_redirect_leads_to_nothing_that_is_not_encrypted(web: Web) -> None:
    way = Way(web.put("/a", Page(status=301, headers={"Location": "http://b.example/"})))
    asked = answer("https://a.example/", {}, 5, way=lambda _: way)
    with pytest.raises(FetchError, match="which is not encrypted"), asked:
        pass


def test_redirects_in_a_ring_end(web: Web, cache: Cache) -> None:
    address = web.put("/a", Page(status=302, headers={"Location": "/a"}))
    with pytest.raises(FetchError, match="more than 5"):
        cache.fetch(address)
    assert len(web.asked) == 6


def test_a_truncated_answer_is_tried_again(web: Web, cache: Cache, slept: list[float]) -> None:
    address = web.put("/a", Page(b"hal", promise=4), Page(b"half"))
    assert body(cache.fetch(address).path) == b"half"
    assert slept == [2.0]


def test_an_answer_that_stays_truncated_leaves_the_copy(
    web: Web, cache: Cache, slept: list[float]
) -> None:
    address = web.put("/a", Page(b"whole"), Page(b"ha", promise=9))
    cache.fetch(address)
    with pytest.raises(FetchError, match="3 tries"):
        cache.fetch(address)
    assert slept == [2.0, 4.0]
    assert body(cache.path(address)) == b"whole"
    assert files(cache) == [".fetched.json", "a"]


def test_a_server_that_asks_for_patience_gets_it(
    web: Web, cache: Cache, slept: list[float]
) -> None:
    busy = Page(status=503, headers={"Retry-After": "7"})
    endless = Page(status=429, headers={"Retry-After": "99999"})
    address = web.put("/a", busy, endless, Page(b"now"))
    assert body(cache.fetch(address).path) == b"now"
    assert slept == [7.0, 300.0]


def test_other_errors_are_not_tried_again(web: Web, cache: Cache, slept: list[float]) -> None:
    for status, told in ((403, "403 Forbidden"), (304, "304 Not Modified")):
        with pytest.raises(FetchError, match=told):
            cache.fetch(web.put("/a", Page(status=status)))
    assert slept == []


def test_silence_ends(web: Web, tmp_path: Path) -> None:
    cache = Cache(tmp_path, Limits(silence=0.1, tries=1))
    with pytest.raises(FetchError, match="ReadTimeout"):
        cache.fetch(web.put("/a", Page(b"ab", pause=0.5)))


def test_a_trickle_ends_too(web: Web, tmp_path: Path) -> None:
    cache = Cache(tmp_path, Limits(seconds=0.2, silence=5))
    with pytest.raises(FetchError, match="raise `seconds`"):
        cache.fetch(web.put("/a", Page(b"x" * 100, pause=0.02)))
    assert files(cache) == []


@pytest.mark.parametrize("page", [Page(b"123456", promise=-1), Page(b"1", promise=6)])
def test_what_is_too_large_is_not_taken(web: Web, tmp_path: Path, page: Page) -> None:
    cache = Cache(tmp_path, Limits(megabytes=0.000005, tries=1))
    with pytest.raises(FetchError, match="larger than"):
        cache.fetch(web.put("/a", page))
    assert files(cache) == []
    cache.fetch(web.put("/a", Page(b"12345")))


def test_nobody_there(cache: Cache, slept: list[float]) -> None:
    with serving() as web:
        address = web.base + "/a"
    with pytest.raises(FetchError, match="the connection failed"):
        cache.fetch(address)
    assert len(slept) == 2


def test_packed_answers_are_refused_but_packed_files_taken(web: Web, cache: Cache) -> None:
    headers = {"Content-Encoding": "gzip"}
    with pytest.raises(FetchError, match="packed as gzip"):
        cache.fetch(web.put("/a.csv", Page(b"x", headers=headers)))
    assert body(cache.fetch(web.put("/a.csv.gz", Page(b"x", headers=headers))).path) == b"x"


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://example.org/a", "members.xlsx", "", "https://", "http:///a"),
        *("https://me:secret@example.org/a", "https://[", "https://example.org:port/a"),
    ],
)
def test_addresses_that_are_not_allowed(address: str) -> None:
    with pytest.raises(FetchError) as refused:
        check_address(address)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/a/b.zip?x=/y", "b.zip"),
        ("https://example.org/", "source"),
        ("https://example.org/..%2f..%2fetc%2fpasswd", "passwd"),
        ("https://example.org/.hidden", "hidden"),
        ("https://example.org/na me\u202e.csv", "na-me-.csv"),
    ],
)
def test_file_names_are_safe(address: str, name: str) -> None:
    assert file_name(address) == name


@given(st.text(max_size=300))
def test_every_file_name_is_safe(text: str) -> None:
    name = file_name(f"https://example.org/{quote(text)}")
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}", name)


@pytest.mark.parametrize("before", [".", "-", ".."])
def test_a_long_name_loses_its_beginning_and_stays_safe(before: str) -> None:
    name = file_name(f"https://example.org/{'a' * 50}{before}{'b' * 99}")
    assert name == "b" * 99
