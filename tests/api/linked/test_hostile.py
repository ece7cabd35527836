"""Whatever is asked, in whatever words: an answer, and never a mistake of ours."""

from __future__ import annotations

from urllib.parse import quote

from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

PLACES = st.sampled_from(["id", "data", "page", "ontology", "ontology/technologies"])
KINDS = st.one_of(st.sampled_from(["organisation", "project", "technology", "region"]), st.text())
IDS = st.one_of(
    st.sampled_from(["litek", "laser-go.ttl", "LT.html", "grant-1-2-3-4", "euroscivoc-23"]),
    st.text(min_size=1, max_size=80),
    st.from_regex(r"(grant|cordis|doi|vat|pic)(-[a-z0-9]{0,3}){0,8}", fullmatch=True),
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        name: st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
        | st.from_regex(r"([a-z*]{1,4}(/[a-z*]{1,4})?(;q=[0-9.]{0,4})?,?){0,5}", fullmatch=True)
        for name in ("Accept", "Accept-Language", "If-None-Match", "Origin", "Host")
    },
)
QUERIES = st.dictionaries(
    st.sampled_from(["lang", "relation", "direction", "after", "q", "other"]),
    st.one_of(st.text(max_size=20), st.sampled_from(["lt", "PART_OF", "in", "out"])),
)


@given(PLACES, KINDS, IDS, HEADERS, QUERIES)
def test_no_mistake_of_ours(
    client: TestClient,
    place: str,
    kind: str,
    id_: str,
    headers: dict[str, str],
    query: dict[str, str],
) -> None:
    path = (
        f"/{place}/{quote(kind, safe='', errors='replace')}/{quote(id_, safe='', errors='replace')}"
    )
    answer = client.get(path, headers=headers, params=query, follow_redirects=False)
    assert answer.status_code in (200, 301, 303, 304, 404, 406, 410, 422), answer.text
    if answer.status_code in (301, 303):
        assert answer.headers["location"].startswith("http://127.0.0.1:8000/")
