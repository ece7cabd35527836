// The closure technology x place -> organisation, and the links it is made from. One node is a cell:
// all that is reached of one technology in one block of places (the first four letters of their
// paths), as lists of the same length, one entry a row. `closed` of a cell that stands is
// 9007199254740991. The cell of the block '' is the patch of a technology: its rows stand wherever
// their places are, and `gone` names rows of the other cells, 'place organisation', that do not.

// name: top_one
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
OPTIONAL MATCH (patch:_Reach {technology: $technology, block: ''})
USING INDEX SEEK patch:_Reach(technology, block)
WHERE patch.opened <= at AND patch.closed > at
WITH at, [key IN coalesce(patch.gone, []) WHERE key >= $lo AND key < $hi] AS gone
CALL (at, gone) {
  UNWIND [['', '!'], [left($block, 1), $hi]] AS blocks
  MATCH (x:_Reach)
  USING INDEX SEEK x:_Reach(technology, block)
  WHERE x.technology = $technology AND x.block >= blocks[0] AND x.block < blocks[1]
    AND (x.block >= $block OR $block STARTS WITH x.block) AND x.opened <= at AND x.closed > at
  WITH x, [key IN gone WHERE x.block <> '' AND key STARTS WITH x.block] AS dead
  WITH x.places AS places, x.previous AS previous, x.ended AS ended, dead,
    CASE WHEN size(dead) > 0 THEN x.organisations END AS organisations
  RETURN sum(size([i IN range(0, size(places) - 1)
    WHERE places[i] >= $lo AND places[i] < $hi AND previous[i] < $lo AND ended[i] = $ended
      AND (size(dead) = 0 OR NOT places[i] + ' ' + organisations[i] IN dead)
  ])) AS total
}
OPTIONAL CALL (at, gone) {
  UNWIND [['', '!'], [left($block, 1), $hi]] AS blocks
  MATCH (x:_Reach)
  USING INDEX SEEK x:_Reach(technology, block)
  WHERE x.technology = $technology AND x.block >= blocks[0] AND x.block < blocks[1]
    AND (x.block >= $block OR $block STARTS WITH x.block) AND x.opened <= at AND x.closed > at
  WITH x, [key IN gone WHERE x.block <> '' AND key STARTS WITH x.block] AS dead
  WITH x.places AS places, x.previous AS previous, x.ended AS ended, dead,
    x.organisations AS organisations, x.points AS points, x.links AS links, x.last AS last
  UNWIND range(0, size(places) - 1) AS i
  WITH * WHERE places[i] >= $lo AND places[i] < $hi AND previous[i] < $lo AND ended[i] = $ended
    AND (size(dead) = 0 OR NOT places[i] + ' ' + organisations[i] IN dead)
  WITH organisations[i] AS organisation, points[i] AS points, links[i] AS links, last[i] AS last
  WITH *, $span - $step * ($reference - last / 10000) AS recency
  WITH organisation, points, links, last, points + CASE
    WHEN last = 0 THEN 0 WHEN recency > $span THEN $span WHEN recency < -$span THEN -$span
    ELSE recency END AS score
  WHERE score < $after_score OR (score = $after_score AND organisation > $after_id)
  RETURN organisation, points, links, last, score ORDER BY score DESC, organisation LIMIT $limit
}
RETURN total, organisation, points, links, last, score ORDER BY score DESC, organisation
// name: top_many
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
OPTIONAL MATCH (patch:_Reach {technology: $technology, block: ''})
USING INDEX SEEK patch:_Reach(technology, block)
WHERE patch.opened <= at AND patch.closed > at
WITH at, coalesce(patch.gone, []) AS gone
CALL (at, gone) {
  UNWIND [['', '!', '', $intervals]] +
    [one IN $intervals | [left(one[2], 1), one[1], one[2], [one]]] AS blocks
  MATCH (x:_Reach)
  USING INDEX SEEK x:_Reach(technology, block)
  WHERE x.technology = $technology AND x.block >= blocks[0] AND x.block < blocks[1]
    AND (x.block >= blocks[2] OR blocks[2] STARTS WITH x.block)
    AND x.opened <= at AND x.closed > at
  WITH x, blocks[3] AS within,
    [key IN gone WHERE x.block <> '' AND key STARTS WITH x.block] AS dead
  WITH within, x.places AS places, x.ended AS ended, x.organisations AS organisations, dead
  UNWIND [i IN range(0, size(places) - 1)
    WHERE ended[i] = $ended
      AND any(one IN within WHERE places[i] >= one[0] AND places[i] < one[1])
      AND (size(dead) = 0 OR NOT places[i] + ' ' + organisations[i] IN dead)
    | organisations[i]] AS organisation
  RETURN count(DISTINCT organisation) AS total
}
OPTIONAL CALL (at, gone) {
  UNWIND [['', '!', '', $intervals]] +
    [one IN $intervals | [left(one[2], 1), one[1], one[2], [one]]] AS blocks
  MATCH (x:_Reach)
  USING INDEX SEEK x:_Reach(technology, block)
  WHERE x.technology = $technology AND x.block >= blocks[0] AND x.block < blocks[1]
    AND (x.block >= blocks[2] OR blocks[2] STARTS WITH x.block)
    AND x.opened <= at AND x.closed > at
  WITH x, blocks[3] AS within,
    [key IN gone WHERE x.block <> '' AND key STARTS WITH x.block] AS dead
  WITH within, x.places AS places, x.ended AS ended, dead,
    x.organisations AS organisations, x.points AS points, x.links AS links, x.last AS last
  UNWIND range(0, size(places) - 1) AS i
  WITH * WHERE ended[i] = $ended
    AND any(one IN within WHERE places[i] >= one[0] AND places[i] < one[1])
    AND (size(dead) = 0 OR NOT places[i] + ' ' + organisations[i] IN dead)
  WITH DISTINCT organisations[i] AS organisation, points[i] AS points, links[i] AS links,
    last[i] AS last
  WITH *, $span - $step * ($reference - last / 10000) AS recency
  WITH organisation, points, links, last, points + CASE
    WHEN last = 0 THEN 0 WHEN recency > $span THEN $span WHEN recency < -$span THEN -$span
    ELSE recency END AS score
  WHERE score < $after_score OR (score = $after_score AND organisation > $after_id)
  RETURN organisation, points, links, last, score ORDER BY score DESC, organisation LIMIT $limit
}
RETURN total, organisation, points, links, last, score ORDER BY score DESC, organisation
// name: organisations
// A row a cell, and nothing that waits for all rows: sorted, each would count with its cell's lists.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
OPTIONAL MATCH (patch:_Reach {technology: $technology, block: ''})
USING INDEX SEEK patch:_Reach(technology, block)
WHERE patch.opened <= at AND patch.closed > at
WITH at, coalesce(patch.gone, []) AS gone
UNWIND [['', '!', '', $intervals]] +
  [one IN $intervals | [left(one[2], 1), one[1], one[2], [one]]] AS blocks
