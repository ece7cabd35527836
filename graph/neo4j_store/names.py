"""Entities by text in Neo4j: exact folded names, and grams for names with typing errors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.chunks import chunks
from graph.entities import Entity
from graph.neo4j_store.database import ROWS, Database
from graph.neo4j_store.rows import Row
from graph.question.grams import POOL, closest, grams, telling
from ontology.fold import fold

GROWTH = 20
DEPTHS = (4 * POOL, 32 * POOL, None)
"""How many names, more than ``POOL``, are read at first, where these do not tell, and last: all."""
HEAD = 500
"""Letters of a name that the index of exact names holds; Neo4j refuses to index long texts."""


class Neo4jNames:
    """See ``graph.store.Names``.

    Names are numbered, and grams counted, exactly as in SQLite, so that both propose the same.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def resembling(self, folded: str, kinds: Collection[str]) -> list[tuple[str, str]]:
        """Return (id, folded name) of entities whose names share the most with a folded text."""
        return self.resembling_each([folded], kinds)[folded]

    def resembling_each(
        self, texts: Collection[str], kinds: Collection[str]
    ) -> dict[str, list[tuple[str, str]]]:
        """Return for each of many folded texts what ``resembling`` does."""
        wanted = {text: grams(text) for text in texts}
        every = list(set().union(*wanted.values()))
        frequency: dict[str, int] = dict(self._database.rows("gram_frequency", grams=every))
        asked = {text: _question(telling(some, frequency)) for text, some in wanted.items()}
        found: dict[str, list[tuple[str, str]]] = {text: [] for text in texts}
        rest = {text: (one, 0) for text, one in asked.items() if one}
        for depth in DEPTHS:
            for text, read, best in self._read(rest, kinds, depth):
                if depth is None or read <= POOL or _are_closest(best):
                    found[text] = closest([(shared, (id_, name)) for shared, id_, name in best])
                    del rest[text]
                else:
                    rest[text] = asked[text], _least(best)
        return found

    def _read(
        self, asked: Mapping[str, tuple[str, int]], kinds: Collection[str], depth: int | None
    ) -> list[Row]:
        """Return for each text how many were looked at, and the best of ``depth`` or all names.

        ``asked`` has the question of each text, and the least that a name is to share.
        """
        if not asked:
            return []
        rows = [(text, *one) for text, one in asked.items()]
        limit = POOL + 1
        return self._database.rows("with_grams", asked=rows, kinds=kinds, depth=depth, limit=limit)

    def exact(self, text: str) -> list[str]:
        """Return ids of entities that have ``text`` as a name, apart from case and accents."""
        folded = fold(text)
        return self.exact_each([folded])[folded]

    def exact_each(self, texts: Collection[str]) -> dict[str, list[str]]:
        """Return for each of many folded texts what ``exact`` does."""
        found: dict[str, list[str]] = {text: [] for text in texts}
        asked = [(text, text[:HEAD]) for text in found]
        for text, id_ in self._database.rows("named", asked=asked):
            found[text].append(id_)
        return found

    def longer_each(self, texts: Collection[str], limit: int) -> dict[str, list[tuple[str, str]]]:
        """Return for each of many folded texts the names that go on after it with another word."""
        asked = [(text, f"{text} "[:HEAD]) for text in texts]
        rows = self._database.rows("longer", asked=asked, limit=limit)
        return {text: [(id_, name) for id_, name in some] for text, some in rows}

    def add(self, entities: Iterable[Entity]) -> None:
        """Enter the names of ``entities``."""
        rows = [(entity, name) for entity in entities for name in entity.folded()]
        last = self._database.rows("last_name")
        first = (last[0][0] if last else 0) + 1
        self._database.run_many(
            "add_names",
            (
                (number, one.id, one.kind, one.type, name, name[:HEAD], _tokens(name))
                for number, (one, name) in enumerate(rows, first)
            ),
        )
        self._database.name_changes.add([name for _, name in rows])

    def every(self) -> Iterator[tuple[str, str]]:
        """Yield (id, folded name) of all names, ordered; the id is '' where there is no entity."""
        return ((id_, folded) for id_, folded in self._database.stream("every_name"))

    def renew(self, ids: Collection[str], entities: Collection[Entity]) -> None:
        """Replace the names that ``ids`` bear by those of ``entities``."""
        self.drop(ids)
        self._database.run("close_names_of_none")
        self.add(entities)

    def drop(self, entities: Collection[str]) -> None:
        """Close the names of the entities with these ids."""
        former = [name for _, name in self._database.rows_for("names_of", entities)]
        self._database.run_many("close_names", entities)
        self._database.name_changes.drop(former)


def enter_counts(database: Database) -> None:
    """Enter how the revision under way changed the names and their grams.

    Searches choose their grams by counts that are brought up to date when names have come or gone
    by more than a twentieth, at the same moments as in SQLite. All of it goes into the transaction
    that closes the revision.
    """
    changes = database.name_changes
    if not changes:
        return
    rows = [(gram, count) for gram, count in changes.grams().items() if count]
    for some in chunks(rows, ROWS):
        database.run("add_gram_counts", rows=some)
    total, counted = database.run("add_name_count", change=changes.number)[0]
    if abs(total - counted) > counted / GROWTH:
        database.run("publish_gram_counts")


def _are_closest(best: Sequence[tuple[int, str, str]]) -> bool:
    """Whether nothing that was not read can be among the closest."""
    return len(best) > POOL and best[0][0] > best[POOL][0]


def _least(best: Sequence[tuple[int, str, str]]) -> int:
    """Return how much the closest share where ``_are_closest`` is not so; 0 where nobody knows."""
    return best[POOL][0] if len(best) > POOL else 0


def _question(some: Iterable[str]) -> str:
    """Return the question to the full-text index; see ``with_grams``."""
    return " ".join(f"{_token(gram)}*" for gram in some)


def _tokens(folded: str) -> str:
    """Return the grams of a folded text as the full-text index reads them: parted by spaces."""
    return " ".join(sorted(map(_token, grams(folded))))


def _token(gram: str) -> str:
    return gram.replace(" ", "_")
