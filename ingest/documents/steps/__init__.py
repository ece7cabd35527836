"""The steps of reading a document, one file each; `ingest.documents.reading` lists them."""
