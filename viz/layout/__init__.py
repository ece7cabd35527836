"""Where the nodes of a network lie in the plane: communities first, then their members."""
