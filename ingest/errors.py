"""What can go wrong while reading sources: one tree of errors."""


class IngestError(Exception):
    """Root of the errors of this package; the message says what, where, and what to do."""


class UnknownFormatError(IngestError):
    """No reader recognises the content of a path."""


class UnreadableSourceError(IngestError):
    """A source that cannot be read at all: no such file, not text, not the syntax it claims."""


class FetchError(IngestError):
    """An address that is not allowed, or that does not give its file."""


class NoSuchHostError(FetchError):
    """An address whose host no name server knows."""
