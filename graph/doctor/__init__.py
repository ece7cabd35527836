"""What may be out of order in a graph that was written well: found, told, and mended."""
