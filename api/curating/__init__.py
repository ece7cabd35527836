"""Review, editing by hand and suggestions over HTTP, for a curator at this machine."""
