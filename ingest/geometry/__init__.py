"""Regions from coordinates: NUTS polygons, and what they say of where organisations are."""

PREFIX = "geometry/"
"""What the names of derived sources begin with; the source that states the coordinates follows."""
TOLERANCE = 10.0
"""Kilometres that a point may lie off its polygon; docs/sources.md says what was measured."""
