"""Questions and their answers: who works on what where, search, ways, portraits."""
