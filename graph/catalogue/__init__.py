"""The graph as an open-data portal lists it: a catalogue of datasets, their files, the services."""
