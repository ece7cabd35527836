// Names, folded, one node a name; and in how many names each gram stands: `count` as it is,
// `names` as searches take it.

// name: names_of
UNWIND $rows AS id MATCH (n:_Name {entity: id}) WHERE n.closed IS NULL
RETURN collect([n.entity, n.folded]) AS rows
// name: close_names
UNWIND $rows AS id MATCH (n:_Name {entity: id}) WHERE n.closed IS NULL
SET n.closed = $at, n:_Closed
// name: last_name
MATCH (n:_Name) WHERE n.number IS NOT NULL AND n.closed IS NULL
RETURN n.number ORDER BY n.number DESC LIMIT 1
// name: add_names
UNWIND $rows AS row
CREATE (:_Name {number: row[0], entity: row[1], kind: row[2], type: row[3], folded: row[4],
  head: row[5], grams: row[6], opened: $at})
// name: add_gram_counts
UNWIND $rows AS row
MERGE (g:_Gram {gram: row[0]})
SET g.count = coalesce(g.count, 0) + row[1]
// name: add_name_count
MATCH (store:_Store)
SET store.names = coalesce(store.names, 0) + $change
RETURN store.names, coalesce(store.names_counted, 0)
// name: publish_gram_counts
MATCH (store:_Store) SET store.names_counted = store.names
WITH store MATCH (g:_Gram) SET g.names = g.count
// name: gram_frequency
UNWIND $grams AS gram MATCH (g:_Gram {gram: gram}) WHERE g.names > 0
RETURN collect([g.gram, g.names]) AS rows
// name: with_grams
// The names that share most come first, and no more are looked at than it takes to have enough.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $asked AS one
CALL (at, one) {
  UNWIND one[1] AS gram
  CALL db.index.fulltext.queryNodes('lumigraph_name_grams', gram) YIELD node AS n
  WITH at, n, count(*) AS shared
  WITH at, shared, collect(n) AS alike ORDER BY shared DESC
  CALL (at, alike) {
    UNWIND alike AS n
    WITH n WHERE n.opened <= at AND coalesce(n.closed, at + 1) > at
      AND (size($kinds) = 0 OR n.kind IN $kinds OR n.type IN $kinds)
    RETURN n.entity AS entity, n.folded AS folded, n.number AS number
    ORDER BY number LIMIT $limit
  }
  RETURN entity, folded, shared, number ORDER BY shared DESC, number LIMIT $limit
}
WITH one[0] AS text, entity, folded, shared, number
ORDER BY text, shared DESC, number
RETURN collect([text, entity, folded]) AS rows
// name: named
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $asked AS one
MATCH (n:_Name {head: one[1]})
WHERE n.folded = one[0] AND n.opened <= at AND coalesce(n.closed, at + 1) > at
RETURN DISTINCT n.folded AS text, n.entity AS id ORDER BY text, id
