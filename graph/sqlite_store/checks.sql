-- What may be out of order: each finds places in words, `mend_` and its name mends them all in the
-- revision :number. Statements of one mending are parted by semicolons.

-- name: indexes
SELECT tbl_name, name, coalesce(sql, '') FROM sqlite_master WHERE type = 'index' ORDER BY name
-- name: revision_lost
SELECT 'revision ' || number FROM audit
WHERE number > (SELECT coalesce(max(number), 0) FROM revision) ORDER BY number
-- name: ahead
WITH last AS (SELECT coalesce(max(number), 0) AS n FROM revision)
SELECT 'record ' || number || ' of ' || source FROM record, last WHERE opened > n OR closed > n
UNION ALL SELECT 'unit ' || key || ' of ' || source FROM unit, last WHERE opened > n OR closed > n
UNION ALL SELECT 'source ' || name FROM source, last WHERE opened > n OR closed > n
UNION ALL SELECT 'judgement ' || number FROM judgement, last WHERE opened > n OR closed > n
UNION ALL SELECT 'proposal ' || id FROM proposal, last WHERE opened > n
UNION ALL SELECT 'decision ' || number FROM decision, last WHERE opened > n OR closed > n
UNION ALL SELECT 'the change of ' || id FROM change, last WHERE revision > n
-- name: mend_ahead
-- What came later than everything never was; what closed later than everything still stands.
DELETE FROM record WHERE opened >= :number;
DELETE FROM unit WHERE opened >= :number;
DELETE FROM source WHERE opened >= :number;
DELETE FROM judgement WHERE opened >= :number;
DELETE FROM proposal WHERE opened >= :number;
DELETE FROM decision WHERE opened >= :number;
DELETE FROM change WHERE revision >= :number;
UPDATE record SET closed = NULL WHERE closed >= :number;
UPDATE unit SET closed = NULL WHERE closed >= :number;
UPDATE source SET closed = NULL WHERE closed >= :number;
UPDATE judgement SET closed = NULL WHERE closed >= :number;
UPDATE decision SET closed = NULL WHERE closed >= :number
-- name: unit_astray
SELECT u.key || ' of ' || u.source FROM unit u
WHERE u.closed IS NULL
  AND NOT EXISTS (SELECT 1 FROM source s WHERE s.name = u.source AND s.closed IS NULL)
-- name: mend_unit_astray
UPDATE unit SET closed = :number
WHERE closed IS NULL
  AND NOT EXISTS (SELECT 1 FROM source s WHERE s.name = unit.source AND s.closed IS NULL)
-- name: record_astray
SELECT r.number || ' of ' || r.source || ': ' || trim(r.subject || ' ' || r.type || ' ' || r.object)
FROM record r LEFT JOIN unit u ON u.number = r.unit
WHERE r.closed IS NULL AND (u.number IS NULL OR u.closed IS NOT NULL OR u.source <> r.source)
-- name: mend_record_astray
UPDATE record SET closed = :number
WHERE closed IS NULL AND NOT EXISTS (
  SELECT 1 FROM unit u WHERE u.number = record.unit AND u.closed IS NULL
    AND u.source = record.source)
-- name: alias_astray
SELECT a.key || ' = ' || a.identifier FROM alias a
WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.number = a.record AND r.closed IS NULL)
-- name: mend_alias_astray
DELETE FROM alias WHERE NOT EXISTS (
  SELECT 1 FROM record r WHERE r.number = alias.record AND r.closed IS NULL)
-- name: alias_missing
SELECT r.subject || ' = ' || i.value
FROM record r JOIN json_each(r.data, '$.i') i
WHERE r.closed IS NULL AND r.object = '' AND NOT EXISTS (
  SELECT 1 FROM alias a
  WHERE a.key = r.subject AND a.identifier = i.value AND a.record = r.number)
-- name: mend_alias_missing
INSERT INTO alias (key, identifier, record)
SELECT r.subject, i.value, r.number
FROM record r JOIN json_each(r.data, '$.i') i WHERE r.closed IS NULL AND r.object = ''
ON CONFLICT DO NOTHING
-- name: name_grams
INSERT INTO name_trigram (name_trigram, rank) VALUES ('integrity-check', 1)
-- name: mend_name_grams
INSERT INTO name_trigram (name_trigram) VALUES ('rebuild')
