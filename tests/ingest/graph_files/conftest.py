"""No test here reaches out."""

from tests.ingest.offline import offline

__all__ = ["offline"]