MATCH (x:_Reach)
USING INDEX SEEK x:_Reach(technology, block)
WHERE x.technology = $technology AND x.block >= blocks[0] AND x.block < blocks[1]
  AND (x.block >= blocks[2] OR blocks[2] STARTS WITH x.block)
  AND x.opened <= at AND x.closed > at
WITH x, blocks[3] AS within,
  [key IN gone WHERE x.block <> '' AND key STARTS WITH x.block] AS dead
WITH within, x.places AS places, x.ended AS ended, x.organisations AS organisations, dead
RETURN [i IN range(0, size(places) - 1)
  WHERE ended[i] = $ended
    AND any(one IN within WHERE places[i] >= one[0] AND places[i] < one[1])
    AND (size(dead) = 0 OR NOT places[i] + ' ' + organisations[i] IN dead)
  | [organisations[i], places[i]]] AS some
// name: links
// `coalesce` keeps Neo4j from beginning at the technologies, which have far more relations.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (o:_Entity {id: id})
CALL (o, at) {
  MATCH (o)-[r:WORKS_ON]->(t:_Entity)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
    AND coalesce(t.id, '') IN $technologies
  RETURN 'direct' AS basis, '' AS via, coalesce(r.role, '') AS role, t.id AS technology,
    coalesce(r.since, '') AS since, coalesce(r.until, '') AS until
  UNION ALL
  MATCH (o)-[r:PARTICIPATES_IN|PARTY_TO|OFFERS]->(v:_Entity)-[a:ABOUT]->(t:_Entity)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
    AND a._opened <= at AND coalesce(a._closed, at + 1) > at
    AND coalesce(t.id, '') IN $technologies
  OPTIONAL MATCH (next:_Next {id: v.id}) WHERE next._opened <= at
  WITH r, t, coalesce(next, v) AS v
  RETURN CASE type(r) WHEN 'PARTICIPATES_IN' THEN 'project' WHEN 'PARTY_TO' THEN 'agreement'
      ELSE 'product' END AS basis,
    v.id AS via, coalesce(r.role, '') AS role, t.id AS technology,
    coalesce(r.since, v._start, '') AS since, coalesce(r.until, v._end, '') AS until
}
WITH * ORDER BY basis, id, via, role, technology
RETURN collect([id, basis, via, role, technology, since, until]) AS rows
// name: footprints
// Of organisations that lie somewhere: whether one ended, where it lies, what it has a part in.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (o:_Entity {id: id}) WHERE o._opened <= at AND coalesce(o._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: id}) WHERE next._opened <= at
WITH at, o, coalesce(next, o) AS now WHERE now._kind = 'Organisation'
MATCH (o)-[r:LOCATED_IN]->(t:_Entity)
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
WITH at, o, now, collect([t.id, r.city]) AS places
CALL (at, o) {
  MATCH (o)-[r:WORKS_ON|PARTICIPATES_IN|PARTY_TO|OFFERS]->(v:_Entity)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  RETURN collect([type(r), v.id, coalesce(r.role, ''), r.since, r.until]) AS parts
}
WITH at, o, now, places, parts WHERE size(parts) > 0
WITH o, places, parts, coalesce(now._end, '') > '' OR EXISTS {
  MATCH (c:_Entity)-[r:ORIGINAL_ORGANISATION]->(o)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at AND NOT EXISTS {
    MATCH (c)-[n:RESULTING_ORGANISATION]->(o)
    WHERE n._opened <= at AND coalesce(n._closed, at + 1) > at } } AS ended
