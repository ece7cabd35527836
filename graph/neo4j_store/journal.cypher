// Revisions: how they begin, become visible, and are undone or tidied. `$at` is the revision
// under way. Every node of ours has exactly one of the labels counted in `counted_nodes`.

// name: components
CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]
// name: layout
MATCH (store:_Store) RETURN store.layout
// name: from_1
// From then on it is noted what a revision changed around an entity; see `changes`.
MATCH (store:_Store {layout: '1'}) SET store.layout = '2', store.noted_from = store.revision
RETURN store.layout
// name: entity_keys
MATCH (r:_Record) WHERE r.object = '' RETURN DISTINCT r.subject
// name: call_records
UNWIND $rows AS row
MATCH (r:_Record {subject: row[0]})
USING INDEX SEEK r:_Record(subject)
WHERE r.object = '' SET r.called = row[1]
// name: from_2
MATCH (store:_Store {layout: '2'}) SET store.layout = '3' RETURN store.layout
// name: create_store
// Neo4j shows nodes in the order in which they were made: the spare ones, made first, are for the
// first entities, so that whoever looks into the database meets them and not the bookkeeping.
// An import (graph.neo4j_import) has all but these, and a node of what the store is to say.
UNWIND range(1, $spares) AS number CREATE (:_Spare)
WITH count(*) AS made
MERGE (store:_Store {layout: $layout})
ON CREATE SET store.revision = 0, store.name = 'Lumigraph'
MERGE (lock:_Lock {name: 'writer'})
WITH store MATCH (n:_Import) SET store += properties(n) DELETE n

// Neo4j's import tool leaves out lists that are empty, or of one empty text.
// name: complete_cells
MATCH (:_Import) MATCH (x:_Reach) WHERE x.previous IS NULL
CALL (x) { SET x.previous = [''] } IN TRANSACTIONS OF 5000 ROWS
// name: complete_patches
MATCH (:_Import) MATCH (x:_Reach) WHERE x.gone IS NULL
CALL (x) { SET x.gone = [] } IN TRANSACTIONS OF 5000 ROWS
// name: complete_changes
MATCH (:_Import) MATCH (c:_Change)
CALL (c) {
  SET c.entities = coalesce(c.entities, []), c.entities_gone = coalesce(c.entities_gone, []),
    c.relations = coalesce(c.relations, []), c.relations_gone = coalesce(c.relations_gone, [])
} IN TRANSACTIONS OF 500 ROWS

// name: all_nodes
MATCH (n) RETURN count(n)
// name: counted_nodes
CALL () {
  MATCH (n:_Store) RETURN count(n) AS found
  UNION ALL MATCH (n:_Lock) RETURN count(n) AS found
  UNION ALL MATCH (n:_Revision) RETURN count(n) AS found
  UNION ALL MATCH (n:_Change) RETURN count(n) AS found
  UNION ALL MATCH (n:_Source) RETURN count(n) AS found
  UNION ALL MATCH (n:_Unit) RETURN count(n) AS found
  UNION ALL MATCH (n:_Record) RETURN count(n) AS found
  UNION ALL MATCH (n:_Alias) RETURN count(n) AS found
  UNION ALL MATCH (n:_Judgement) RETURN count(n) AS found
  UNION ALL MATCH (n:_Proposal) RETURN count(n) AS found
  UNION ALL MATCH (n:_Decision) RETURN count(n) AS found
  UNION ALL MATCH (n:_Identity) RETURN count(n) AS found
  UNION ALL MATCH (n:_Spare) RETURN count(n) AS found
  UNION ALL MATCH (n:_Entity) RETURN count(n) AS found
  UNION ALL MATCH (n:_Next) RETURN count(n) AS found
  UNION ALL MATCH (n:_Gone) RETURN count(n) AS found
  UNION ALL MATCH (n:_Name) RETURN count(n) AS found
  UNION ALL MATCH (n:_Gram) RETURN count(n) AS found
  UNION ALL MATCH (n:_Reach) RETURN count(n) AS found
  UNION ALL MATCH (n:_Import) RETURN count(n) AS found
}
RETURN sum(found)
// name: relationship_types
CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType

// name: last_number
MATCH (store:_Store) RETURN store.revision
// name: later_numbers
// Those that anything of ours bears, and that no closed revision has.
MATCH (store:_Store)
CALL () {
  MATCH (n:_Record|_Alias|_Identity|_Unit|_Source|_Judgement|_Proposal|_Decision|_Name|_Reach)
  UNWIND [n.opened, n.closed] AS number RETURN DISTINCT number
  UNION MATCH (c:_Change) RETURN DISTINCT c.revision AS number
  UNION MATCH (e:_Entity) RETURN DISTINCT e._opened AS number
}
WITH store, number WHERE number > store.revision AND number < 9007199254740991
RETURN DISTINCT number ORDER BY number
// name: last_revision
MATCH (store:_Store) MATCH (r:_Revision {number: store.revision})
RETURN r.number, r.time, r.action, r.note
// name: revisions
MATCH (store:_Store) MATCH (r:_Revision) WHERE r.number <= store.revision
RETURN r.number, r.time, r.action, r.note ORDER BY r.number

// name: audit
MATCH (store:_Store) MATCH (r:_Revision) WHERE r.number <= store.revision AND r.audit IS NOT NULL
RETURN r.number, r.audit ORDER BY r.number
// name: audit_of
MATCH (r:_Revision {number: $number}) WHERE r.audit IS NOT NULL RETURN r.number, r.audit
// name: add_audit
MATCH (r:_Revision {number: $number}) SET r.audit = $entry
// name: touched
MATCH (c:_Change {revision: $number})
RETURN coalesce(sum(size(c.entities + c.entities_gone)), 0),
  coalesce(sum(size(c.relations + c.relations_gone)), 0)
