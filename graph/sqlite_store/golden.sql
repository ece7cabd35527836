-- name: entities
SELECT e.id, e.kind, e.type, e.data FROM json_each(:ids) k JOIN entity e ON e.id = k.value
-- name: types
SELECT e.id, e.type FROM json_each(:ids) k JOIN entity e ON e.id = k.value
-- name: changes
-- What was there before changes were noted has the number that the store had then.
WITH noted AS (SELECT coalesce(max(CAST(value AS INTEGER)), 0) AS number
  FROM meta WHERE name = 'noted_from')
SELECT e.id, max(e.written, n.number), max(e.related, n.number)
FROM noted n CROSS JOIN json_each(:ids) k CROSS JOIN entity e ON e.id = k.value
-- name: relate
UPDATE entity SET related = :revision
WHERE id IN (SELECT value FROM json_each(:ids)) AND written < :revision AND related < :revision
-- name: all_entities
SELECT id, kind, type, data FROM entity WHERE :kind = '' OR kind = :kind ORDER BY id
-- name: entities_passed_by
-- The few of a kind of `graph.question.paths.PASSED_BY`, without a look at all the others.
SELECT id, kind, type, data FROM entity INDEXED BY entity_passed_by
WHERE kind = :kind AND kind IN ('Programme', 'Region', 'Technology') ORDER BY id
-- name: relations_out
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:ids) k JOIN relation r ON r.source = k.value
-- name: relations_out_of
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:ids) k JOIN json_each(:types) t
JOIN relation r ON r.source = k.value AND r.type = t.value
-- name: relations_among
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:ids) k JOIN relation r ON r.source = k.value
WHERE r.target IN (SELECT value FROM json_each(:ids))
-- name: relations_among_of
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:ids) k JOIN json_each(:types) t
JOIN relation r ON r.source = k.value AND r.type = t.value
WHERE r.target IN (SELECT value FROM json_each(:ids))
-- name: relations_in_of
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:ids) k JOIN json_each(:types) t
JOIN relation r ON r.target = k.value AND r.type = t.value
-- name: relations_in
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:ids) k JOIN relation r ON r.target = k.value
-- name: around_out
-- One look into the index for each type there is, and one for where its part ends.
WITH RECURSIVE kind (type) AS (
  SELECT min(type) FROM relation WHERE source = :id AND (:type = '' OR type = :type)
  UNION ALL
  SELECT (SELECT min(type) FROM relation WHERE source = :id AND type > kind.type AND :type = '')
  FROM kind WHERE kind.type IS NOT NULL
)
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM kind CROSS JOIN relation r ON r.source = :id AND r.type = kind.type AND r.target > :after
WHERE r.target <= coalesce((
  SELECT DISTINCT x.target FROM relation x
  WHERE x.source = :id AND x.type = kind.type AND x.target > :after
  ORDER BY x.target LIMIT 1 OFFSET :limit - 1
), x'') -- a blob, which is greater than any text
ORDER BY r.type, r.target, r.role, r.nth
-- name: around_in
-- One look into the index for each type there is, and one for where its part ends.
WITH RECURSIVE kind (type) AS (
  SELECT min(type) FROM relation WHERE target = :id AND (:type = '' OR type = :type)
  UNION ALL
  SELECT (SELECT min(type) FROM relation WHERE target = :id AND type > kind.type AND :type = '')
  FROM kind WHERE kind.type IS NOT NULL
)
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM kind CROSS JOIN relation r ON r.target = :id AND r.type = kind.type AND r.source > :after
WHERE r.source <= coalesce((
  SELECT DISTINCT x.source FROM relation x
  WHERE x.target = :id AND x.type = kind.type AND x.source > :after
  ORDER BY x.source LIMIT 1 OFFSET :limit - 1
), x'') -- a blob, which is greater than any text
ORDER BY r.type, r.source, r.role, r.nth
-- name: all_relations
SELECT source, type, target, role, nth, since, until, data FROM relation
ORDER BY source, type, target, role, nth
-- name: adjacent
SELECT r.source, r.target, e.kind
FROM json_each(:ids) k JOIN relation r ON r.source = k.value JOIN entity e ON e.id = r.target
UNION ALL
SELECT r.target, r.source, e.kind
FROM json_each(:ids) k JOIN relation r ON r.target = k.value JOIN entity e ON e.id = r.source
-- name: steps
-- Two lists, which are read faster than a row a relation.
SELECT k.value,
  (SELECT json_group_array(r.target) FROM relation r WHERE r.source = k.value),
  (SELECT json_group_array(r.source) FROM relation r WHERE r.target = k.value)
FROM json_each(:ids) k
-- name: passed_by
-- The few of the kinds of `graph.question.paths.PASSED_BY`, as one list a kind.
SELECT k.value, (
  SELECT json_group_array(e.id) FROM entity e INDEXED BY entity_passed_by
  WHERE e.kind = k.value AND e.kind IN ('Programme', 'Region', 'Technology')
) FROM json_each(:kinds) k
-- name: between
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:triples) t
JOIN relation r ON r.source = json_extract(t.value, '$[0]')
  AND r.type = json_extract(t.value, '$[1]') AND r.target = json_extract(t.value, '$[2]')
ORDER BY r.source, r.type, r.target, r.role, r.nth
-- name: put_entity
INSERT INTO entity (id, kind, type, label, start, end, data, written)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, type = excluded.type,
    label = excluded.label, start = excluded.start, end = excluded.end, data = excluded.data,
    written = excluded.written
-- name: drop_entities
DELETE FROM entity WHERE id IN (SELECT value FROM json_each(:ids))
-- name: put_relation
INSERT INTO relation (source, type, target, role, nth, since, until, data)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (source, type, target, role, nth) DO UPDATE SET since = excluded.since,
    until = excluded.until, data = excluded.data
-- name: drop_relation
DELETE FROM relation WHERE source = ? AND type = ? AND target = ? AND role = ? AND nth = ?
-- name: log_change
INSERT INTO change (revision, what, id, verb) VALUES (?, ?, ?, ?)
-- name: log_all
-- All there is as put; relations are named as `graph.entities.change_id` does.
INSERT INTO change (revision, what, id, verb)
SELECT :revision, 'entity', id, 'put' FROM entity
UNION ALL
SELECT :revision, 'relation',
  source || char(9) || type || char(9) || target || char(9) || role || char(9) || nth, 'put'
FROM relation
-- name: changed
SELECT DISTINCT id FROM change WHERE revision > :since AND what = :what ORDER BY id
-- name: last_changed
SELECT max(revision) FROM change
-- name: old_changes
SELECT count(*) FROM change WHERE revision <= :until
-- name: forget_changes
DELETE FROM change WHERE revision <= :until
-- name: count_entities
SELECT kind, count(*) FROM entity GROUP BY kind ORDER BY kind
-- name: count_relations
SELECT type, count(*) FROM relation GROUP BY type ORDER BY type
-- name: newest_start
SELECT max(start) FROM entity WHERE start <> ''
