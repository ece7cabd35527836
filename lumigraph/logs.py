"""The server's log: lines on the standard error output, for people or as JSON."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import ExcInfo, Processor

from api.traffic.request_id import CURRENT

Line = MutableMapping[str, Any]


def configure_logs(level: str, form: str, stream: TextIO | None = None) -> None:
    """Let everything that this process logs from ``level`` on go to ``stream``, line by line.

    ``form`` is ``json`` (one object a line) or ``console``. Lines that a request caused have its
    ``request_id``.
    """
    root = logging.getLogger()
    root.setLevel(level.upper())
    logging.captureWarnings(True)
    target = stream or sys.stderr
    if target is None:  # who starts the server may have closed it
        root.handlers = [logging.NullHandler()]
        return
    handler = logging.StreamHandler(target)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(allow=None),
                _with_request_id,
                _without_colours,
            ],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *(_as_json() if form == "json" else _for_people(target.isatty())),
            ],
        )
    )
    root.handlers = [handler]


def _as_json() -> list[Processor]:
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(sort_keys=True),
    ]


def _for_people(colours: bool) -> list[Processor]:
    renderer = structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=_traceback)
    return [_printable, renderer]


def _traceback(stream: TextIO, failure: ExcInfo) -> None:
    """Write a traceback without the values of variables, its lines as clean as others."""
    plain = io.StringIO()
    structlog.dev.plain_traceback(plain, failure)
    stream.write("\n".join(_clean(one) for one in plain.getvalue().split("\n")))


def _with_request_id(_: object, __: str, line: Line) -> Line:
    if request_id := CURRENT.get():
        line["request_id"] = request_id
    return line


def _without_colours(_: object, __: str, line: Line) -> Line:
    line.pop("color_message", None)  # what uvicorn says twice
    return line


def _printable(_: object, __: str, line: Line) -> Line:
    """Take out what would command a terminal or feign a line: names from sources are hostile."""
    for key, value in line.items():
        if isinstance(value, str) and not value.isprintable():
            line[key] = _clean(value)
    return line


def _clean(text: str) -> str:
    return "".join(one if one.isprintable() else "�" for one in text)
