"""The OpenAPI document, made exact where the framework is vague."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from api.access.description import describe
from api.bodies import TOO_LARGE
from api.problems import MEDIA_TYPE, documented

Json = dict[str, Any]
JSON = "application/json"


class DocumentedApp(FastAPI):
    """An application with an exact OpenAPI document."""

    def openapi(self) -> Json:
        """Return the document; it is made once."""
        if not self.openapi_schema:
            document = super().openapi()
            asked = set(posted(document))
            for name, schema in document["components"]["schemas"].items():
                if name not in asked:
                    require_all(schema)
            for operation in operations(document):
                name_problems(operation)
                name_limit(operation)
                show_examples(operation)
            if access := getattr(self.state, "access", None):
                describe(document, access)
        return self.openapi_schema or {}


def operations(document: Json) -> Iterator[Json]:
    """Yield the operations of a document."""
    for path in document["paths"].values():
        yield from path.values()


def posted(document: Json) -> Iterator[str]:
    """Yield the names of what requests post: their keys may be left out. A file has none."""
    for operation in operations(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if reference := content["schema"].get("$ref"):
                yield reference.rsplit("/", 1)[-1]


def require_all(schema: Json) -> None:
    """Say that every key is always there: answers leave none out, defaults are for Python only."""
    if "properties" in schema:
        schema["required"] = list(schema["properties"])
        for part in schema["properties"].values():
            part.pop("default", None)


def name_problems(operation: Json) -> None:
    """Give problems their own media type."""
    for status, response in operation["responses"].items():
        if not status.startswith("2"):
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}


def name_limit(operation: Json) -> None:
    """Say that what is posted may be too long: each route that takes JSON is a ``LimitedRoute``."""
    if JSON in operation.get("requestBody", {}).get("content", {}):
        said = {**operation["responses"], f"{TOO_LARGE}": documented(TOO_LARGE)}
        operation["responses"] = dict(sorted(said.items()))


def show_examples(operation: Json) -> None:
    """Show a parameter's first example where the documentation page looks for it."""
    for parameter in operation.get("parameters", ()):
        if examples := parameter.get("examples") or parameter["schema"].get("examples"):
            parameter["example"] = examples[0]
            parameter.pop("examples", None)
