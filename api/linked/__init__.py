"""Linked data: every entity under a URI of its own, as data and as a page; and the vocabulary."""
