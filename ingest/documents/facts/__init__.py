"""From what was read in a document to records of the graph, and to what a person must look at."""
