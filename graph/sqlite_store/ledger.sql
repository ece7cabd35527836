-- name: sources
SELECT s.info, s.read_at, s.opened, s.closed FROM source s
WHERE s.closed IS NULL OR :closed ORDER BY s.name, s.opened
-- name: add_source
INSERT INTO source (name, info, priority, date, read_at, opened)
  VALUES (:name, :info, :priority, :date, :read_at, :opened)
-- name: close_source
UPDATE source SET closed = :revision WHERE name = :name AND closed IS NULL
-- name: units
SELECT number, key, digest FROM unit WHERE source = :source AND closed IS NULL
-- name: units_named
SELECT u.key, u.number FROM json_each(:keys) k
CROSS JOIN unit u ON u.source = :source AND u.key = k.value AND u.closed IS NULL
-- name: unit_records
SELECT r.number, r.unit, r.source, s.priority, s.date, r.opened, r.closed,
  r.subject, r.type, r.object, r.data
FROM json_each(:units) u
JOIN record r ON r.unit = u.value AND r.closed IS NULL
JOIN source s ON s.name = r.source AND s.closed IS NULL
-- name: close_units
UPDATE unit SET closed = :revision WHERE number IN (SELECT value FROM json_each(:numbers))
-- name: close_records
UPDATE record SET closed = :revision WHERE number IN (SELECT value FROM json_each(:numbers))
-- name: drop_aliases
DELETE FROM alias WHERE record IN (SELECT value FROM json_each(:numbers))
-- name: add_unit
INSERT INTO unit (source, key, digest, opened) VALUES (?, ?, ?, ?)
  ON CONFLICT (source, key) WHERE closed IS NULL DO UPDATE SET digest = excluded.digest
-- name: last_record
SELECT max(number) FROM record
-- name: add_record
INSERT INTO record (number, unit, source, subject, type, object, data, called, opened)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: add_alias
INSERT INTO alias (key, identifier, record) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
-- name: entity_records
SELECT r.number, r.unit, r.source, s.priority, s.date, r.opened, r.closed,
  r.subject, r.type, r.object, r.data
FROM json_each(:keys) k
JOIN record r ON r.subject = k.value AND r.object = '' AND r.closed IS NULL
JOIN source s ON s.name = r.source AND s.closed IS NULL
-- name: ties_about
SELECT r.subject, r.type, r.object FROM json_each(:subjects) k
JOIN record r ON r.subject = k.value AND r.object <> '' AND r.closed IS NULL
-- name: ties_to
SELECT r.subject, r.type, r.object FROM json_each(:objects) k
JOIN record r ON r.object = k.value AND r.object <> '' AND r.closed IS NULL
-- name: tied
SELECT r.number, r.unit, r.source, s.priority, s.date, r.opened, r.closed,
  r.subject, r.type, r.object, r.data
FROM json_each(:ties) t
JOIN record r ON r.subject = json_extract(t.value, '$[0]')
  AND r.type = json_extract(t.value, '$[1]') AND r.object = json_extract(t.value, '$[2]')
  AND r.closed IS NULL
JOIN source s ON s.name = r.source AND s.closed IS NULL
-- name: stating
SELECT a.entity, r.type, b.entity, r.number, r.unit, r.source, s.priority, s.date, r.opened,
  r.closed, r.subject, r.type, r.object, r.data
FROM json_each(:triples) t
CROSS JOIN identity a ON a.entity = json_extract(t.value, '$[0]') -- in exactly this order
CROSS JOIN identity b ON b.entity = json_extract(t.value, '$[2]')
CROSS JOIN record r ON r.subject = a.key AND r.type = json_extract(t.value, '$[1]')
  AND r.object = b.key AND r.closed IS NULL
JOIN source s ON s.name = r.source AND s.closed IS NULL
-- name: keep_tally
INSERT INTO tally (source, opened, records, entities, relations) VALUES (?, ?, ?, ?, ?)
-- name: drop_tally
DELETE FROM tally WHERE source = :name
-- name: kept_tally
-- What was kept of another version counts for nothing: who opened this one kept nothing.
SELECT t.records, t.entities, t.relations FROM source s
JOIN tally t ON t.source = s.name AND t.opened = s.opened
WHERE s.name = :source AND s.closed IS NULL
-- name: kept_tallies
SELECT source FROM tally ORDER BY source
-- name: drop_tallies
DELETE FROM tally
-- name: tally
-- A relation is counted by the first record of the source that states it.
SELECT count(*), count(DISTINCT CASE WHEN r.object = '' THEN r.subject END),
  count(CASE WHEN r.object <> '' AND NOT EXISTS (
    SELECT 1 FROM record o WHERE (o.subject, o.type, o.object) = (r.subject, r.type, r.object)
      AND o.closed IS NULL AND o.number < r.number AND o.source = r.source) THEN 1 END)
FROM unit u CROSS JOIN record r ON r.unit = u.number AND r.closed IS NULL
WHERE u.source = :source AND u.closed IS NULL
-- name: shared
SELECT r.subject, r.type, r.object
FROM unit u JOIN record r ON r.unit = u.number AND r.closed IS NULL AND r.object = ''
JOIN identity a ON a.key = r.subject
WHERE u.source = :source AND u.closed IS NULL AND EXISTS (
  SELECT 1 FROM identity x
  CROSS JOIN record o ON o.subject = x.key AND o.object = '' AND o.closed IS NULL
    AND o.source IN (SELECT value FROM json_each(:others))
  WHERE x.entity = a.entity)
