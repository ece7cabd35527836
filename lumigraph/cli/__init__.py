"""The command line. ``lumigraph --help`` lists the commands."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text

from graph.errors import GraphError, StoreError
from graph.ledger.acting import acting
from ingest.errors import IngestError
from lumigraph.cli import (  # noqa: F401 - they add commands
    archiving,
    asking,
    auditing,
    comparing,
    exporting,
    extracting,
    forgetting,
    handing,
    indexing,
    judging,
    keeping,
    linking,
    mending,
    placing,
    reading,
    refreshing,
    reviewing,
    serving,
    taking,
    tokens,
    validating,
)
from lumigraph.cli.app import PANELS, app
from lumigraph.cli.output import clean
from ontology.errors import OntologyError

WRONG_USE = 2
FAILED = 3
NO_MEMORY = "there is not enough memory: close other programs, or ask for less at once"

app.registered_commands.sort(key=lambda one: PANELS.index(str(one.rich_help_panel)))


def main() -> None:
    """Run the command line; errors end in one sentence and an exit code.

    0: found, 1: nothing found, 2: wrong use or a name that is unknown or ambiguous, 3: the store
    or a source failed.
    """
    try:
        with acting("", "command line"):
            app(prog_name="lumigraph")
    except (StoreError, IngestError) as error:
        sys.exit(_complain(str(error), FAILED))
    except (GraphError, OntologyError) as error:
        sys.exit(_complain(str(error), WRONG_USE))
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        sys.exit(_complain(_said(error), FAILED))
    except MemoryError:
        sys.exit(_complain(NO_MEMORY, FAILED))


def _said(error: OSError) -> str:
    reason = f"{error.strerror or error}"
    if isinstance(error, PermissionError):
        reason += ": change its rights, or name another"
    return f"{error.filename}: {reason}" if error.filename else reason


def _complain(message: str, code: int) -> int:
    text = Text.assemble(("error: ", "bold red"), clean(message))
    Console(stderr=True, highlight=False).print(text, soft_wrap=True)
    return code
