"""``/api/v1``: the graph as JSON, one file a resource."""
