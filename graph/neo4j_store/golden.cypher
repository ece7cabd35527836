// Golden entities and relations. `_Next` holds what an entity is to be from a revision on that is
// not tidied yet; a reader who may see that revision reads it instead of the entity itself.

// name: entities
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (e:_Entity {id: id}) WHERE e._opened <= at AND coalesce(e._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: id}) WHERE next._opened <= at
WITH coalesce(next, e) AS e
RETURN collect([e.id, e._kind, e._type, e._data]) AS rows
// name: types
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (e:_Entity {id: id}) WHERE e._opened <= at AND coalesce(e._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: id}) WHERE next._opened <= at
RETURN collect([e.id, coalesce(next, e)._type]) AS rows
// name: changes
// What was there before changes were noted, or came by an import, has the store's own number.
MATCH (store:_Store)
WITH coalesce($at, store.revision) AS at, coalesce(store.noted_from, 0) AS noted
UNWIND $rows AS id
MATCH (e:_Entity {id: id}) WHERE e._opened <= at AND coalesce(e._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: id}) WHERE next._opened <= at
WITH e, noted, coalesce(next, e)._opened AS written, coalesce(e._related, 0) AS related
RETURN collect([e.id, CASE WHEN written > noted THEN written ELSE noted END,
  CASE WHEN related > noted THEN related ELSE noted END]) AS rows
// name: relate
UNWIND $rows AS id
MATCH (e:_Entity {id: id}) WHERE e._opened < $at
OPTIONAL MATCH (next:_Next {id: id})
WITH e, next WHERE next IS NULL
SET e._related = $at
// name: all_entities
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (e:_Entity)
WHERE e.id IS NOT NULL AND e._opened <= at AND coalesce(e._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: e.id}) WHERE next._opened <= at
WITH e.id AS id, coalesce(next, e) AS e
RETURN id, e._kind, e._type, e._data ORDER BY id
// name: entities_of_kind
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (e:_Entity {_kind: $kind})
WHERE e.id IS NOT NULL AND e._opened <= at AND coalesce(e._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: e.id}) WHERE next._opened <= at
WITH e.id AS id, coalesce(next, e) AS e
RETURN id, e._kind, e._type, e._data ORDER BY id
// name: relations_out
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (s:_Entity {id: id})-[r]->(t:_Entity)
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  AND (size($types) = 0 OR type(r) IN $types)
RETURN collect([s.id, type(r), t.id, coalesce(r.role, ''), coalesce(r._nth, 0),
  coalesce(r.since, ''), coalesce(r.until, ''), coalesce(r._data, '')]) AS rows
// name: relations_in
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (s:_Entity)-[r]->(t:_Entity {id: id})
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  AND (size($types) = 0 OR type(r) IN $types)
RETURN collect([s.id, type(r), t.id, coalesce(r.role, ''), coalesce(r._nth, 0),
  coalesce(r.since, ''), coalesce(r.until, ''), coalesce(r._data, '')]) AS rows
// name: relations_among
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (s:_Entity {id: id})-[r]->(t:_Entity)
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  AND (size($types) = 0 OR type(r) IN $types) AND t.id IN $ends
RETURN collect([s.id, type(r), t.id, coalesce(r.role, ''), coalesce(r._nth, 0),
  coalesce(r.since, ''), coalesce(r.until, ''), coalesce(r._data, '')]) AS rows
// name: around_out
// The ends are collected, not the relations by end: each list costs, and a hub has many ends.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (e:_Entity {id: $id})-[r]->(o:_Entity)
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  AND ($type = '' OR type(r) = $type) AND o.id > $after
WITH DISTINCT at, e, type(r) AS type, o.id AS other ORDER BY type, other
WITH at, e, type, collect(other)[..$limit] AS others
UNWIND others AS other
MATCH (o:_Entity {id: other})
MATCH (e)-[r]->(o)
WHERE type(r) = type AND r._opened <= at AND coalesce(r._closed, at + 1) > at
WITH type, startNode(r).id AS source, endNode(r).id AS target, coalesce(r.role, '') AS role,
  coalesce(r._nth, 0) AS nth, r
RETURN source, type, target, role, nth, coalesce(r.since, ''), coalesce(r.until, ''),
  coalesce(r._data, '')
ORDER BY type, target, role, nth
// name: around_in
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (e:_Entity {id: $id})<-[r]-(o:_Entity)
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  AND ($type = '' OR type(r) = $type) AND o.id > $after
WITH DISTINCT at, e, type(r) AS type, o.id AS other ORDER BY type, other
WITH at, e, type, collect(other)[..$limit] AS others
UNWIND others AS other
MATCH (o:_Entity {id: other})
MATCH (e)<-[r]-(o)
WHERE type(r) = type AND r._opened <= at AND coalesce(r._closed, at + 1) > at
WITH type, startNode(r).id AS source, endNode(r).id AS target, coalesce(r.role, '') AS role,
  coalesce(r._nth, 0) AS nth, r
RETURN source, type, target, role, nth, coalesce(r.since, ''), coalesce(r.until, ''),
  coalesce(r._data, '')