UNION
SELECT r.subject, r.type, r.object
FROM unit u JOIN record r ON r.unit = u.number AND r.closed IS NULL AND r.object <> ''
JOIN identity a ON a.key = r.subject JOIN identity b ON b.key = r.object
WHERE u.source = :source AND u.closed IS NULL AND EXISTS (
  SELECT 1 FROM identity x CROSS JOIN identity y
  CROSS JOIN record o ON o.subject = x.key AND o.type = r.type AND o.object = y.key
    AND o.closed IS NULL AND o.source IN (SELECT value FROM json_each(:others))
  WHERE x.entity = a.entity AND y.entity = b.entity)
-- name: objects
SELECT DISTINCT r.object FROM unit u JOIN record r ON r.unit = u.number AND r.closed IS NULL
WHERE u.source = :source AND u.closed IS NULL
  AND r.type IN (SELECT value FROM json_each(:types)) AND r.object <> ''
-- name: aliases
SELECT key, identifier FROM alias WHERE key IN (SELECT value FROM json_each(:keys))
UNION
SELECT key, identifier FROM alias WHERE identifier IN (SELECT value FROM json_each(:keys))
-- name: identities
SELECT key, entity FROM identity WHERE key IN (SELECT value FROM json_each(:keys))
-- name: called
SELECT DISTINCT subject FROM record WHERE called = :id ORDER BY subject
-- name: keys_of
SELECT entity, key FROM identity WHERE entity IN (SELECT value FROM json_each(:entities))
ORDER BY entity, key
-- name: identify
INSERT INTO identity (key, entity) VALUES (?, ?)
  ON CONFLICT (key) DO UPDATE SET entity = excluded.entity
-- name: forget_keys
DELETE FROM identity WHERE key IN (SELECT value FROM json_each(:keys))
-- name: judgements
SELECT number, left_key, right_key, verdict, by, reason, at, opened, closed
FROM judgement WHERE closed IS NULL OR :closed ORDER BY number
-- name: last_judgement
SELECT max(number) FROM judgement
-- name: add_judgement
INSERT INTO judgement (number, left_key, right_key, verdict, by, reason, at, opened, closed)
  VALUES (:number, :left, :right, :verdict, :by, :reason, :at, :opened, :closed)
-- name: close_judgement
UPDATE judgement SET closed = :revision WHERE number = :number AND closed IS NULL
-- name: former
SELECT r.number, r.unit, r.source, s.priority, s.date, r.opened, r.closed,
  r.subject, r.type, r.object, r.data
FROM json_each(:keys) k
JOIN record r ON r.subject = k.value AND r.object = '' AND r.closed IS NOT NULL
JOIN source s ON s.name = r.source
  AND s.opened <= r.opened AND (s.closed IS NULL OR s.closed > r.opened)
ORDER BY r.number
-- name: history
SELECT r.number, r.unit, r.source, s.priority, s.date, r.opened, r.closed,
  r.subject, r.type, r.object, r.data
FROM record r JOIN source s ON s.name = r.source
  AND s.opened <= :revision AND (s.closed IS NULL OR s.closed > :revision)
WHERE r.opened <= :revision AND (r.closed IS NULL OR r.closed > :revision)
ORDER BY r.number
-- name: all_units
SELECT source, key, digest FROM unit WHERE closed IS NULL ORDER BY source, key
-- name: all_records
SELECT u.key, r.unit, r.source, r.subject, r.type, r.object, r.data, r.opened, r.closed
FROM record r JOIN unit u ON u.number = r.unit
ORDER BY r.source, u.key, r.subject, r.type, r.object, r.data, r.opened, r.closed IS NULL, r.closed
-- name: growth
SELECT substr(r.at, 1, 7) AS month, count(*), sum(n.opened), sum(n.closed) FROM (
  SELECT number, sum(opened) AS opened, sum(closed) AS closed FROM (
    SELECT number, 0 AS opened, 0 AS closed FROM revision
    UNION ALL SELECT opened, count(*), 0 FROM record GROUP BY opened
    UNION ALL SELECT closed, 0, count(*) FROM record WHERE closed IS NOT NULL GROUP BY closed
  ) GROUP BY number
) n JOIN revision r ON r.number = n.number GROUP BY month ORDER BY month
-- name: restore_source
INSERT INTO source (name, info, priority, date, read_at, opened, closed)
  VALUES (?, ?, ?, ?, ?, ?, ?)
-- name: restore_unit
INSERT INTO unit (number, source, key, digest, opened, closed) VALUES (?, ?, ?, ?, ?, ?)
-- name: restore_record
INSERT INTO record (number, unit, source, subject, type, object, data, called, opened, closed)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: purge_records
DELETE FROM record WHERE source = :source AND closed IS NOT NULL
-- name: purge_units
DELETE FROM unit WHERE source = :source AND closed IS NOT NULL
-- name: purge_sources
DELETE FROM source WHERE name = :source AND closed IS NOT NULL
-- name: superseded
SELECT r.number FROM record r WHERE r.closed <= :revision AND (r.object <> ''
  OR EXISTS (SELECT 1 FROM record n
    WHERE n.subject = r.subject AND n.object = '' AND n.closed IS NULL)
  OR EXISTS (SELECT 1 FROM record n
    WHERE n.subject = r.subject AND n.object = '' AND n.closed > r.closed))
ORDER BY r.number
-- name: forget_record
DELETE FROM record WHERE number = ?
-- name: forget_units
DELETE FROM unit WHERE closed <= :revision AND number NOT IN (SELECT unit FROM record)
