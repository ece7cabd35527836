// The plain peer in Cypher: nodes, relationships, full text, and variable-length patterns.

// name: unique_organisation
CREATE CONSTRAINT organisation IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE
// name: unique_project
CREATE CONSTRAINT project IF NOT EXISTS FOR (n:Project) REQUIRE n.id IS UNIQUE
// name: unique_grant
CREATE CONSTRAINT grant IF NOT EXISTS FOR (n:Grant) REQUIRE n.id IS UNIQUE
// name: unique_region
CREATE CONSTRAINT region IF NOT EXISTS FOR (n:Region) REQUIRE n.id IS UNIQUE
// name: unique_technology
CREATE CONSTRAINT technology IF NOT EXISTS FOR (n:Technology) REQUIRE n.id IS UNIQUE
// name: full_text
CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (n:Organisation|Project|Grant|Region|Technology) ON EACH [n.name]
// name: await
CALL db.awaitIndexes(600)

// name: merge_Organisation
UNWIND $rows AS row MERGE (n:Organisation {id: row.id}) SET n += row
// name: merge_Project
UNWIND $rows AS row MERGE (n:Project {id: row.id}) SET n += row
// name: merge_Grant
UNWIND $rows AS row MERGE (n:Grant {id: row.id}) SET n += row
// name: merge_Region
UNWIND $rows AS row MERGE (n:Region {id: row.id}) SET n += row
// name: merge_Technology
UNWIND $rows AS row MERGE (n:Technology {id: row.id}) SET n += row
// name: merge_LOCATED_IN
UNWIND $rows AS row MATCH (s:Organisation {id: row.source}) MATCH (t:Region {id: row.target})
MERGE (s)-[r:LOCATED_IN]->(t) SET r += row.properties
// name: merge_PARTICIPATES_IN
UNWIND $rows AS row MATCH (s:Organisation {id: row.source}) MATCH (t:Project {id: row.target})
MERGE (s)-[r:PARTICIPATES_IN]->(t) SET r += row.properties
// name: merge_ABOUT
UNWIND $rows AS row MATCH (s:Project {id: row.source}) MATCH (t:Technology {id: row.target})
MERGE (s)-[r:ABOUT]->(t) SET r += row.properties
// name: merge_GRANTED_TO
UNWIND $rows AS row MATCH (s:Grant {id: row.source}) MATCH (t:Organisation {id: row.target})
MERGE (s)-[r:GRANTED_TO]->(t) SET r += row.properties
// name: merge_GRANT_FOR
UNWIND $rows AS row MATCH (s:Grant {id: row.source}) MATCH (t:Project {id: row.target})
MERGE (s)-[r:GRANT_FOR]->(t) SET r += row.properties
// name: merge_PART_OF
UNWIND $rows AS row MATCH (s:Region {id: row.source}) MATCH (t:Region {id: row.target})
MERGE (s)-[r:PART_OF]->(t) SET r += row.properties
// name: merge_BROADER
UNWIND $rows AS row MATCH (s:Technology {id: row.source}) MATCH (t:Technology {id: row.target})
MERGE (s)-[r:BROADER]->(t) SET r += row.properties
// name: merge_RELATED
UNWIND $rows AS row MATCH (s:Technology {id: row.source}) MATCH (t:Technology {id: row.target})
MERGE (s)-[r:RELATED]->(t) SET r += row.properties

// name: who
// One pattern: of six ways to write it the fastest.
MATCH (:Technology {id: $technology})<-[:BROADER*0..]-(:Technology)<-[:ABOUT]-(p:Project)
  <-[l:PARTICIPATES_IN]-(o:Organisation)-[:LOCATED_IN]->(:Region)
  -[:PART_OF*0..]->(:Region {id: $region})
WITH o, p, max(CASE l.role WHEN 'coordinator' THEN $coordinator WHEN 'partner' THEN $partner
  ELSE $other END) AS points
WITH o, sum(points) AS points, max(toInteger(left(p.end, 4))) AS year
WITH o.id AS id, points, $span - $step * ($reference - year) AS recency
WITH id, points + CASE WHEN recency > $span THEN $span WHEN recency < -$span THEN -$span
  ELSE recency END AS score
ORDER BY score DESC, id
WITH collect([id, score]) AS found
RETURN size(found) AS total, found[..$first] AS hits

// name: search
CALL db.index.fulltext.queryNodes('names', $query, {limit: 10}) YIELD node
RETURN node.id AS id, node.name AS name
// name: neighbours
MATCH way = (c:Organisation {id: $id})-[*1..2]-(m)
WHERE m <> c AND none(x IN nodes(way)[1..-1] WHERE x:Technology OR x:Region)
WITH m, min(length(way)) AS distance
ORDER BY distance, m.id LIMIT 500
RETURN m.id AS id, m.name AS name
// name: surroundings
// The same with all there is to know of them, and the relations among them. Where a relation ends is
// among those near when these, told apart by null, have it too: IN would go through the list each time.
MATCH (c:Organisation {id: $id})
CALL (c) {
  RETURN c AS m, 0 AS distance
  UNION ALL
  MATCH way = (c)-[*1..2]-(m)
  WHERE m <> c AND none(x IN nodes(way)[1..-1] WHERE x:Technology OR x:Region)
  RETURN m, length(way) AS distance
}
WITH m, min(distance) AS distance ORDER BY distance, m.id LIMIT 501
WITH collect(m) AS near
CALL (near) {
  UNWIND near AS e RETURN e, null AS r
  UNION ALL
  UNWIND near AS s
  MATCH (s)-[r]->(e) RETURN e, r
}
WITH near, e, count(*) - count(r) AS among, collect(r) AS relations
WITH near, collect(CASE WHEN among > 0 THEN
  [r IN relations | [startNode(r).id, e.id, type(r), properties(r)]] END) AS relations
RETURN [m IN near | properties(m)] AS nodes, relations
// name: path
MATCH (a:Organisation {id: $start}), (b:Organisation {id: $goal})
MATCH way = shortestPath((a)-[*..12]-(b))
WHERE none(x IN nodes(way) WHERE x:Technology OR x:Region)
RETURN [x IN nodes(way) | x.id] AS ids

// name: change
UNWIND $rows AS row
MATCH (o:Organisation {id: row.id}) SET o.name = row.name
WITH row, o
CALL (row, o) { MATCH (o)-[l:LOCATED_IN]->(:Region {id: row.before}) DELETE l }
CALL (row, o) { MATCH (r:Region {id: row.after}) MERGE (o)-[:LOCATED_IN]->(r) }