ORDER BY type, source, role, nth
// name: all_relations
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (s:_Entity)-[r]->(t:_Entity)
WHERE s.id IS NOT NULL AND r._opened <= at AND coalesce(r._closed, at + 1) > at
WITH s.id AS source, type(r) AS type, t.id AS target, coalesce(r.role, '') AS role, r
RETURN source, type, target, role, coalesce(r._nth, 0) AS nth, coalesce(r.since, ''),
  coalesce(r.until, ''), coalesce(r._data, '')
ORDER BY source, type, target, role, nth
// name: adjacent
// Only while a revision is written or tidied there is a `_Next`; an id that is null is not sought.
MATCH (store:_Store)
WITH coalesce($at, store.revision) AS at, store.writing IS NOT NULL AS untidy
UNWIND $rows AS id
MATCH (:_Entity {id: id})-[r]-(o:_Entity)
WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
WITH at, id, o.id AS other, o._kind AS kind, CASE WHEN untidy THEN o.id END AS sought
OPTIONAL MATCH (next:_Next {id: sought}) WHERE next._opened <= at
RETURN collect([id, other, coalesce(next._kind, kind)]) AS rows
// name: vicinity
// One row: entities with their distances, relations among them, how many are left out. No row where
// `shortest_ways` has none. Of two steps at most, for a pattern's length must be literal.
MATCH (store:_Store) WHERE $at IS NULL AND coalesce(store.writing, 0) <> store.revision
WITH store.revision AS at
MATCH (c:_Entity {id: $centre})
CALL (at, c) {
  RETURN c AS e, 0 AS distance
  UNION ALL
  MATCH (c)-[r]-(e:_Entity)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  RETURN e, 1 AS distance
  UNION ALL
  MATCH (c)-[q]-(x:_Entity)-[r]-(e:_Entity)
  WHERE $depth > 1 AND NOT x._kind IN $avoided
    AND q._opened <= at AND coalesce(q._closed, at + 1) > at
    AND r._opened <= at AND coalesce(r._closed, at + 1) > at
  RETURN e, 2 AS distance
}
WITH at, e, min(distance) AS distance ORDER BY distance, e.id
WITH at, collect(e) AS found, collect(distance) AS distances
WITH at, found[..$limit + 1] AS near, distances[..$limit + 1] AS distances,
  size([far IN distances[$limit + 1..] WHERE far = distances[$limit + 1]]) AS left
CALL (at, near) {
  // Where a relation ends is among those near when these, told apart by null, have it too.
  UNWIND near AS e RETURN e, null AS r
  UNION ALL
  UNWIND near AS s
  MATCH (s)-[r]->(e:_Entity) WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
  RETURN e, r
}
WITH near, distances, left, e, count(*) - count(r) AS among, collect(r) AS relations
WITH near, distances, left,
  collect(CASE WHEN among > 0 THEN [r IN relations | [startNode(r).id, type(r), e.id,
    coalesce(r.role, ''), coalesce(r._nth, 0), coalesce(r.since, ''), coalesce(r.until, ''),
    coalesce(r._data, '')]] END) AS relations
RETURN [e IN near | [e.id, e._kind, e._type, e._data]], distances, relations, left
// name: shortest_ways
// A row: the ids along a way, null where there is none. No row at all while a revision is closed but
// not tidied: then labels are not yet those of the vocabulary. 12 is `graph.ways.LONGEST`. Whether
// a reader may see a way is asked of those found, for that reads properties: some of the shortest
// seen are all of the shortest. Where none is seen there is no row, for a longer way may be.
MATCH (store:_Store) WHERE $at IS NULL AND coalesce(store.writing, 0) <> store.revision
WITH store.revision AS at
MATCH (a:_Entity {id: $start}) MATCH (b:_Entity {id: $goal})
OPTIONAL MATCH way = allShortestPaths((a)-[*..12]-(b))
WHERE none(x IN nodes(way) WHERE NOT x:_Entity OR x <> a AND x <> b AND (
    x:Technology AND 'Technology' IN $avoided OR x:Region AND 'Region' IN $avoided
    OR x:Programme AND 'Programme' IN $avoided))
WITH way, way IS NULL OR all(r IN relationships(way)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at) AS seen
WHERE seen
WITH DISTINCT [x IN nodes(way) | x.id] AS way ORDER BY way LIMIT $number
RETURN way
// name: shortest_ways_by_type
// The same where all kinds of `$avoided` are avoided, no row where an end is of one. From an entity
// of another kind these types of relation lead to none of them, so that no label need be looked at.
// A statement of its own, for a branch costs a sixth more.
MATCH (store:_Store) WHERE $at IS NULL AND coalesce(store.writing, 0) <> store.revision
WITH store.revision AS at
MATCH (a:_Entity {id: $start}) WHERE NOT a._kind IN $avoided
MATCH (b:_Entity {id: $goal}) WHERE NOT b._kind IN $avoided
OPTIONAL MATCH way = allShortestPaths((a)-[:
  ASSOCIATED_WITH|BRAND_OF|COOPERATES_WITH|FOLLOWS|FOUNDED|GRANTED_BY|GRANTED_TO|GRANT_FOR|
  IN_CONTACT_WITH|LISTS|MANAGES|MEMBER_OF|OFFERS|ORIGINAL_ORGANISATION|PARTICIPATES_IN|
  PARTY_TO|PART_OF|PROMOTES|RENEWS|REPLACES|RESULTING_ORGANISATION|RESULTS_FROM|
  SHAREHOLDER_OF|SIGNED_AT|SPIN_OFF_OF|SUPPORTS|TAKES_PART_IN
  *..12]-(b))
