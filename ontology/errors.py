"""What can go wrong in the ontology: one tree of errors."""


class OntologyError(Exception):
    """A name, a code or a table of the ontology that cannot be used as it stands."""


class TableError(OntologyError):
    """A table of ours contradicts itself or the packages it is joined with."""