// name: touched_ids
MATCH (c:_Change {revision: $number}) UNWIND c.entities + c.entities_gone AS id
RETURN id ORDER BY id LIMIT $most

// name: lock
MATCH (lock:_Lock) SET lock.held = true
// name: interrupted
MATCH (store:_Store) WHERE store.writing IS NOT NULL RETURN store.revision, store.writing
// name: take_over
MATCH (store:_Store) SET store.writer = $writer RETURN store.revision, store.writing
// name: begin
MATCH (store:_Store) SET store.writer = $writer, store.writing = $at
// name: fence
MATCH (store:_Store) WHERE store.writer = $writer SET store.writer = $writer RETURN store.writing
// name: close_revision
MATCH (store:_Store) SET store.revision = $at
WITH store UNWIND $revisions AS row
CREATE (:_Revision {number: row[0], time: row[1], action: row[2], note: row[3]})
// name: end
MATCH (store:_Store) REMOVE store.writing, store.writer

// Tidying. `_Changing` marks each entity that the revision changed or closed, or of whose outgoing
// relations it closed one; `_Closed` each other thing that is of no use once it is closed.
// name: changing
MATCH (e:_Changing) RETURN collect([e.id]) AS rows
// name: drop_closed_relations
UNWIND $rows AS id MATCH (e:_Entity {id: id})-[r]->() WHERE r._closed <= $at DELETE r
// name: apply_next
UNWIND $rows AS id
MATCH (next:_Next {id: id}) MATCH (e:_Entity {id: id})
FOREACH (key IN coalesce(next._gone, []) | SET e[key] = null)
REMOVE e:$(coalesce(next._unlabels, []))
SET e += properties(next), e:$(next._labels)
REMOVE e._labels, e._gone, e._unlabels
DELETE next
// name: drop_closed
// Where somebody else's relationship hangs on an entity, a bare node stays to hold it.
UNWIND $rows AS id MATCH (e:_Entity {id: id}) WHERE e._closed <= $at
CALL (e) {
  WITH e WHERE EXISTS { (e)--() }
  FOREACH (key IN e._gone | SET e[key] = null)
  REMOVE e:$(e._unlabels)
  REMOVE e:_Entity:_Changing, e._gone, e._unlabels, e._closed
  SET e:_Gone
}
CALL (e) {
  WITH e WHERE NOT e:_Gone AND e._first
  REMOVE e:$(e._unlabels)
  REMOVE e:_Entity:_Changing
  SET e = {}, e:_Spare
}
CALL (e) { WITH e WHERE NOT e:_Gone AND NOT e:_Spare DELETE e }
// name: settle
UNWIND $rows AS id MATCH (e:_Entity {id: id}) REMOVE e:_Changing, e._gone, e._unlabels
// name: drop_closed_bookkeeping
MATCH (n:_Closed) WITH n LIMIT $limit DELETE n RETURN count(n)

// Undoing. Each may be run again, so an undoing that is interrupted is simply done again.
// What is new bears its revision; all there is is looked through for it, since undoing is rare.
// name: undo_relations
MATCH (:_Entity)-[r]->() WHERE r._opened = $number
CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS
// name: undo_relations_closed
MATCH (e:_Changing)-[r]->()
CALL (r) { WITH r WHERE r._closed = $number REMOVE r._closed } IN TRANSACTIONS OF 5000 ROWS
// name: undo_next
MATCH (next:_Next) CALL (next) { DELETE next } IN TRANSACTIONS OF 5000 ROWS
// name: undo_entities
MATCH (e:_Changing) WHERE e._opened <> $number
CALL (e) {
  REMOVE e._closed, e._gone, e._unlabels, e:_Changing
} IN TRANSACTIONS OF 5000 ROWS
// name: undo_created
MATCH (e:_Entity) WHERE e._opened = $number
CALL (e) {
  CALL (e) {
    WITH e WHERE EXISTS { (e)--() }
    WITH e, coalesce(e._unlabels, labels(e)) AS labels,
      coalesce(e._gone, [key IN keys(e) WHERE NOT key IN ['id', 'name', '_first']]) AS gone
    FOREACH (key IN gone | SET e[key] = null)
    REMOVE e:$(labels)
    REMOVE e:_Entity:_Changing, e._gone, e._unlabels, e._closed
    SET e:_Gone
  }
  CALL (e) { WITH e WHERE NOT e:_Gone AND e._first REMOVE e:$(labels(e)) SET e = {}, e:_Spare }
  CALL (e) { WITH e WHERE NOT e:_Gone AND NOT e:_Spare DELETE e }
} IN TRANSACTIONS OF 5000 ROWS
// name: undo_opened
// All that is not golden.
MATCH (n:_Reach|_Name|_Record|_Alias|_Identity|_Unit|_Source|_Judgement|_Proposal|_Decision)
WHERE n.opened > $last
CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS
// name: undo_closed
MATCH (n:_Name|_Record|_Alias|_Identity|_Unit|_Source|_Judgement|_Proposal|_Decision)
WHERE n.closed > $last
CALL (n) { REMOVE n.closed } IN TRANSACTIONS OF 5000 ROWS
// name: undo_reach
MATCH (n:_Reach) WHERE n.closed = $number
CALL (n) { SET n.closed = 9007199254740991 } IN TRANSACTIONS OF 5000 ROWS
// name: undo_marks
MATCH (n:_Closed) CALL (n) { REMOVE n:_Closed } IN TRANSACTIONS OF 5000 ROWS
// name: undo_changes
MATCH (n:_Change {revision: $number}) CALL (n) { DELETE n } IN TRANSACTIONS OF 500 ROWS
// name: undo_end
MATCH (store:_Store) REMOVE store.writing, store.writer