WITH way, way IS NULL OR all(r IN relationships(way)
  WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at) AS seen
WHERE seen
WITH DISTINCT [x IN nodes(way) | x.id] AS way ORDER BY way LIMIT $number
RETURN way
// name: between
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS triple
MATCH (s:_Entity {id: triple[0]})
MATCH (t:_Entity {id: triple[2]})
MATCH (s)-[r]->(t)
WHERE type(r) = triple[1] AND r._opened <= at AND coalesce(r._closed, at + 1) > at
RETURN collect([s.id, type(r), t.id, coalesce(r.role, ''), coalesce(r._nth, 0),
  coalesce(r.since, ''), coalesce(r.until, ''), coalesce(r._data, '')]) AS rows
// name: count_entities
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (e:_Entity) WHERE e._opened <= at AND coalesce(e._closed, at + 1) > at
RETURN e._kind AS kind, count(*) ORDER BY kind
// name: count_relations
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (:_Entity)-[r]->(:_Entity) WHERE r._opened <= at AND coalesce(r._closed, at + 1) > at
RETURN type(r) AS type, count(*) ORDER BY type
// name: newest_start
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (e:_Entity) WHERE e._start > '' AND e._opened <= at AND coalesce(e._closed, at + 1) > at
OPTIONAL MATCH (next:_Next {id: e.id}) WHERE next._opened <= at
WITH CASE WHEN next IS NULL THEN e._start ELSE next._start END AS start
RETURN start ORDER BY coalesce(start, '') DESC LIMIT 1

// name: standing
// Which ids are taken: by an entity, which may be closed, or by a bare node.
UNWIND $rows AS id
OPTIONAL MATCH (e:_Entity {id: id})
OPTIONAL MATCH (bare:_Gone {id: id})
WITH id, e, bare WHERE e IS NOT NULL OR bare IS NOT NULL
RETURN collect([id, bare IS NOT NULL]) AS rows
// name: revive
// A bare node that was left to hold somebody else's relationship is the entity again.
UNWIND $rows AS row
MATCH (e:_Gone {id: row.id})
SET e += row, e:_Entity:_Changing:$(row._unlabels)
REMOVE e:_Gone
// name: fill_spares
MATCH (e:_Spare) WITH collect(e)[..size($rows)] AS spares
UNWIND range(0, size(spares) - 1) AS number
WITH spares[number] AS e, $rows[number] AS row
SET e += row, e._first = true, e:_Entity:$($labels)
REMOVE e:_Spare
RETURN count(e)
// name: create_entities
UNWIND $rows AS row CREATE (e:_Entity:$($labels)) SET e = row
// name: stage_entities
UNWIND $rows AS row
MATCH (e:_Entity {id: row.id})
SET e:_Changing REMOVE e._closed
MERGE (next:_Next {id: row.id})
SET next = row
// name: close_entities
UNWIND $rows AS row
MATCH (e:_Entity {id: row.id})
SET e._closed = $at, e._gone = row.gone, e._unlabels = row.unlabels, e:_Changing
// name: drop_next
UNWIND $rows AS id MATCH (next:_Next {id: id}) DELETE next
// name: close_relations
UNWIND $rows AS row
MATCH (s:_Entity {id: row[0]})
MATCH (t:_Entity {id: row[2]})
MATCH (s)-[r]->(t)
WHERE type(r) = row[1] AND coalesce(r.role, '') = row[3] AND coalesce(r._nth, 0) = row[4]
  AND r._opened <= $at AND r._closed IS NULL
SET r._closed = $at, s:_Changing
// name: create_relations
// A row: source, type, target, properties.
UNWIND $rows AS row
MATCH (s:_Entity {id: row[0]})
MATCH (t:_Entity {id: row[2]})
CREATE (s)-[r:$(row[1])]->(t) SET r = row[3]
// name: changed
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (n:_Change) WHERE n.revision > $since AND n.revision <= at
RETURN n.entities + n.entities_gone, n.relations + n.relations_gone
// name: last_changed
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (n:_Change) WHERE n.revision <= at
RETURN n.revision ORDER BY n.revision DESC LIMIT 1
// name: log_changes
CREATE (:_Change {revision: $at, entities: $entities, entities_gone: $entities_gone,
  relations: $relations, relations_gone: $relations_gone})
// name: old_changes
MATCH (n:_Change) WHERE n.revision <= $until
RETURN coalesce(sum(
  size(n.entities) + size(n.entities_gone) + size(n.relations) + size(n.relations_gone)), 0)
// name: forget_changes
MATCH (n:_Change) WHERE n.revision <= $until SET n:_Closed
