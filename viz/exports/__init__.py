"""What is seen, as a file: pictures, pages, tables, graph files; each says whom it is owed to."""