RETURN collect([o.id, ended, places, parts]) AS rows
// name: matters
// When a project, an agreement or a product began and ended, and what it is about.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (v:_Entity {id: id})
OPTIONAL MATCH (next:_Next {id: id}) WHERE next._opened <= at
WITH at, v, coalesce(next, v) AS now
CALL (at, v) {
  MATCH (v)-[a:ABOUT]->(t:_Entity) WHERE a._opened <= at AND coalesce(a._closed, at + 1) > at
  RETURN collect(t.id) AS technologies
}
RETURN collect([v.id, coalesce(now._start, ''), coalesce(now._end, ''), technologies]) AS rows
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
RETURN collect(DISTINCT [organisation]) AS rows
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
RETURN s.id AS source, 'MEMBER_OF', c.id AS target, coalesce(m.role, '') AS role,
  coalesce(m._nth, 0) AS nth, coalesce(m.since, ''), coalesce(m.until, ''), coalesce(m._data, '')
ORDER BY source, target, role, nth
// name: reach_rows
// Cells in order, the patch of a technology before its other cells; rows as they lie in them.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (x:_Reach) WHERE x.opened <= at AND x.closed > at
WITH at, x ORDER BY x.technology, x.block
OPTIONAL MATCH (patch:_Reach {technology: x.technology, block: ''})
USING INDEX SEEK patch:_Reach(technology, block)
WHERE patch.opened <= at AND patch.closed > at AND x.block <> ''
WITH x.technology AS technology, x.block AS block,
  x.places AS places, x.organisations AS organisations, x.previous AS previous, x.points AS points, x.links AS links, x.last AS last, x.ended AS ended,
  [key IN coalesce(patch.gone, []) WHERE key STARTS WITH x.block] AS gone
UNWIND range(0, size(places) - 1) AS i
WITH * WHERE NOT places[i] + ' ' + organisations[i] IN gone
RETURN technology, block, places[i], organisations[i], previous[i], points[i], links[i], last[i],
  ended[i]
ORDER BY technology, block
// name: standing_cells
UNWIND $rows AS cell
MATCH (x:_Reach {technology: cell[0], block: cell[1]})
USING INDEX SEEK x:_Reach(technology, block)
WHERE x.closed > $at
RETURN collect([cell, [x.places, x.organisations, x.previous, x.points, x.links, x.last, x.ended],
  x.was]) AS rows
// name: close_cells
UNWIND $rows AS cell
MATCH (x:_Reach {technology: cell[0], block: cell[1]})
USING INDEX SEEK x:_Reach(technology, block)
WHERE x.closed > $at
SET x.closed = $at, x:_Closed
// name: create_cells
// A row: technology, block, the lists, and which rows of other cells are gone: names, and as JSON.
UNWIND $rows AS row
CREATE (:_Reach {technology: row[0], block: row[1], places: row[2][0], organisations: row[2][1],
  previous: row[2][2], points: row[2][3], links: row[2][4], last: row[2][5], ended: row[2][6],
  gone: row[3], was: row[4], opened: $at, closed: 9007199254740991})
