"""The command line. ``lumigraph --help`` lists the commands."""

from __future__ import annotations

import sys

from rich.console import Console

from graph.errors import GraphError, NamingError, StoreError
from ingest.errors import IngestError
from lumigraph.cli import judging, reading, serving, taking  # noqa: F401  (they add commands)
from lumigraph.cli.app import app
from ontology.errors import OntologyError

WRONG_USE = 2
FAILED = 3


def main() -> None:
    """Run the command line; errors end in one sentence and an exit code.

    0: found, 1: nothing found, 2: wrong use or a name that is unknown or ambiguous, 3: the store
    or a source failed.
    """
    try:
        app()
    except (StoreError, IngestError) as error:
        sys.exit(_complain(error, FAILED))
    except (GraphError, OntologyError) as error:
        sys.exit(_complain(error, WRONG_USE))
    except BrokenPipeError:
        sys.stderr.close()


def _complain(error: Exception, code: int) -> int:
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"[bold red]error:[/] {_plain(str(error))}")
    if isinstance(error, NamingError):
        for one in error.candidates:
            console.print(f"  {_plain(one.label)}  ({_plain(one.id)})")
    return code


def _plain(text: str) -> str:
    return text.replace("[", r"\[")
