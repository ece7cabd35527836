// What may be out of order: each finds places in words, `mend_` and its name mends them all in the
// revision under way. They are asked while nobody writes.

// name: interrupted_writer
MATCH (store:_Store) WHERE store.writing IS NOT NULL
RETURN 'revision ' + toString(store.writing) + CASE WHEN store.writing > store.revision
  THEN ' was not closed' ELSE ' was not tidied' END
// name: leftover
MATCH (store:_Store) WHERE store.writing IS NULL
MATCH (n:_Changing|_Closed|_Next)
RETURN labels(n)[0] + ' ' + coalesce(n.id, n.key, toString(n.number), '')
// name: ahead
MATCH (store:_Store) WHERE store.writing IS NULL
CALL (store) {
  MATCH (n:_Record|_Alias|_Identity|_Unit|_Source|_Judgement|_Proposal|_Decision|_Name|_Reach)
  WHERE n.opened > store.revision OR (n.closed > store.revision AND NOT n:_Reach)
    OR (n:_Reach AND n.closed > store.revision AND n.closed < 9007199254740991)
  RETURN labels(n)[0] + ' ' + coalesce(n.key, n.name, n.technology, toString(n.number), '') AS place
  UNION ALL
  MATCH (c:_Change) WHERE c.revision > store.revision
  RETURN 'changes of revision ' + toString(c.revision) AS place
  UNION ALL
  MATCH (e:_Entity) WHERE e._opened > store.revision RETURN 'entity ' + e.id AS place
  UNION ALL
  MATCH (e:_Entity)-[r]->(other) WHERE r._opened > store.revision OR r._closed > store.revision
  RETURN 'relation ' + e.id + ' ' + type(r) + ' ' + coalesce(other.id, '') AS place
}
RETURN place
// name: later_on_relations
MATCH (store:_Store)
MATCH (:_Entity)-[r]->() UNWIND [r._opened, r._closed] AS number
WITH store, number WHERE number > store.revision RETURN DISTINCT number
// name: reopen_relations
MATCH (store:_Store)
MATCH (:_Entity)-[r]->() WHERE r._closed > store.revision
CALL (r) { REMOVE r._closed } IN TRANSACTIONS OF 5000 ROWS
// name: indexes
SHOW INDEXES YIELD name, state RETURN name, state
// name: constraints
SHOW CONSTRAINTS YIELD name, labelsOrTypes RETURN name, labelsOrTypes
// name: source_twice
MATCH (s:_Source) WHERE s.closed IS NULL
WITH s.name AS name, count(*) AS times WHERE times > 1 RETURN name
// name: mend_source_twice
MATCH (s:_Source) WHERE s.closed IS NULL
WITH s ORDER BY s.opened DESC
WITH s.name AS name, collect(s) AS versions WHERE size(versions) > 1
UNWIND versions[1..] AS s SET s.closed = $at
// name: unit_astray
MATCH (u:_Unit) WHERE u.closed IS NULL
  AND NOT EXISTS { MATCH (s:_Source {name: u.source}) WHERE s.closed IS NULL }
RETURN u.key + ' of ' + u.source
// name: mend_unit_astray
MATCH (u:_Unit) WHERE u.closed IS NULL
  AND NOT EXISTS { MATCH (s:_Source {name: u.source}) WHERE s.closed IS NULL }
SET u.closed = $at
// name: record_astray
MATCH (r:_Record) WHERE r.closed IS NULL
  AND NOT EXISTS { MATCH (u:_Unit {number: r.unit}) WHERE u.closed IS NULL AND u.source = r.source }
RETURN toString(r.number) + ' of ' + r.source + ': ' + trim(r.subject + ' ' + r.type + ' ' + r.object)
// name: mend_record_astray
MATCH (r:_Record) WHERE r.closed IS NULL
  AND NOT EXISTS { MATCH (u:_Unit {number: r.unit}) WHERE u.closed IS NULL AND u.source = r.source }
SET r.closed = $at
// name: alias_astray
MATCH (a:_Alias) WHERE a.closed IS NULL
  AND NOT EXISTS { MATCH (r:_Record {number: a.record}) WHERE r.closed IS NULL }
RETURN a.key + ' = ' + a.identifier
// name: mend_alias_astray
MATCH (a:_Alias) WHERE a.closed IS NULL
  AND NOT EXISTS { MATCH (r:_Record {number: a.record}) WHERE r.closed IS NULL }
SET a.closed = $at, a:_Closed
// name: aliases_of
UNWIND $rows AS number MATCH (a:_Alias {record: number}) WHERE a.closed IS NULL
RETURN collect([a.key, a.identifier, a.record]) AS rows
// name: records_with_identifiers
MATCH (r:_Record) WHERE r.closed IS NULL AND r.object = '' AND r.data CONTAINS '"i":'
RETURN r.number, r.subject, r.data
