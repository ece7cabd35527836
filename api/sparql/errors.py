"""Why a query is not answered."""

from __future__ import annotations


class SparqlError(Exception):
    """Any of them."""


class MalformedQueryError(SparqlError):
    """The query, or the request around it, is not what the standards allow."""


class RefusedError(SparqlError):
    """The query asks for what this server does for nobody: to change, to load, to ask elsewhere."""


class NotAcceptableError(SparqlError):
    """None of the forms that the asker accepts is one that there is."""


class TimeLimitError(SparqlError):
    """The query took longer than it may."""


class TooMuchError(SparqlError):
    """The query needed more memory, or its answer more room, than it may."""


class OccupiedError(SparqlError):
    """As many queries as may run are running, or the index is being made."""
