"""What people are asked to decide about the graph, and what they decided."""
