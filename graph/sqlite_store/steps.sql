-- From one layout of a store to the next: `-- name: from_1` is what makes layout 2 of layout 1, its
-- statements parted by semicolons at the ends of lines. A step is never changed once it was
-- released; `tests/stores` holds a store of each released version, which every later one opens.
-- Tables, indexes and triggers that are new need no step: they are made where they are missing.
-- `hashed_id` is that of graph.ledger.identity.

-- name: from_1
ALTER TABLE entity ADD COLUMN written INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN related INTEGER NOT NULL DEFAULT 0;
INSERT INTO meta (name, value) SELECT 'noted_from', coalesce(max(number), 0) FROM revision

-- name: from_2
ALTER TABLE record ADD COLUMN called TEXT;
UPDATE record SET called = hashed_id(subject) WHERE object = '' AND hashed_id(subject) IS NOT NULL
