"""An optional step: a language model behind an OpenAI-compatible endpoint reads along.

It is off unless its address is set. What it claims is believed only as far as the text bears it
out: each quote must stand in the text at its place, each end of a relation must have been found in
the text, else the claim is dropped and counted. What is left waits for people (``SURE_OF_IT``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.documents.document import Document, Sentence
from ingest.documents.findings import Mention, Relation, Status
from ingest.documents.naming import naming_of
from ingest.documents.reading import Reading
from ingest.errors import IngestError

ASKED = Path(__file__).with_name("endpoint.yaml")
SURE_OF_IT = 0.4
"""Confidence of what a model claims: below what goes into the graph unseen."""
PIECE = 12_000
"""How many characters of a document are sent at a time."""
SECONDS = 120.0
LARGEST = 1 << 20
"""How many bytes an answer may have."""


class EndpointError(IngestError):
    """The endpoint cannot be reached, or does not answer as it should."""


class Named(BaseModel):
    """A new thing that a model claims: ``name`` as it stands from code point ``start`` on."""

    model_config = ConfigDict(extra="forbid", strict=True)
    kind: str
    name: str
    start: int


class Said(BaseModel):
    """A relation that a model claims: the whole sentence ``quote`` from ``start`` on states it."""

    model_config = ConfigDict(extra="forbid", strict=True)
    subject: str
    predicate: str
    object: str
    status: Status
    quote: str
    start: int


class Claims(BaseModel):
    """What a model claims of a piece of text."""

    model_config = ConfigDict(extra="forbid", strict=True)
    mentions: list[Named]
    relations: list[Said]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The step. ``url`` is what ``/chat/completions`` is added to; ``key`` may be ""."""

    url: str
    model: str
    key: str = field(default="", repr=False)

    def __call__(self, reading: Reading) -> None:
        """Add what the model finds and the text bears out.

        Raises EndpointError when there is no answer in the form that was asked for.
        """
        for sentences in _pieces(reading.document):
            claims = self._ask(reading, sentences)
            for named in claims.mentions:
                _take_mention(reading, named)
            for said in claims.relations:
                _take_relation(reading, said)

    def _ask(self, reading: Reading, sentences: Sequence[Sentence]) -> Claims:
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": _asked()["task"]},
                {"role": "user", "content": _material(reading, sentences)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": _schema()},
            },
        }
        answer = self._post(body)
        try:
            return Claims.model_validate_json(
                json.loads(answer)["choices"][0]["message"]["content"]
            )
        except (ValueError, LookupError, TypeError, ValidationError) as error:
            raise EndpointError(
                f"{self.url}: its answer is not in the form that was asked for; "
                f"take a model that keeps to a JSON schema ({self.model} does not)."
            ) from error

    def _post(self, body: dict[str, Any]) -> bytes:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        address = f"{self.url.rstrip('/')}/chat/completions"
        try:
            with (
                httpx2.Client(timeout=SECONDS, trust_env=False) as client,
                client.stream("POST", address, json=body, headers=headers) as response,
            ):
                if response.is_success:
                    return _limited(response)
                raise self._failed(f"it said {response.status_code}")
        except httpx2.HTTPError as error:
            raise self._failed(str(error)) from error

    def _failed(self, reason: str) -> EndpointError:
        return EndpointError(
            f"{self.url}: the endpoint did not answer ({reason}); check the settings "
            "endpoint_url, endpoint_model and endpoint_key, or unset endpoint_url."
        )


def _limited(response: httpx2.Response) -> bytes:
    whole = b""
    for chunk in response.iter_bytes():
        whole += chunk
        if len(whole) > LARGEST:
            raise EndpointError(f"{response.url}: the answer has more than {LARGEST:,} bytes.")
    return whole


def _pieces(document: Document) -> Iterator[Sequence[Sentence]]:
    """Yield the sentences in runs of about ``PIECE`` characters."""
    run: list[Sentence] = []
    for one in document.sentences:
        if run and one.end - run[0].start > PIECE:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _material(reading: Reading, sentences: Sequence[Sentence]) -> str:
    """Return what the model is given: what was found, and the sentences with their places."""
    text = reading.document.text
    start, end = sentences[0].start, sentences[-1].end
    found = {one.meant: one for one in reading.mentioned(start, end)}
    names = [f"{id_} ({one.kind}: {text[one.start : one.end]})" for id_, one in found.items()]
    listed = [f"{one.start}: {text[one.start : one.end]}" for one in sentences]
    return "\n".join(["Found:", *names, "", "Sentences:", *listed])


def _take_mention(reading: Reading, one: Named) -> None:
    end = one.start + len(one.name)
    if one.kind not in _asked()["kinds"]:
        reading.dropped["a mention is of no kind that was asked for"] += 1
    elif not _stands(reading, one.start, one.name):
        reading.dropped["a name does not stand in the text at its place"] += 1
    elif reading.free(one.start, end):
        slug = naming_of(reading.document.language).slug(one.name)
        reading.mentions.append(
            Mention(one.kind, one.start, end, slug=slug, confidence=SURE_OF_IT, rule="endpoint")
        )


def _take_relation(reading: Reading, one: Said) -> None:
    subject, object_ = _found(reading, one.subject), _found(reading, one.object)
    if one.predicate not in _asked()["predicates"]:
        reading.dropped["a relation is of no predicate that was asked for"] += 1
    elif not _stands(reading, one.start, one.quote):
        reading.dropped["a quote does not stand in the text at its place"] += 1
    elif not (subject and object_):
        reading.dropped["an end of a relation was not found in the text"] += 1
    else:
        end = one.start + len(one.quote)
        _add(reading, Relation(subject, one.predicate, object_, one.start, end, one.status))


def _found(reading: Reading, called: str) -> str:
    """Return what was found under an id, or under the name of something new; "" for nothing."""
    meant = {mention.meant for mention in reading.mentions}
    slug = naming_of(reading.document.language).slug(called)
    return next((one for one in (called, slug) if one in meant), "")


def _add(reading: Reading, one: Relation) -> None:
    """Add a relation, unless a rule has found it."""
    known = {(each.subject, each.predicate, each.object) for each in reading.relations}
    if (one.subject, one.predicate, one.object) not in known:
        reading.relations.append(one._replace(confidence=SURE_OF_IT, rule="endpoint"))


def _stands(reading: Reading, start: int, quote: str) -> bool:
    return bool(quote.strip()) and start >= 0 and reading.document.text.startswith(quote, start)


@cache
def _asked() -> dict[str, Any]:
    """Return the task, and the kinds and predicates that are asked for."""
    read: dict[str, Any] = yaml.safe_load(ASKED.read_text("utf-8"))
    return read


@cache
def _schema() -> dict[str, Any]:
    """Return the strict JSON schema of the answer."""
    schema = Claims.model_json_schema()
    parts = schema["$defs"]
    parts["Named"]["properties"]["kind"]["enum"] = list(_asked()["kinds"])
    parts["Said"]["properties"]["predicate"]["enum"] = list(_asked()["predicates"])
    return schema
