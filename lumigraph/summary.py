"""What a server tells at its start: what it serves, where, and what was set; no secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.opening import without_credentials
from lumigraph.configuration import KINDS, PREFIX, Configuration
from lumigraph.hosts import why_private
from lumigraph.settings import SECRETS, Settings

HIDDEN = "(set, not shown)"
OTHERS = frozenset({"LUMIGRAPH_CHROMIUM"})
"""Variables with our prefix that are no settings."""

Row = tuple[str, str, str]


def changed(configuration: Configuration) -> Iterator[Row]:
    """Yield name, value and origin of each setting that is not the default."""
    defaults = Settings()
    for name in sorted(configuration.origins):
        value = getattr(configuration.settings, name)
        if value != getattr(defaults, name):
            yield name, shown(name, value), configuration.origins[name]


def shown(name: str, value: object) -> str:
    """Return a setting's value as everybody may read it.

    >>> shown("neo4j_password", "secret")
    '(set, not shown)'
    >>> shown("store", "bolt://neo4j:secret@db:7687")
    'bolt://db:7687'
    >>> shown("store", "bolt://neo4j:se@c/ret@db:7687"), shown("store", "sqlite:///a@b.db")
    ('bolt://db:7687', 'sqlite:///a@b.db')
    >>> shown("curate", True)
    'true'
    """
    if name in SECRETS:
        return HIDDEN
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return without_credentials(text)


def doubts(settings: Settings, address: str, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each thing that may not be meant so, and that forbids nothing."""
    if settings.public_url == "" and settings.host in ("0.0.0.0", "::"):  # noqa: S104
        yield (
            f"public_url is not set: links in documents will begin with {address}, "
            "where nobody else finds them"
        )
    elif settings.public_url and (reason := why_private(settings.public_url)):
        yield f"public_url: {reason}"
    for name in sorted(environment):
        setting = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and name not in OTHERS and setting not in KINDS:
            yield f"{name} is no setting, and without effect: docs/cli.md lists them all"
