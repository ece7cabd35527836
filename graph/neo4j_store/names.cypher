// Names, folded, one node a name; and in how many names each gram stands: `count` as it is,
// `names` as searches take it.

// name: names_of
UNWIND $rows AS id MATCH (n:_Name {entity: id}) WHERE n.closed IS NULL
RETURN collect([n.entity, n.folded]) AS rows
// name: close_names
UNWIND $rows AS id MATCH (n:_Name {entity: id}) WHERE n.closed IS NULL
SET n.closed = $at, n:_Closed
// name: every_name
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (n:_Name) WHERE n.opened <= at AND coalesce(n.closed, at + 1) > at
OPTIONAL MATCH (e:_Entity {id: n.entity})
WHERE e._opened <= at AND coalesce(e._closed, at + 1) > at
RETURN coalesce(e.id, '') AS id, n.folded AS folded ORDER BY id, folded
// name: close_names_of_none
MATCH (n:_Name) WHERE n.closed IS NULL AND NOT EXISTS {
  MATCH (e:_Entity {id: n.entity}) WHERE e._closed IS NULL
}
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
// Each gram is asked for as a beginning, `abc*`: such a part of a question counts 1 for whatever
// begins so, and grams are all of one length, so the score of a name is how many it shares.
// Nothing is collected before the best are chosen: of what is read Neo4j then holds these alone.
// Names that are not asked for come last, so fewer rows than `$limit` are all there is.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $asked AS one
CALL (at, one) {
  CALL db.index.fulltext.queryNodes('lumigraph_name_grams', one[1], {limit: $depth})
  YIELD node AS n, score WHERE score >= one[2]
  WITH n, score, n.opened <= at AND coalesce(n.closed, at + 1) > at
    AND (size($kinds) = 0 OR n.kind IN $kinds OR n.type IN $kinds) AS fits
  ORDER BY fits DESC, score DESC, n.number LIMIT $limit
  RETURN count(*) AS read,
    collect(CASE WHEN fits THEN [toInteger(score), n.entity, n.folded] END) AS best
}
RETURN collect([one[0], read, best]) AS rows
// name: longer
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $asked AS one
CALL (at, one) {
  MATCH (n:_Name)
  USING INDEX SEEK n:_Name(head)
  WHERE n.head STARTS WITH one[1] AND n.folded STARTS WITH one[0] + ' '
    AND n.opened <= at AND coalesce(n.closed, at + 1) > at
  WITH n ORDER BY n.head, n.folded, n.number LIMIT $limit
  RETURN collect([n.entity, n.folded]) AS names
}
RETURN one[0], names
// name: named
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $asked AS one
MATCH (n:_Name {head: one[1]})
WHERE n.folded = one[0] AND n.opened <= at AND coalesce(n.closed, at + 1) > at
RETURN DISTINCT n.folded AS text, n.entity AS id ORDER BY text, id
