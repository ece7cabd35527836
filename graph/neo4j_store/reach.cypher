// The closure technology x place -> organisation, one node a row, and the links it is made from.
// `closed` of a row that stands is 9007199254740991 (the index holds no row that lacks a property).

// name: top_one
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
CALL (at) {
  MATCH (x:_Reach)
  WHERE x.technology = $technology AND x.place >= $lo AND x.place < $hi
    AND x.organisation IS NOT NULL AND x.previous < $lo AND x.ended = $ended
    AND x.points IS NOT NULL AND x.links IS NOT NULL AND x.last IS NOT NULL
    AND x.opened <= at AND x.closed > at
  RETURN count(*) AS total
}
OPTIONAL CALL (at) {
  MATCH (x:_Reach)
  WHERE x.technology = $technology AND x.place >= $lo AND x.place < $hi
    AND x.organisation IS NOT NULL AND x.previous < $lo AND x.ended = $ended
    AND x.points IS NOT NULL AND x.links IS NOT NULL AND x.last IS NOT NULL
    AND x.opened <= at AND x.closed > at
  WITH x.organisation AS organisation, x.points AS points, x.links AS links, x.last AS last,
    $span - $step * ($reference - x.last / 10000) AS recency
  WITH organisation, points, links, last, points + CASE
    WHEN last = 0 THEN 0 WHEN recency > $span THEN $span WHEN recency < -$span THEN -$span
    ELSE recency END AS score
  WHERE score < $after_score OR (score = $after_score AND organisation > $after_id)
  RETURN organisation, points, links, last, score ORDER BY score DESC, organisation LIMIT $limit
}
RETURN total, organisation, points, links, last, score ORDER BY score DESC, organisation
// name: top_many
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
CALL (at) {
  UNWIND $intervals AS interval
  MATCH (x:_Reach)
  WHERE x.technology = $technology AND x.place >= interval[0] AND x.place < interval[1]
    AND x.organisation IS NOT NULL AND x.previous IS NOT NULL AND x.ended = $ended
    AND x.points IS NOT NULL AND x.links IS NOT NULL AND x.last IS NOT NULL
    AND x.opened <= at AND x.closed > at
  RETURN count(DISTINCT x.organisation) AS total
}
OPTIONAL CALL (at) {
  UNWIND $intervals AS interval
  MATCH (x:_Reach)
  WHERE x.technology = $technology AND x.place >= interval[0] AND x.place < interval[1]
    AND x.organisation IS NOT NULL AND x.previous IS NOT NULL AND x.ended = $ended
    AND x.points IS NOT NULL AND x.links IS NOT NULL AND x.last IS NOT NULL
    AND x.opened <= at AND x.closed > at
  WITH DISTINCT x.organisation AS organisation, x.points AS points, x.links AS links,
    x.last AS last, $span - $step * ($reference - x.last / 10000) AS recency
  WITH organisation, points, links, last, points + CASE
    WHEN last = 0 THEN 0 WHEN recency > $span THEN $span WHEN recency < -$span THEN -$span
    ELSE recency END AS score
  WHERE score < $after_score OR (score = $after_score AND organisation > $after_id)
  RETURN organisation, points, links, last, score ORDER BY score DESC, organisation LIMIT $limit
}
RETURN total, organisation, points, links, last, score ORDER BY score DESC, organisation
// name: links
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (o:_Entity {id: id})
CALL (o, at) {
  MATCH (o)-[r:WORKS_ON]->(t:_Entity)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
    AND ($technologies IS NULL OR t.id IN $technologies)
  RETURN 'direct' AS basis, '' AS via, coalesce(r.role, '') AS role, t.id AS technology,
    coalesce(r.since, '') AS since, coalesce(r.until, '') AS until
  UNION ALL
  MATCH (o)-[r:PARTICIPATES_IN|PARTY_TO|OFFERS]->(v:_Entity)-[a:ABOUT]->(t:_Entity)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
    AND a._opened <= at AND coalesce(a._closed, at + 1) > at
    AND ($technologies IS NULL OR t.id IN $technologies)
  OPTIONAL MATCH (next:_Next {id: v.id}) WHERE next._opened <= at
  WITH r, t, coalesce(next, v) AS v
  RETURN CASE type(r) WHEN 'PARTICIPATES_IN' THEN 'project' WHEN 'PARTY_TO' THEN 'agreement'
      ELSE 'product' END AS basis,
    v.id AS via, coalesce(r.role, '') AS role, t.id AS technology,
    coalesce(r.since, v._start, '') AS since, coalesce(r.until, v._end, '') AS until
}
RETURN id, basis, via, role, technology, since, until
ORDER BY basis, id, via, role, technology
// name: places
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (o:_Entity {id: id}) WHERE o._opened <= at AND coalesce(o._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: id}) WHERE next._opened <= at
WITH at, o, coalesce(next, o) AS now WHERE now._kind = 'Organisation'
MATCH (o)-[r:LOCATED_IN]->(t:_Entity)
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
RETURN o.id, t.id, r.city
// name: ended
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (o:_Entity {id: id}) WHERE o._opened <= at AND coalesce(o._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: id}) WHERE next._opened <= at
WITH at, o, coalesce(next, o) AS now
WHERE now._end > '' OR EXISTS {
  MATCH (c:_Entity)-[r:ORIGINAL_ORGANISATION]->(o)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at AND NOT EXISTS {
    MATCH (c)-[n:RESULTING_ORGANISATION]->(o)
    WHERE n._opened <= at AND coalesce(n._closed, at + 1) > at } }
