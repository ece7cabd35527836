"""What is done in each store of a graph, one after the other, each time as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from graph.errors import StoreError
from graph.store import GraphStore

T = TypeVar("T")


def in_turn(stores: Iterable[GraphStore], act: Callable[[GraphStore], T]) -> dict[str, T]:
    """Do something in each of ``stores``; return what came of it by their URLs.

    It must do nothing where it was done before: the ``StoreError`` of one that fails says in which
    others it is done, and that the same command goes on.
    """
    done: dict[str, T] = {}
    for store in stores:
        try:
            done[store.url] = act(store)
        except StoreError as error:
            if not done:
                raise
            there = " and ".join(done)
            raise StoreError(
                f"{error}. In {there} it is done, and stays so: the same command does the rest"
            ) from error
    return done
