"""The steps of reading a document, one file each."""
