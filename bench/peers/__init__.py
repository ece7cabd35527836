"""What Lumigraph is measured against: the same graph, asked without it.

Each peer is what a good engineer would write in an afternoon: plain tables, plain Cypher, and the
libraries that people use instead.
"""
