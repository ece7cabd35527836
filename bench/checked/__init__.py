"""Pairs of the registry and CORDIS that a person has judged, and what they say of linking.

``registry_pairs.csv`` holds identifiers and verdicts alone: the names stand in the sources.
"""
