# The logic is in run.py, for every system; this only calls it.
PYTHON ?= python3

.PHONY: explore test test-newest torture bench eval neo4j lint lock

explore:
	@$(PYTHON) run.py explore $(if $(STORE),--store '$(STORE)')

bench:
	@$(PYTHON) run.py bench $(ROW)

test torture eval neo4j lint lock:
	@$(PYTHON) run.py $@

# Once a month in CI, and before a release: what every store has to do, on Neo4j's newest version.
# It runs in Java 21 alone, so that one comes along whatever the system has.
test-newest:
	@.venv/bin/pip install --quiet --requirement requirements/java.txt
	@$(PYTHON) run.py test --neo4j-newest -m neo4j tests/conformance tests/graph/test_neo4j_store.py
