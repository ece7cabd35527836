"""Whatever is asked of the catalogue, in whatever words: an answer, and never a mistake of ours."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from tests.api.linked.test_hostile import HEADERS

PLACES = st.sampled_from(["catalog", "catalog.", "dataset/", "dataset/graph.", "dump/"])
NAMES = st.one_of(
    st.sampled_from(["", "ttl", "html", "graph", "graph.nt.gz", "source-technologies.rdf", "../x"]),
    st.text(max_size=80),
)
QUERIES = st.dictionaries(
    st.sampled_from(["profile", "page", "lang", "other"]),
    st.one_of(st.text(max_size=20), st.sampled_from(["2.1.1", "1", "0", "lt"]), st.integers()),
)


@given(PLACES, NAMES, HEADERS, QUERIES)
def test_no_mistake_of_ours(
    client: TestClient,
    place: str,
    name: str,
    headers: dict[str, str],
    query: dict[str, str | int],
) -> None:
    path = f"/{place}{quote(name, safe='', errors='replace')}"
    answer = client.get(path, headers=headers, params=query, follow_redirects=False)
    assert answer.status_code in (200, 304, 307, 404, 406, 422), answer.text
