"""What changed between two states of a graph, or is said otherwise by two sources."""
