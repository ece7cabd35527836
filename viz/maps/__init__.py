"""Regions on a map."""
