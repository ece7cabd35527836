"""The version of Lumigraph that answers."""

from importlib.metadata import version

VERSION = version("lumigraph")
