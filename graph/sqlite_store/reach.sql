-- name: organisations
-- In this order: SQLite would rather go through all places for each interval.
SELECT organisation, place FROM json_each(:intervals) i
CROSS JOIN reach ON technology = :technology AND place >= json_extract(i.value, '$[0]')
  AND place < json_extract(i.value, '$[1]') AND ended = :ended
-- name: links_directly
-- With a plus SQLite goes through what there is, which is less than all technologies asked about.
SELECT r.source, r.type, '', r.role, r.target, r.since, r.until
FROM json_each(:organisations) o JOIN relation r ON r.source = o.value AND r.type = 'WORKS_ON'
WHERE +r.target IN (SELECT value FROM json_each(:technologies))
-- name: links_to_one
-- What is about one technology lies close together: there to look for a project is faster than to
-- read what the project is about. Of several technologies each would have to be looked into.
SELECT r.source, r.type, r.target, r.role, a.target, coalesce(nullif(r.since, ''), e.start),
  coalesce(nullif(r.until, ''), e.end)
FROM json_each(:organisations) o
CROSS JOIN relation r ON r.source = o.value AND r.type IN ('PARTICIPATES_IN', 'PARTY_TO', 'OFFERS')
CROSS JOIN relation a INDEXED BY relation_target
  ON a.target = json_extract(:technologies, '$[0]') AND a.type = 'ABOUT' AND a.source = r.target
CROSS JOIN entity e ON e.id = r.target
-- name: links_to_many
SELECT r.source, r.type, r.target, r.role, a.target, coalesce(nullif(r.since, ''), e.start),
  coalesce(nullif(r.until, ''), e.end)
FROM json_each(:organisations) o
CROSS JOIN relation r ON r.source = o.value AND r.type IN ('PARTICIPATES_IN', 'PARTY_TO', 'OFFERS')
CROSS JOIN relation a ON a.source = r.target AND a.type = 'ABOUT' -- in this order: few remain
  AND +a.target IN (SELECT value FROM json_each(:technologies))
CROSS JOIN entity e ON e.id = r.target
-- name: parts
SELECT r.source, r.type, r.target, r.role, r.since, r.until
FROM json_each(:organisations) o
JOIN relation r ON r.source = o.value
  AND r.type IN ('WORKS_ON', 'PARTICIPATES_IN', 'PARTY_TO', 'OFFERS')
-- name: matters
-- When a project, an agreement or a product began and ended, and what it is about, as JSON.
SELECT e.id, e.start, e.end,
  (SELECT json_group_array(a.target) FROM relation a WHERE a.source = e.id AND a.type = 'ABOUT')
FROM json_each(:ids) i JOIN entity e ON e.id = i.value
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
