"""Writes what ``docs/neo4j.md`` says of the schema anew: ``python -m graph.neo4j_store.page``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.neo4j_store.picture import picture
from ontology.model import Model, load_model
from ontology.page import kind_rows, relation_rows, table
from ontology.terms import Property

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "neo4j.md"
BEGIN = "<!-- Made by `python -m graph.neo4j_store.page`, up to the end mark. -->\n"
END = "<!-- End of what is made. -->\n"
TYPES = {"integer": "INTEGER", "decimal": "INTEGER or FLOAT", "boolean": "BOOLEAN"}
"""Datatype of the vocabulary → type in Neo4j; all others are texts."""


def derived(model: Model) -> dict[Path, str]:
    """Return the text of the page and of its picture, as the vocabulary has them now."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return {
        PAGE: before + BEGIN + schema(model) + END + after,
        DOCS / "neo4j-schema.svg": picture(model),
    }


def schema(model: Model) -> str:
    """Return labels, relationship types and properties as Markdown."""
    parts = [
        "\n### Labels\n",
        table(("Label", "Stands for"), ((row[0], row[2]) for row in kind_rows(model))),
        "### Relationship types\n",
        table(
            ("Type", "From → to", "Says"),
            ((row[0], row[1], row[3]) for row in relation_rows(model)),
        ),
        "### Properties\n",
        table(("Property", "Of", "Type", "Holds"), property_rows(model)),
    ]
    return "\n".join(parts)


def property_rows(model: Model) -> Iterator[Sequence[str]]:
    """Yield key, owners, type in Neo4j and meaning of every property."""
    for name, one in sorted(model.properties.items()):
        keys = f"`{name}_en`, `{name}_lt` …" if one.datatype == "langString" else f"`{name}`"
        owners = [*sorted(one.domain), *_relationships(model, name)]
        yield keys, ", ".join(owners), neo4j_type(one), one.definition["en"]


def neo4j_type(one: Property) -> str:
    """Return the type of a property's values in Neo4j."""
    single = TYPES.get(one.datatype, "STRING")
    return f"LIST of {single}" if one.multiple else single


def _relationships(model: Model, name: str) -> list[str]:
    """Return the relationship types that carry a property."""
    carriers = sorted(type_ for type_, one in model.relations.items() if name in one.carries)
    if len(carriers) == len(model.relations):
        return ["every relationship"]
    return [f"`{type_}`" for type_ in carriers]


if __name__ == "__main__":
    for path, text in derived(load_model()).items():
        path.write_text(text, encoding="utf-8")
