"""Files that people hand in: kept as jobs in a folder, looked at, corrected, entered, undone."""
