"""Routes that begin alike, wherever the application is mounted."""

from __future__ import annotations

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from api.branch import Branch, together


def application() -> FastAPI:
    """Return one with a branch of one route."""
    leaf = APIRouter()

    @leaf.get("/leaf")
    def answer() -> str:
        return "here"

    branch = Branch(prefix="/branch")
    branch.include_router(together([leaf]))
    whole = FastAPI()
    whole.include_router(branch)
    return whole


@pytest.mark.parametrize("place", ["", "/under"])
def test_a_branch_answers_by_its_prefix_alone(place: str) -> None:
    outer = FastAPI()
    outer.mount(place or "/", application())
    with TestClient(outer) as client:
        assert client.get(f"{place}/branch/leaf").json() == "here"
        assert client.get(f"{place}/leaf").status_code == 404
        assert client.get(f"{place}/other/leaf").status_code == 404
