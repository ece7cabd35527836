"""SPARQL 1.1 over the RDF index: the protocol, and the processes that answer."""