RETURN o.id
// name: organisations_via
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (e:_Entity {id: id})
CALL (e, at) {
  MATCH (o:_Entity)-[r:PARTICIPATES_IN|PARTY_TO|OFFERS|WORKS_ON]->(e)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  RETURN o.id AS organisation
  UNION
  MATCH (o:_Entity)-[r:PARTICIPATES_IN|PARTY_TO|OFFERS]->(:_Entity)-[a:ABOUT]->(e)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
    AND a._opened <= at AND coalesce(a._closed, at + 1) > at
  RETURN o.id AS organisation
  UNION
  MATCH (e)-[r:ORIGINAL_ORGANISATION|RESULTING_ORGANISATION]->(o:_Entity)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  RETURN o.id AS organisation
}
RETURN DISTINCT organisation
// name: members
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (:_Entity {id: id})<-[w:WORKS_ON]-(c:_Entity)
WHERE w._opened <= at AND coalesce(w._closed, at + 1) > at
WITH DISTINCT at, c
OPTIONAL MATCH (next:_Next {id: c.id}) WHERE next._opened <= at
WITH at, c, coalesce(next, c)._type AS type WHERE type = 'Cluster'
WITH at, c WHERE NOT EXISTS {
  MATCH (n:_Entity)-[u:MEMBER_OF]->(c)
  WHERE n._type = 'Cluster' AND u._opened <= at AND coalesce(u._closed, at + 1) > at }
MATCH (s:_Entity)-[m:MEMBER_OF]->(c)
WHERE m._opened <= at AND coalesce(m._closed, at + 1) > at
RETURN s.id AS source, 'MEMBER_OF', c.id AS target, coalesce(m.role, '') AS role, m._nth AS nth,
  coalesce(m.since, ''), coalesce(m.until, ''), coalesce(m._data, '')
ORDER BY source, target, role, nth
// name: reach_rows
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (x:_Reach) WHERE x.opened <= at AND x.closed > at
RETURN x.technology, x.place, x.organisation, x.previous, x.points, x.links, x.last, x.ended
// name: close_reach
// A row: an organisation, and which of its cells, as `technology place`, go.
UNWIND $rows AS row
MATCH (x:_Reach {organisation: row[0]})
USING INDEX x:_Reach(organisation)
WHERE x.closed > $at AND row[1][x.technology + ' ' + x.place]
SET x.closed = $at, x:_Closed
// name: add_reach
UNWIND $rows AS row
CREATE (:_Reach {technology: row[0], place: row[1], organisation: row[2], previous: row[3],
  points: row[4], links: row[5], last: row[6], ended: row[7], opened: $at,
  closed: 9007199254740991})
