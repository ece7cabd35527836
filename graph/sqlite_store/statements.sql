-- Collections come in as JSON arrays.

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
INSERT INTO record (number, unit, source, subject, type, object, data, opened)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
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
INSERT INTO record (number, unit, source, subject, type, object, data, opened, closed)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
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

-- name: entities
SELECT e.id, e.kind, e.type, e.data FROM json_each(:ids) k JOIN entity e ON e.id = k.value
-- name: types
SELECT e.id, e.type FROM json_each(:ids) k JOIN entity e ON e.id = k.value
-- name: all_entities
SELECT id, kind, type, data FROM entity WHERE :kind = '' OR kind = :kind ORDER BY id
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
-- Two lists, which are read faster than a row a relation. A relation to an entity of a kind that is
-- avoided counts only where this is one of the ends. These kinds are of
-- `graph.question.paths.PASSED_BY`: their index is small, so that it stays in memory.
SELECT k.value, (
  SELECT json_group_array(r.target) FROM relation r WHERE r.source = k.value AND (
    NOT EXISTS (
      SELECT 1 FROM entity e INDEXED BY entity_passed_by
      WHERE e.id = r.target AND e.kind IN ('Programme', 'Region', 'Technology')
        AND e.kind IN (SELECT value FROM json_each(:avoided)))
    OR r.target IN (SELECT value FROM json_each(:ends)))
), (
  SELECT json_group_array(r.source) FROM relation r WHERE r.target = k.value AND (
    NOT EXISTS (
      SELECT 1 FROM entity e INDEXED BY entity_passed_by
      WHERE e.id = r.source AND e.kind IN ('Programme', 'Region', 'Technology')
        AND e.kind IN (SELECT value FROM json_each(:avoided)))
    OR r.source IN (SELECT value FROM json_each(:ends)))
) FROM json_each(:ids) k
-- name: between
SELECT r.source, r.type, r.target, r.role, r.nth, r.since, r.until, r.data
FROM json_each(:triples) t
JOIN relation r ON r.source = json_extract(t.value, '$[0]')
  AND r.type = json_extract(t.value, '$[1]') AND r.target = json_extract(t.value, '$[2]')
ORDER BY r.source, r.type, r.target, r.role, r.nth
-- name: put_entity
INSERT INTO entity (id, kind, type, label, start, end, data) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, type = excluded.type,
    label = excluded.label, start = excluded.start, end = excluded.end, data = excluded.data
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
-- name: changed
SELECT DISTINCT id FROM change WHERE revision > :since AND what = :what ORDER BY id
-- name: last_changed
SELECT max(revision) FROM change
-- name: old_changes
SELECT count(*) FROM change WHERE revision <= :until
-- name: forget_changes
DELETE FROM change WHERE revision <= :until
-- name: last_name
SELECT max(rowid) FROM name
-- name: add_name
INSERT INTO name (entity, folded) SELECT number, ?1 FROM entity WHERE id = ?2
-- name: add_trigrams
INSERT INTO name_trigram (rowid, folded) SELECT rowid, folded FROM name WHERE rowid > :first
-- name: drop_trigrams
INSERT INTO name_trigram (name_trigram, rowid, folded)
SELECT 'delete', n.rowid, n.folded FROM json_each(:ids) k
JOIN entity e ON e.id = k.value JOIN name n ON n.entity = e.number
ORDER BY n.rowid -- in any other order each row would be written by itself
-- name: drop_names
DELETE FROM name WHERE entity IN (
  SELECT e.number FROM json_each(:ids) k JOIN entity e ON e.id = k.value)
-- name: every_name
SELECT coalesce(e.id, '') AS id, n.folded FROM name n LEFT JOIN entity e ON e.number = n.entity
ORDER BY id, n.folded
-- name: forget_names
-- Those of the entities named, and those of none.
DELETE FROM name WHERE entity IN (
    SELECT e.number FROM json_each(:ids) k JOIN entity e ON e.id = k.value)
  OR entity NOT IN (SELECT number FROM entity)
-- name: rebuild_trigrams
INSERT INTO name_trigram (name_trigram) VALUES ('rebuild')
-- name: count_entities
SELECT kind, count(*) FROM entity GROUP BY kind ORDER BY kind
-- name: count_relations
SELECT type, count(*) FROM relation GROUP BY type ORDER BY type
-- name: newest_start
SELECT max(start) FROM entity WHERE start <> ''

-- name: named
SELECT DISTINCT n.folded, e.id FROM json_each(:texts) k
CROSS JOIN name n ON n.folded = k.value JOIN entity e ON e.number = n.entity
ORDER BY n.folded, e.id
-- name: gram_frequency
SELECT gram, names FROM gram WHERE gram IN (SELECT value FROM json_each(:grams))
-- name: with_gram
-- As one text, which is read several times faster than a row each.
SELECT json_group_array(rowid) FROM name_trigram WHERE name_trigram MATCH :gram
-- name: named_rows
SELECT n.rowid, e.id, n.folded FROM json_each(:rows) k
JOIN name n ON n.rowid = k.value JOIN entity e ON e.number = n.entity
WHERE json_array_length(:kinds) = 0 OR e.kind IN (SELECT value FROM json_each(:kinds))
  OR e.type IN (SELECT value FROM json_each(:kinds))
