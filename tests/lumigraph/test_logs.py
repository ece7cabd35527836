"""What the server logs: JSON or lines for people, with the id of the request, nothing feigned."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from api.traffic.request_id import CURRENT
from lumigraph.logs import configure_logs

log = logging.getLogger("of.a.test")


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where logs go; afterwards they go where they went before."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield io.StringIO()
    root.handlers, root.level = handlers, level
    logging.captureWarnings(False)


def logged(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_nobody_may_listen(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)  # as Python has it where it was closed
    configure_logs("info", "json")
    log.info("told nobody")
    assert stream.getvalue() == ""


def test_a_line_is_an_object(stream: io.StringIO) -> None:
    configure_logs("info", "json", stream)
    token = CURRENT.set("abc")
    log.info("told %s", "so", extra={"status": 200})
    log.debug("not told")
    CURRENT.reset(token)
    (line,) = logged(stream)
    said = {key: line[key] for key in ("event", "level", "logger", "status", "request_id")}
    assert said == {
        "event": "told so",
        "level": "info",
        "logger": "of.a.test",
        "status": 200,
        "request_id": "abc",
    }
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_failure_has_its_traceback_without_values(stream: io.StringIO, form: str) -> None:
    configure_logs("error", form, stream)
    password = "-".join(["tell", "nobody"])
    try:
        raise ValueError(len(password))
    except ValueError:
        log.error("it failed", exc_info=True)
    assert "in test_a_failure_has_its_traceback" in stream.getvalue()
    assert password not in stream.getvalue()


def test_outside_of_requests_there_is_no_id(stream: io.StringIO) -> None:
    configure_logs("info", "json", stream)
    log.info("it begins")
    assert "request_id" not in logged(stream)[0]


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_name_cannot_feign_a_line_nor_command_a_terminal(stream: io.StringIO, form: str) -> None:
    configure_logs("info", form, stream)
    log.info("found %s", "Evil\n2026-01-01 [info] all is well\x1b[2J", extra={"key": "a\nb"})
    (line,) = stream.getvalue().splitlines()
    assert "\x1b" not in line


@pytest.mark.parametrize("form", ["json", "console"])
def test_nor_can_the_message_of_a_failure(stream: io.StringIO, form: str) -> None:
    configure_logs("info", form, stream)
    try:
        raise ValueError("Evil\x1b[2J\u202e\x07")
    except ValueError:
        log.exception("it failed")
    assert "ValueError: Evil" in stream.getvalue()
    assert not {"\x1b", "\u202e", "\x07"} & {*stream.getvalue()}


def test_the_level_is_a_setting(stream: io.StringIO) -> None:
    configure_logs("warning", "console", stream)
    log.info("not told")
    assert stream.getvalue() == ""
