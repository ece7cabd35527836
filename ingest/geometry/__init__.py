"""Regions from coordinates: NUTS polygons, and what they say of where organisations are."""