-- name: count_names
SELECT count(*) FROM name
-- name: clear_grams
DELETE FROM gram
-- name: count_grams
INSERT INTO gram (gram, names) SELECT term, doc FROM name_vocabulary

-- name: top_one
SELECT organisation, points, links, last, score FROM (
  SELECT organisation, points, links, last, points + CASE WHEN last = 0 THEN 0
    ELSE max(-:span, min(:span, :span - :step * (:reference - last / 10000))) END AS score
  FROM reach WHERE technology = :technology AND place >= :lo AND place < :hi
    AND previous < :lo AND ended = :ended)
WHERE score < :after_score OR (score = :after_score AND organisation > :after_id)
ORDER BY score DESC, organisation LIMIT :limit
-- name: count_one
SELECT count(*) FROM reach WHERE technology = :technology AND place >= :lo AND place < :hi
  AND previous < :lo AND ended = :ended
-- name: top_many
SELECT organisation, points, links, last, score FROM (
  SELECT organisation, points, links, last, points + CASE WHEN last = 0 THEN 0
    ELSE max(-:span, min(:span, :span - :step * (:reference - last / 10000))) END AS score
  FROM json_each(:intervals) i
  JOIN reach ON technology = :technology AND place >= json_extract(i.value, '$[0]')
    AND place < json_extract(i.value, '$[1]') AND ended = :ended
  GROUP BY organisation)
WHERE score < :after_score OR (score = :after_score AND organisation > :after_id)
ORDER BY score DESC, organisation LIMIT :limit
-- name: count_many
SELECT count(DISTINCT organisation) FROM json_each(:intervals) i
JOIN reach ON technology = :technology AND place >= json_extract(i.value, '$[0]')
  AND place < json_extract(i.value, '$[1]') AND ended = :ended
-- name: organisations
-- In this order: SQLite would rather go through all places for each interval.
SELECT organisation FROM json_each(:intervals) i
CROSS JOIN reach ON technology = :technology AND place >= json_extract(i.value, '$[0]')
  AND place < json_extract(i.value, '$[1]') AND ended = :ended
-- name: links
-- With a plus SQLite goes through what there is, which is less than all technologies asked about.
SELECT r.source, 'direct', '', r.role, r.target, r.since, r.until
FROM json_each(:organisations) o JOIN relation r ON r.source = o.value AND r.type = 'WORKS_ON'
WHERE +r.target IN (SELECT value FROM json_each(:technologies))
UNION ALL
SELECT r.source,
  CASE r.type WHEN 'PARTICIPATES_IN' THEN 'project' WHEN 'PARTY_TO' THEN 'agreement'
    ELSE 'product' END,
  r.target, r.role, a.target, coalesce(nullif(r.since, ''), e.start),
  coalesce(nullif(r.until, ''), e.end)
FROM json_each(:organisations) o
CROSS JOIN relation r ON r.source = o.value AND r.type IN ('PARTICIPATES_IN', 'PARTY_TO', 'OFFERS')
CROSS JOIN relation a ON a.source = r.target AND a.type = 'ABOUT' -- in this order: few remain
  AND +a.target IN (SELECT value FROM json_each(:technologies))
CROSS JOIN entity e ON e.id = r.target
-- name: shares
-- All that an organisation has a part in, one row a part, with the technologies as JSON.
SELECT r.source, r.type, r.target, r.role, r.since, r.until, json_array(r.target)
FROM json_each(:organisations) o JOIN relation r ON r.source = o.value AND r.type = 'WORKS_ON'
UNION ALL
SELECT r.source, r.type, r.target, r.role, coalesce(nullif(r.since, ''), e.start),
  coalesce(nullif(r.until, ''), e.end),
  (SELECT json_group_array(a.target) FROM relation a WHERE a.source = r.target AND a.type = 'ABOUT')
FROM json_each(:organisations) o
JOIN relation r ON r.source = o.value AND r.type IN ('PARTICIPATES_IN', 'PARTY_TO', 'OFFERS')
JOIN entity e ON e.id = r.target
-- name: places
SELECT r.source, r.target, json_extract(nullif(r.data, ''), '$.city')
FROM json_each(:organisations) o
JOIN relation r ON r.source = o.value AND r.type = 'LOCATED_IN'
JOIN entity e ON e.id = o.value AND e.kind = 'Organisation'
-- name: ended
SELECT e.id FROM json_each(:organisations) o JOIN entity e ON e.id = o.value
WHERE e.end <> '' OR EXISTS (
  SELECT 1 FROM relation c WHERE c.target = e.id AND c.type = 'ORIGINAL_ORGANISATION'
    AND NOT EXISTS (SELECT 1 FROM relation n WHERE n.source = c.source
      AND n.type = 'RESULTING_ORGANISATION' AND n.target = e.id))
