-- The index of linking, in DuckDB. A record is a golden entity of some kind; it has a row a name. `tally`
-- is added to, what is taken away as negative numbers, and summed up after each change.

-- name: layout
CREATE TABLE stamp (revision BIGINT, closed VARCHAR, layout VARCHAR);
CREATE TABLE record (
  number BIGINT, kind VARCHAR, entity VARCHAR, key VARCHAR, identifiers VARCHAR[], weighed VARCHAR
);
CREATE TABLE name (record BIGINT, said BLOB, keys BIGINT[]);
CREATE TABLE tally (what VARCHAR, text VARCHAR, rows BIGINT);

-- name: stamp
SELECT revision, closed, layout FROM stamp
-- name: close
INSERT INTO stamp VALUES ($revision, $at, $layout)
-- name: reopen
DELETE FROM stamp

-- name: next_number
SELECT coalesce(max(number), -1) + 1 FROM record
-- name: put_records
INSERT INTO record SELECT number, kind, entity, key, identifiers, '' FROM given
-- name: put_rows
INSERT INTO name SELECT record, said, keys FROM given
-- name: put_tally
INSERT INTO tally SELECT what, text, rows FROM given
-- name: sum_tally
CREATE OR REPLACE TABLE tally AS
  SELECT what, text, sum(rows)::BIGINT AS rows FROM tally GROUP BY ALL HAVING sum(rows) <> 0

-- name: numbers_of
SELECT number FROM record SEMI JOIN given USING (entity) ORDER BY number
-- name: drop_records
DELETE FROM record WHERE number IN (SELECT number FROM given)
-- name: drop_rows
DELETE FROM name WHERE record IN (SELECT number FROM given)

-- name: counts
SELECT count(*), (SELECT count(*) FROM name JOIN record ON name.record = number WHERE kind = $kind)
FROM record WHERE kind = $kind
-- name: fresh
SELECT number FROM record WHERE weighed <> $model AND kind = $kind ORDER BY number
-- name: everything
SELECT number FROM record WHERE kind = $kind ORDER BY number
-- name: records
SELECT key, identifiers FROM record SEMI JOIN given USING (number) ORDER BY number
-- name: rows
SELECT name.record, said, name.keys, kind
FROM name JOIN record ON name.record = record.number SEMI JOIN given USING (number)
ORDER BY name.record, name.rowid
-- name: terms
SELECT what, text, rows FROM tally SEMI JOIN given USING (what, text)
-- name: mark
UPDATE record SET weighed = $model WHERE number IN (SELECT number FROM given)
-- name: resting
SELECT key FROM record SEMI JOIN given USING (key) WHERE weighed = $model

-- What the given records share with any: `limits` says of each kind of key (its lowest bits) how
-- many rows may have it.
-- name: shared_keys
CREATE OR REPLACE TEMP TABLE shared AS
WITH wanted AS (
  SELECT DISTINCT unnest(keys) AS key FROM name SEMI JOIN given ON name.record = given.number
)
SELECT key, count(*) AS rows FROM (SELECT unnest(keys) AS key FROM name) SEMI JOIN wanted USING (key)
GROUP BY key
HAVING count(*) > 1 AND count(*) <= list_extract($limits, (key & $kinds)::INTEGER + 1)
-- name: key_counts
SELECT key, rows FROM shared
-- name: sharing
SELECT DISTINCT record FROM (SELECT record, unnest(keys) AS key FROM name)
SEMI JOIN shared USING (key) ORDER BY record
