"""Arguments as people give them: what is of another kind is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import wraps
from inspect import signature
from os import PathLike
from typing import ParamSpec, SupportsIndex, TypeVar

from graph.dates import Period
from graph.errors import UsageError

P = ParamSpec("P")
R = TypeVar("R")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return isinstance(value, SupportsIndex) and not isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, Collection) and all(map(_is_text, value))


KINDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "str": (_is_text, "a text"),
    "str | date": (lambda value: isinstance(value, str | date), "a date, as 2016 or 2016-05-31"),
    "str | Path": (lambda value: isinstance(value, str | PathLike), "the path of a file or folder"),
    "int": (_is_whole, "a whole number"),
    "int | None": (lambda value: value is None or _is_whole(value), "a whole number"),
    "Collection[str]": (_are_texts, "a text, or several in a list"),
    "Properties": (lambda value: isinstance(value, Mapping), "a dict such as {'name': {'en': …}}"),
    "Value": (lambda value: value is not None, "a value"),
}
"""By how an argument is annotated: whether a value is one, and what to give."""


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Have ``function`` raise ``UsageError`` for arguments of another kind than it is annotated.

    >>> @checked
    ... def half(number: int) -> float:
    ...     return number / 2
    >>> half(3)
    1.5
    >>> half("3")
    Traceback (most recent call last):
    ...
    graph.errors.UsageError: `number` is of type str: give a whole number
    """
    asked = signature(function)
    annotated = {name: str(one.annotation) for name, one in asked.parameters.items()}
    kinds = {name: KINDS[said] for name, said in annotated.items() if said in KINDS}

    @wraps(function)
    def asking(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in asked.bind(*args, **kwargs).arguments.items():
            if name in kinds and not kinds[name][0](value):
                said = "None" if value is None else f"of type {type(value).__name__}"
                raise UsageError(f"`{name}` is {said}: give {kinds[name][1]}")
        return function(*args, **kwargs)

    return asking


def several(names: Collection[str]) -> tuple[str, ...]:
    """Return names as they were given; a single one may stand for itself.

    >>> several("Company"), several(["Company", "University"])
    (('Company',), ('Company', 'University'))
    """
    return (names,) if isinstance(names, str) else tuple(names)


def day(said: str | date) -> str:
    """Return a date as text; those of Python and pandas are of one day.

    >>> day("2016"), day(date(2016, 5, 31))
    ('2016', '2016-05-31')
    """
    if isinstance(said, datetime):
        said = said.date()
    return said if isinstance(said, str) else said.isoformat()


def period_of(valid_on: str, period: str) -> Period | None:
    """Return the period that the two ways of asking for one mean.

    Raises ``UsageError`` when both are given or one is no date.
    """
    if valid_on and period:
        raise UsageError("give either valid_on or period, not both")
    try:
        return Period.parse(valid_on or period) if valid_on or period else None
    except ValueError as error:
        raise UsageError(str(error)) from error
