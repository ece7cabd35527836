# The logic is in run.py, for every system; this only calls it.
PYTHON ?= python3

.PHONY: explore test test-newest torture bench eval neo4j lint lock

explore:
	@$(PYTHON) run.py explore $(if $(STORE),--store '$(STORE)')

bench:
	@$(PYTHON) run.py bench $(ROW)

test test-newest torture eval neo4j lint lock:
	@$(PYTHON) run.py $@
