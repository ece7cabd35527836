"""What a data officer hands over, so that portals harvest the catalogue."""
