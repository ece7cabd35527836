"""Networks of one graph: what was worked out for a revision is kept as long as it stands."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

import numpy as np

from graph.errors import GraphError
from graph.reader import Reader
from viz.network.columns import Network, WorkedOn
from viz.network.drawing import Drawing, Drawings
from viz.network.limits import LeftOut, Limits, within
from viz.network.network import network, worked_on
from viz.network.selection import Part, Selection, selected
from viz.network.story import story
from viz.network.story_shapes import Story
from viz.network.whole import Whole

DEFAULT_LANGUAGE = "en"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part of a graph with its drawing, before it is named in a language."""

    whole: Whole
    part: Part
    left_out: LeftOut
    drawing: Drawing

    def network(self, language: str, *, technologies: bool = True) -> Network:
        """Return it as columns, with or without what its nodes work on."""
        return network(
            self.whole,
            self.part,
            self.drawing,
            self.left_out,
            language,
            technologies=technologies,
        )

    def moved(self, places: Mapping[str, tuple[float, float]]) -> Sheet:
        """Return it with these nodes (ids) elsewhere."""
        own = zip(self.part.nodes, self.drawing.places.tolist(), strict=True)
        moved = [places.get(id_, place) for id_, place in own]
        return replace(self, drawing=replace(self.drawing, places=np.array(moved).reshape(-1, 2)))


class Atlas:
    """Shows parts of the graph that ``reader`` reads; safe to share between threads.

    ``folder`` keeps layouts from process to process; None keeps them in memory only.
    """

    def __init__(
        self, reader: Reader, folder: Path | None = None, limits: Limits | None = None
    ) -> None:
        self.reader = reader
        self.limits = limits or Limits()
        self.drawings = Drawings(folder)
        self._whole: Whole | None = None
        self._lock = Lock()

    def whole(self) -> Whole:
        """Return the graph as its present revision has it."""
        revision = self.reader.store.revision().number
        with self._lock:
            if self._whole is None or self._whole.revision != revision:
                self._whole = Whole.of(self.reader)
            return self._whole

    def network(
        self, asked: Selection, language: str = DEFAULT_LANGUAGE, *, technologies: bool = True
    ) -> Network:
        """Return what is asked for, as much of it as the limits allow.

        Without ``technologies`` it does not say what its nodes work on.
        Raises ``UnknownNameError`` and ``AmbiguousNameError`` with candidates, and ``UsageError``
        for a kind that does not exist.
        """
        return self.sheet(asked).network(language, technologies=technologies)

    def worked_on(self, asked: Selection, language: str = DEFAULT_LANGUAGE) -> WorkedOn:
        """Return what the nodes of ``network`` work on; raises what that does."""
        whole = self.whole()
        part, _ = within(selected(self.reader, whole, asked), self.limits)
        return worked_on(whole, part, language)

    def sheet(self, asked: Selection) -> Sheet:
        """Return what is asked for with its drawing; raises what ``network`` does."""
        whole = self.whole()
        part, left_out = within(selected(self.reader, whole, asked), self.limits)
        return Sheet(whole, part, left_out, self.drawings.of(part.nodes, part.links))

    @contextmanager
    def warming(self) -> Iterator[None]:
        """Draw the first screen and the whole graph beside what is done meanwhile.

        So nobody who asks a little later waits for them.
        """
        thread = Thread(target=self._warm)
        thread.start()
        try:
            yield
        finally:
            thread.join()

    def _warm(self) -> None:
        try:
            self.story()
            self.network(Selection())
        except GraphError as error:
            log.warning("the whole graph is drawn when it is asked for: %s", error)

    def story(self, language: str = DEFAULT_LANGUAGE) -> Story:
        """Return the story that the first screen tells."""
        return story(self.reader.store, self.whole(), language)
