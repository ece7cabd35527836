-- In all these files collections come in as JSON arrays.

-- name: get_meta
SELECT value FROM meta WHERE name = :name
-- name: set_meta
INSERT INTO meta (name, value) VALUES (:name, :value)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value
-- name: indexes
SELECT name, sql FROM sqlite_master
WHERE type = 'index' AND sql <> '' AND tbl_name IN (SELECT value FROM json_each(:tables))
-- name: last_revision
SELECT number, at, action, note FROM revision ORDER BY number DESC LIMIT 1
-- name: revisions
SELECT number, at, action, note FROM revision ORDER BY number
-- name: add_revision
INSERT INTO revision (number, at, action, note) VALUES (:number, :at, :action, :note)

-- name: audit
SELECT number, entry FROM audit ORDER BY number
-- name: audit_of
SELECT number, entry FROM audit WHERE number = :number
-- name: add_audit
INSERT INTO audit (number, entry) VALUES (:number, :entry)
-- name: touched
SELECT coalesce(sum(what = 'entity'), 0), coalesce(sum(what = 'relation'), 0)
FROM change WHERE revision = :number
-- name: touched_ids
SELECT id FROM change WHERE revision = :number AND what = 'entity' ORDER BY id LIMIT :most
