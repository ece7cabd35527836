"""What can go wrong in the ontology: one tree of errors."""


class OntologyError(Exception):
    """A name, a code or a table of the ontology that cannot be used as it stands."""


class TableError(OntologyError):
    """A table of ours contradicts itself or the packages it is joined with."""


class VocabularyError(OntologyError):
    """A term of the vocabulary lacks what the code needs of it."""


class UnknownTermError(OntologyError):
    """A name that the vocabulary does not have."""


class UnknownRoleError(OntologyError):
    """A role word that the table does not have, or not between such kinds."""


class UnknownLicenceError(OntologyError):
    """A licence that the table does not have."""