-- name: organisations_via
SELECT DISTINCT r.source FROM json_each(:ids) k JOIN relation r ON r.target = k.value
  AND r.type IN ('PARTICIPATES_IN', 'PARTY_TO', 'OFFERS', 'WORKS_ON')
UNION
SELECT DISTINCT r.source FROM json_each(:ids) k
JOIN relation a ON a.target = k.value AND a.type = 'ABOUT'
JOIN relation r ON r.target = a.source AND r.type IN ('PARTICIPATES_IN', 'PARTY_TO', 'OFFERS')
UNION
SELECT DISTINCT r.target FROM json_each(:ids) k
JOIN relation r ON r.source = k.value
  AND r.type IN ('ORIGINAL_ORGANISATION', 'RESULTING_ORGANISATION')
-- name: members
SELECT m.source, m.type, m.target, m.role, m.nth, m.since, m.until, m.data
FROM json_each(:technologies) t
JOIN relation w ON w.target = t.value AND w.type = 'WORKS_ON'
JOIN entity c ON c.id = w.source AND c.type = 'Cluster'
JOIN relation m ON m.target = c.id AND m.type = 'MEMBER_OF'
WHERE NOT EXISTS (
  SELECT 1 FROM relation u JOIN entity n ON n.id = u.source
  WHERE u.target = c.id AND u.type = 'MEMBER_OF' AND n.type = 'Cluster')
GROUP BY m.source, m.type, m.target, m.role, m.nth
ORDER BY m.source, m.target, m.role, m.nth
-- name: reach_rows
SELECT technology, place, organisation, previous, points, links, last, ended FROM reach
ORDER BY technology, place, organisation
-- name: drop_reach
DELETE FROM reach WHERE technology = ? AND place = ? AND organisation = ?
-- name: put_reach
INSERT INTO reach (technology, place, organisation, previous, points, links, last, ended)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (technology, place, organisation) DO UPDATE SET previous = excluded.previous,
    points = excluded.points, links = excluded.links, last = excluded.last,
    ended = excluded.ended

-- name: put_proposal
INSERT INTO proposal (id, kind, source, confidence, data, opened) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET source = excluded.source, confidence = excluded.confidence,
    data = excluded.data, opened = excluded.opened
-- name: drop_proposals
DELETE FROM proposal WHERE id IN (SELECT value FROM json_each(:ids))
-- name: proposals
SELECT p.id, p.kind, p.source, p.confidence, p.data,
  max(p.opened, coalesce((SELECT max(coalesce(x.closed, x.opened)) FROM decision x
    WHERE x.proposal = p.id), 0)),
  d.number, d.proposal, d.state, d.by, d.reason, d.at, d.made, d.opened, d.closed
FROM json_each(:ids) k JOIN proposal p ON p.id = k.value
LEFT JOIN decision d ON d.proposal = p.id AND d.closed IS NULL
-- name: queue
SELECT p.id, p.kind, p.source, p.confidence, p.data,
  max(p.opened, coalesce((SELECT max(coalesce(x.closed, x.opened)) FROM decision x
    WHERE x.proposal = p.id), 0)),
  d.number, d.proposal, d.state, d.by, d.reason, d.at, d.made, d.opened, d.closed
FROM proposal p LEFT JOIN decision d ON d.proposal = p.id AND d.closed IS NULL
WHERE (p.confidence < :confidence OR (p.confidence = :confidence AND p.id > :after))
  AND (:state = '' OR coalesce(d.state, 'open') = :state)
  AND (:kind = '' OR p.kind = :kind) AND (:source = '' OR p.source = :source)
ORDER BY p.confidence DESC, p.id LIMIT :limit
-- name: tally_queue
SELECT p.kind, coalesce(d.state, 'open'), count(*)
FROM proposal p LEFT JOIN decision d ON d.proposal = p.id AND d.closed IS NULL
GROUP BY 1, 2 ORDER BY 1, 2
-- name: every_proposal
SELECT kind, source, confidence, data, opened FROM proposal ORDER BY id
-- name: decisions
SELECT number, proposal, state, by, reason, at, made, opened, closed FROM decision ORDER BY number
-- name: last_decision
SELECT max(number) FROM decision
-- name: add_decision
INSERT INTO decision (number, proposal, state, by, reason, at, made, opened, closed)
  VALUES (:number, :proposal, :state, :by, :reason, :at, :made, :opened, :closed)
-- name: close_decision
UPDATE decision SET closed = :revision WHERE proposal = :proposal AND closed IS NULL
