"""A real server in this process, for clients that speak HTTP themselves."""

from lumigraph.serving import running

__all__ = ["running"]
