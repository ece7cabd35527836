"""The OpenAPI document says who may ask what, and how they are refused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.access.conftest import Serve

OPEN, BY_PROOF = "/api/v1/who", "/api/v1/review"
HEALTH = "/api/v1/health"
PROOF: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]


def described(serve: Serve, **how: Any) -> Any:
    return serve(**how).app.openapi()  # type: ignore[attr-defined]


def test_how_one_is_refused(serve: Serve) -> None:
    document = described(serve)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            refused = {"401", "421", "429"} | ({"403"} if path.startswith(BY_PROOF) else set())
            assert refused <= operation["responses"].keys(), path
            for status in refused:
                said = operation["responses"][status]
                assert said["description"]
                assert [*said["content"]] == ["application/problem+json"]


@pytest.mark.parametrize(
    ("how", "reading", "curating"),
    [
        ({}, [{}, *PROOF], PROOF),
        ({"needs_token": True}, PROOF, PROOF),
        ({"trusts_here": True}, [{}, *PROOF], [{}, *PROOF]),
    ],
)
def test_what_one_has_to_bring(serve: Serve, how: Any, reading: Any, curating: Any) -> None:
    document = described(serve, **how)
    assert document["components"]["securitySchemes"].keys() == {"token", "session"}
    paths = document["paths"]
    assert paths[OPEN]["get"]["security"] == reading
    assert paths[BY_PROOF]["get"]["security"] == curating
    assert paths[HEALTH]["get"]["security"] == [{}, *PROOF]
