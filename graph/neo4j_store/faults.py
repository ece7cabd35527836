"""What the driver's errors mean to the person who meets them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOTCONN

from neo4j.exceptions import (
    AuthError,
    ClientError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreBusyError, StoreError
from graph.neo4j_store.address import Address

WAITED = (
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
)
MEMORY = (
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
    "Neo.TransientError.General.TransactionMemoryLimit",
    "Neo.TransientError.General.OutOfMemoryError",
    "Neo.TransientError.General.TransactionOutOfMemoryError",
)
READ_ONLY = (
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
)


@contextmanager
def explained(address: Address, *, writing: bool = False) -> Iterator[None]:
    """Turn the driver's errors into ``StoreError``s that say what to do."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise fault(address, error, writing=writing) from error
    except OSError as error:
        if error.errno != ENOTCONN:
            raise
        # The driver asks a line for its other end, and one that was cut just then has none.
        raise fault(address, error, writing=writing) from error


def fault(address: Address, error: Exception, *, writing: bool) -> StoreError:
    """Return the error to raise for ``error`` of the driver."""
    where = address.url
    if isinstance(error, AuthError):
        return StoreError(
            f"{where} refuses the user or the password: "
            "set LUMIGRAPH_NEO4J_USER and LUMIGRAPH_NEO4J_PASSWORD"
        )
    if isinstance(error, IncompleteCommit):
        return StoreError(
            f"the connection to {where} was lost while a revision was being closed: "
            "`lumigraph status` tells whether it is in; if not, run the command again"
        )
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return StoreError(_lost(where) if writing else _down(where, error))
    code = getattr(error, "code", None) or ""
    if code in WAITED:
        return busy(address)
    if code in MEMORY:
        return StoreError(
            f"{where} ran out of memory for one transaction, and nothing was changed: raise "
            "server.memory.heap.max_size or dbms.memory.transaction.total.max"
        )
    if code == "Neo.DatabaseError.Transaction.TransactionLogError":
        return StoreError(
            f"{where} could not write its log, as where its disk is full or read-only, and nothing "
            "was changed: make room there, restart Neo4j, and run the command again"
        )
    if code in READ_ONLY:
        return StoreError(
            f"{where} is read-only, and nothing was changed: take it out of Neo4j's settings "
            "server.databases.read_only and server.databases.default_to_read_only, or name another "
            "store"
        )
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreError(
            f"{address.server} has no database '{address.database}': create it, "
            "or leave the name out to use the default one"
        )
    if isinstance(error, ClientError) and "Forbidden" in code:
        return StoreError(f"the user may not do this on {where}: {error.message}")
    kept = "Nothing was changed" if writing else "Nothing was read"
    return StoreError(f"{where} reports: {error}. {kept}")


def busy(address: Address) -> StoreBusyError:
    """Return the error for a store that somebody else is writing to."""
    return StoreBusyError(
        f"another process is writing to {address.url}: wait until it has ended, then try again"
    )


def _down(where: str, error: Exception) -> str:
    return (
        f"no Neo4j server answers at {where} ({_reason(error)}): start it, or correct the address; "
        "`make neo4j` starts one on this machine"
    )


def _reason(error: BaseException) -> str:
    """Return what the system said; above it the driver tells of its own workings."""
    while error.__cause__:
        error = error.__cause__
    return getattr(error, "strerror", "") or str(error)


def _lost(where: str) -> str:
    return (
        f"the connection to {where} was lost while writing: the revision under way is not in, "
        "and what was written of it is undone when the store is next opened. Run the command again"
    )
