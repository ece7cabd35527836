"""A whole store as RDF text."""

from __future__ import annotations

from typing import IO

from graph.errors import DumpError
from graph.rdf.dataset import dataset
from graph.rdf.forms import GRAPH_FORMS, Form, styled, write_texts
from graph.rdf.texts import Texts
from graph.store import GraphStore


def write_store(store: GraphStore, form: Form, base: str, output: IO[bytes]) -> int:
    """Write ``store`` in ``form``, one of ``TEXT_FORMS``; return how many statements.

    Raises ``DumpError`` when the store is changed meanwhile.
    """
    before, style = store.revision(), styled(form)
    whole = form.name in GRAPH_FORMS
    texts = dataset(store, base, style) if whole else Texts(store, base, style).golden()
    count = write_texts(texts, form, output)
    if store.revision() != before:
        raise DumpError(f"{store.url} was changed while it was written out: export it again")
    return count
