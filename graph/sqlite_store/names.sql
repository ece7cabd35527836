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
-- name: named
SELECT DISTINCT n.folded, e.id FROM json_each(:texts) k
CROSS JOIN name n ON n.folded = k.value JOIN entity e ON e.number = n.entity
ORDER BY n.folded, e.id
-- name: longer
-- '!' follows the space: what begins with the text as a word is a range of the index.
SELECT k.value, (
  SELECT json_group_array(json_array(id, folded)) FROM (
    SELECT e.id, n.folded FROM name n CROSS JOIN entity e ON e.number = n.entity
    WHERE n.folded > k.value || ' ' AND n.folded < k.value || '!'
    ORDER BY n.folded, n.rowid LIMIT :limit)
) FROM json_each(:texts) k
-- name: gram_frequency
SELECT gram, names FROM gram WHERE gram IN (SELECT value FROM json_each(:grams))
-- name: holding
-- As one text a gram, which is read several times faster than a row a name.
SELECT k.value, (
  SELECT coalesce(group_concat(rowid), '') FROM name_trigram
  WHERE name_trigram MATCH '"' || k.value || '"'
) FROM json_each(:grams) k
-- name: named_rows
-- In the order of `rows`: CROSS JOIN keeps it, and no more is read than is wanted.
SELECT n.rowid, e.id, n.folded FROM json_each(:rows) k
CROSS JOIN name n ON n.rowid = k.value CROSS JOIN entity e ON e.number = n.entity
WHERE json_array_length(:kinds) = 0 OR e.kind IN (SELECT value FROM json_each(:kinds))
  OR e.type IN (SELECT value FROM json_each(:kinds))
LIMIT :limit
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
