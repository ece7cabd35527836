"""OAI-PMH 2.0: the protocol over a repository of records, and the catalogue as one."""
