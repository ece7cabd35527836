"""Where settings come from: ``LUMIGRAPH_*``, then ``lumigraph.toml``, then the default."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from graph.entities import DEFAULT_BASE_URI
from graph.errors import UsageError
from graph.ledger.retention import ALL, SPAN
from graph.opening import FORMS, without_credentials
from lumigraph.ports import LAST_PORT
from lumigraph.settings import SECRETS, Settings, at_home, default_store

FILE = "lumigraph.toml"
PREFIX = "LUMIGRAPH_"
LISTENING = "an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all that it has"
WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~%/-]*)?")
SHARE = re.compile(r"0?\.\d+|[01](\.0*)?", re.ASCII)
BITS = re.compile(r"-?\d{1,4}(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings, and where each that is not a default was set: a variable, a file or a flag."""

    settings: Settings
    origins: Mapping[str, str]

    def flagged(self, **values: Any) -> Configuration:
        """Return it with what flags say; a flag that is None or '' says nothing."""
        said = {name: value for name, value in values.items() if value not in (None, "")}
        flags = {name: f"--{name.replace('_', '-')}" for name in said}
        settings = self.settings.at(said.pop("store", self.settings.store))
        return Configuration(replace(settings, **said), {**self.origins, **flags})


def load_settings(
    environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Return the settings of ``read_configuration``."""
    return read_configuration(environment, folder).settings


def read_configuration(
    environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Configuration:
    """Read the environment, then ``lumigraph.toml`` in ``folder`` (or the user's config folder).

    Raises ``UsageError`` for a key that does not exist or a value of the wrong kind; it names the
    file or the variable.
    """
    environment = os.environ if environment is None else environment
    file = _file(folder or Path())
    said = _file_values(file) if file else {}
    origins = dict.fromkeys(said, str(file))
    for name in KINDS:
        variable = PREFIX + name.upper()
        if variable in environment:
            said[name], origins[name] = environment[variable], variable
    values = {name: _read(name, str(value), origins[name]) for name, value in said.items()}
    values.setdefault("store", default_store())
    values.setdefault("cache", str(platformdirs.user_cache_path("lumigraph") / "fetched"))
    return Configuration(Settings(**values), origins)


def _read(name: str, text: str, origin: str) -> Any:
    """Return the value of a setting, or say where a wrong one stands."""
    try:
        return (OWN_READERS.get(name) or READERS[KINDS[name]])(name, text)
    except UsageError as error:
        raise UsageError(f"{origin}: {error}") from error


def _text(_: str, text: str) -> str:
    return text


def _place(name: str, text: str) -> str:
    """Return where something lies; a ~ at its beginning is the user's folder."""
    try:
        return at_home(text)
    except UsageError as error:
        raise UsageError(f"{name} is {error}") from error


def _store(name: str, text: str) -> str:
    return _place(name, _filled(FORMS)(name, text))


def _admitting(name: str, text: str) -> str:
    """Return what says who may ask the server, once the server could read it so."""
    from lumigraph.admission import READERS as ADMITTING  # not every command needs a server

    ADMITTING[name](text)
    return text


def _address(name: str, text: str) -> str:
    """Return a web address without a slash at its end; '' stays ''."""
    if text and not _is_address(text):
        said = without_credentials(text.partition("?")[0])
        raise UsageError(
            f"{name} is '{said}': set a web address without user and without query, "
            f"such as {DEFAULT_BASE_URI}"
        )
    return text.rstrip("/")


def _is_address(text: str) -> bool:
    try:
        return bool(WEB_ADDRESS.fullmatch(text) and urlsplit(text).port != 0)
    except ValueError:  # no such port, or a torn address of IPv6
        return False


def _filled(example: str) -> Callable[[str, str], str]:
    """Return what reads a text that must not be empty."""

    def read(name: str, text: str) -> str:
        if not text.strip():
            raise UsageError(f"{name} is '{text}': set {example}")
        return text

    return read


def _number(name: str, text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise UsageError(
            f"{name} is '{text}': set a whole number from 1 on, such as {getattr(Settings(), name)}"
        )
    return int(text)


def _share(name: str, text: str) -> float:
    if not SHARE.fullmatch(text):
        raise UsageError(f"{name} is '{text}': set a number from 0 to 1, such as 0.5")
    return float(text)


def _bits(name: str, text: str) -> float:
    if not BITS.fullmatch(text):
        raise UsageError(f"{name} is '{text}': set a number of bits, such as 4.5 or -2")
    return float(text)


def _switch(name: str, text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise UsageError(f"{name} is '{text}': set true or false")
    return text.lower() == "true"


def _port(name: str, text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        example = getattr(Settings(), name)
        raise UsageError(f"{name} is '{text}': set a number up to {LAST_PORT}, such as {example}")
    return int(text)


def _one_of(*words: str) -> Callable[[str, str], str]:
    """Return what reads one of ``words``."""

    def read(name: str, text: str) -> str:
        if text.lower() not in words:
            raise UsageError(f"{name} is '{text}': set {', '.join(words[:-1])} or {words[-1]}")
        return text.lower()

    return read


def _span(name: str, text: str) -> str:
    if text != ALL and not SPAN.fullmatch(text):
        raise UsageError(f"{name} is '{text}': set a span of time such as 5 years, or {ALL}")
    return text


KINDS = {field.name: str(field.type) for field in fields(Settings)}
READERS: Mapping[str, Callable[[str, str], Any]] = {
    "str": _text,
    "int": _number,
    "float": _share,
    "bool": _switch,
}
OWN_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "store": _store,
    **dict.fromkeys(
        (
            *("internal_store", "cache", "index", "layouts", "outlines", "dumps", "uploads"),
            *("tokens", "link_weights"),
        ),
        _place,
    ),
    **dict.fromkeys(("reading", "hosts", "proxies", "rate"), _admitting),
    "host": _filled(LISTENING),
    "metrics_host": _filled(LISTENING),
    "port": _port,
    "metrics_port": _port,
    "history": _span,
    "link_automatic": _bits,
    "link_queue": _bits,
    "log_level": _one_of("debug", "info", "warning", "error"),
    "log_format": _one_of("console", "json"),
    "base_uri": _address,
    "public_url": _address,
    "endpoint_url": _address,
}
"""Of those that are more than their kind says."""


def _file(folder: Path) -> Path | None:
    files = (folder / FILE, platformdirs.user_config_path("lumigraph") / FILE)
    return next((path for path in files if path.is_file()), None)


def _file_values(path: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    unknown = sorted(values.keys() - KINDS.keys())
    if unknown:
        raise UsageError(
            f"{path}: there is no setting '{unknown[0]}'; there are {', '.join(sorted(KINDS))}"
        )
    for name, value in values.items():
        if KINDS[name] == "str" and not isinstance(value, str):
            said = "no text" if name in SECRETS else repr(value)
            raise UsageError(f"{path}: {name} is {said}: write it as text in quotes")
    return values
