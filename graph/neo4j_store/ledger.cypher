// Sources, units, records, aliases, judgements, identities. A thing stands for a reader at revision
// `at` when it was opened by then and not closed by then. Hints name the index where Neo4j, which
// plans a statement while the store is still empty, could take another for good.

// name: sources
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (s:_Source) WHERE s.opened <= at
WITH at, s, coalesce(s.closed, at + 1) > at AS stands WHERE stands OR $closed
RETURN s.info, s.read_at, s.opened, CASE WHEN stands THEN null ELSE s.closed END
ORDER BY s.name, s.opened
// name: add_source
CREATE (:_Source {name: $name, info: $info, priority: $priority, date: $date, read_at: $read_at,
  opened: $at})
// name: close_source
MATCH (s:_Source {name: $name}) WHERE s.closed IS NULL SET s.closed = $at
// name: keep_tally
MATCH (s:_Source {name: $name}) WHERE s.closed IS NULL SET s.tally = $tally
// name: kept_tally
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (s:_Source {name: $source})
WHERE s.opened <= at AND coalesce(s.closed, at + 1) > at AND s.tally IS NOT NULL
RETURN s.tally[0], s.tally[1], s.tally[2]
// name: kept_tallies
MATCH (s:_Source) WHERE s.closed IS NULL AND s.tally IS NOT NULL RETURN s.name ORDER BY s.name
// name: drop_tallies
MATCH (s:_Source) WHERE s.tally IS NOT NULL REMOVE s.tally
// name: tally
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (u:_Unit {source: $source})
WHERE u.key IS NOT NULL AND u.opened <= at AND coalesce(u.closed, at + 1) > at
MATCH (r:_Record {unit: u.number}) WHERE r.opened <= at AND coalesce(r.closed, at + 1) > at
RETURN count(r), count(DISTINCT CASE WHEN r.object = '' THEN r.subject END),
  count(DISTINCT CASE WHEN r.object <> '' THEN [r.subject, r.type, r.object] END)
// name: units
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (u:_Unit {source: $source})
WHERE u.key IS NOT NULL AND u.opened <= at AND coalesce(u.closed, at + 1) > at
RETURN collect([u.number, u.key, u.digest]) AS rows
// name: units_named
UNWIND $rows AS row
MATCH (u:_Unit {source: row[0], key: row[1]})
WHERE u.opened <= $at AND coalesce(u.closed, $at + 1) > $at
RETURN collect([u.source, u.key, u.number]) AS rows
// name: unit_records
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS unit
MATCH (r:_Record {unit: unit}) WHERE r.opened <= at AND coalesce(r.closed, at + 1) > at
MATCH (s:_Source {name: r.source}) WHERE s.opened <= at AND coalesce(s.closed, at + 1) > at
RETURN collect([r.number, r.unit, r.source, s.priority, s.date, r.opened, null,
  r.subject, r.type, r.object, r.data]) AS rows
// name: last_unit
MATCH (u:_Unit) WHERE u.number IS NOT NULL RETURN u.number ORDER BY u.number DESC LIMIT 1
// name: close_units
UNWIND $rows AS number MATCH (u:_Unit {number: number}) WHERE u.closed IS NULL SET u.closed = $at
// name: add_units
UNWIND $rows AS row
CREATE (:_Unit {number: row[0], source: row[1], key: row[2], digest: row[3], opened: $at})
// name: last_record
MATCH (r:_Record) WHERE r.number IS NOT NULL RETURN r.number ORDER BY r.number DESC LIMIT 1
// name: close_records
UNWIND $rows AS number MATCH (r:_Record {number: number}) WHERE r.closed IS NULL SET r.closed = $at
// name: close_aliases
UNWIND $rows AS number MATCH (a:_Alias {record: number}) WHERE a.closed IS NULL
SET a.closed = $at, a:_Closed
// name: add_records
UNWIND $rows AS row
CREATE (:_Record {number: row[0], unit: row[1], source: row[2], subject: row[3], type: row[4],
  object: row[5], data: row[6], called: row[7], opened: $at})
// name: add_aliases
UNWIND $rows AS row CREATE (:_Alias {key: row[0], identifier: row[1], record: row[2], opened: $at})
// name: entity_records
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS key
MATCH (r:_Record {subject: key})
USING INDEX SEEK r:_Record(subject)
WHERE r.object = '' AND r.opened <= at AND coalesce(r.closed, at + 1) > at
MATCH (s:_Source {name: r.source}) WHERE s.opened <= at AND coalesce(s.closed, at + 1) > at
RETURN collect([r.number, r.unit, r.source, s.priority, s.date, r.opened, null,
  r.subject, r.type, r.object, r.data]) AS rows
// name: ties_about
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS key
MATCH (r:_Record {subject: key})
USING INDEX SEEK r:_Record(subject)
WHERE r.object > '' AND r.opened <= at AND coalesce(r.closed, at + 1) > at
RETURN collect(DISTINCT [r.subject, r.type, r.object]) AS rows
// name: ties_to
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS key
MATCH (r:_Record {object: key})
USING INDEX SEEK r:_Record(object)
WHERE key <> '' AND r.opened <= at AND coalesce(r.closed, at + 1) > at
RETURN collect(DISTINCT [r.subject, r.type, r.object]) AS rows
// name: tied
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS tie
MATCH (r:_Record {subject: tie[0], type: tie[1], object: tie[2]})
USING INDEX SEEK r:_Record(subject, type, object)
WHERE r.opened <= at AND coalesce(r.closed, at + 1) > at
MATCH (s:_Source {name: r.source}) WHERE s.opened <= at AND coalesce(s.closed, at + 1) > at
RETURN collect([r.number, r.unit, r.source, s.priority, s.date, r.opened, null,
  r.subject, r.type, r.object, r.data]) AS rows
// name: stating
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS triple
MATCH (a:_Identity {entity: triple[0]}) WHERE a.opened <= at AND coalesce(a.closed, at + 1) > at
// WITH keeps this order: in another, which Neo4j takes once there are many records, the hint fails.
WITH at, triple, a.key AS subject
MATCH (b:_Identity {entity: triple[2]}) WHERE b.opened <= at AND coalesce(b.closed, at + 1) > at
WITH at, triple, subject, b.key AS object
MATCH (r:_Record {subject: subject, type: triple[1], object: object})
USING INDEX SEEK r:_Record(subject, type, object)
WHERE r.opened <= at AND coalesce(r.closed, at + 1) > at
MATCH (s:_Source {name: r.source}) WHERE s.opened <= at AND coalesce(s.closed, at + 1) > at
RETURN collect([triple, r.number, r.unit, r.source, s.priority, s.date, r.opened, null,
  r.subject, r.type, r.object, r.data]) AS rows
// name: shared
// The units come as a list: else Neo4j, where there are many of them, would begin at the records.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (u:_Unit {source: $source})
WHERE u.key IS NOT NULL AND u.opened <= at AND coalesce(u.closed, at + 1) > at
WITH at, collect(u.number) AS units
UNWIND units AS unit
MATCH (r:_Record {unit: unit})
USING INDEX SEEK r:_Record(unit)
WHERE r.opened <= at AND coalesce(r.closed, at + 1) > at
WITH at, r
MATCH (a:_Identity {key: r.subject})
USING INDEX SEEK a:_Identity(key)
WHERE a.opened <= at AND coalesce(a.closed, at + 1) > at
WITH at, r, a
MATCH (x:_Identity {entity: a.entity})
USING INDEX SEEK x:_Identity(entity)
WHERE x.opened <= at AND coalesce(x.closed, at + 1) > at
WITH at, r, x
MATCH (o:_Record {subject: x.key})
USING INDEX SEEK o:_Record(subject)
WHERE o.source IN $others AND o.opened <= at AND coalesce(o.closed, at + 1) > at
WITH at, r, o
WHERE r.object = '' AND o.object = '' OR r.object <> '' AND r.type = o.type AND (r.object = o.object
  OR EXISTS {
    MATCH (b:_Identity {key: r.object}) WHERE b.opened <= at AND coalesce(b.closed, at + 1) > at
    MATCH (y:_Identity {key: o.object, entity: b.entity})
    WHERE y.opened <= at AND coalesce(y.closed, at + 1) > at
  })
RETURN DISTINCT r.subject, r.type, r.object
// name: objects
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (u:_Unit {source: $source})
WHERE u.key IS NOT NULL AND u.opened <= at AND coalesce(u.closed, at + 1) > at
MATCH (r:_Record {unit: u.number})
USING INDEX SEEK r:_Record(unit)
WHERE r.type IN $types AND r.object <> '' AND r.opened <= at AND coalesce(r.closed, at + 1) > at
RETURN collect(DISTINCT [r.object]) AS rows
// name: aliases
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS key
CALL (key, at) {
  MATCH (a:_Alias {key: key}) WHERE a.opened <= at AND coalesce(a.closed, at + 1) > at RETURN a
  UNION
  MATCH (a:_Alias {identifier: key}) WHERE a.opened <= at AND coalesce(a.closed, at + 1) > at
  RETURN a
}
RETURN collect(DISTINCT [a.key, a.identifier]) AS rows
// name: identities
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS key
MATCH (i:_Identity {key: key}) WHERE i.opened <= at AND coalesce(i.closed, at + 1) > at
RETURN collect([i.key, i.entity]) AS rows
// name: called
// What was purged has the label _Closed until it is gone.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (r:_Record {called: $id})
USING INDEX SEEK r:_Record(called)
WHERE r.opened <= at AND NOT r:_Closed
RETURN DISTINCT r.subject ORDER BY r.subject
// name: keys_of
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS entity
MATCH (i:_Identity {entity: entity}) WHERE i.opened <= at AND coalesce(i.closed, at + 1) > at
WITH i.entity AS entity, i.key AS key ORDER BY entity, key
RETURN collect([entity, key]) AS rows
// name: forget_keys
UNWIND $rows AS key MATCH (i:_Identity {key: key}) WHERE i.closed IS NULL
SET i.closed = $at, i:_Closed
// name: identify
UNWIND $rows AS row CREATE (:_Identity {key: row[0], entity: row[1], opened: $at})
// name: judgements
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (j:_Judgement) WHERE j.opened <= at
WITH j, coalesce(j.closed, at + 1) > at AS stands WHERE stands OR $closed
RETURN j.number, j.left, j.right, j.verdict, j.by, j.reason, j.time, j.opened,
  CASE WHEN stands THEN null ELSE j.closed END
ORDER BY j.number
// name: last_judgement
MATCH (j:_Judgement) RETURN max(j.number)
// name: add_judgement
CREATE (:_Judgement {number: $number, left: $left, right: $right, verdict: $verdict, by: $by,
  reason: $reason, time: $time, opened: $at})
RETURN $at
// name: close_judgement
MATCH (j:_Judgement {number: $number}) WHERE j.closed IS NULL SET j.closed = $at
// name: former
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS key
MATCH (r:_Record {subject: key})
USING INDEX SEEK r:_Record(subject)
WHERE r.object = '' AND r.closed <= at AND NOT r:_Closed
MATCH (s:_Source {name: r.source})
WHERE s.opened <= r.opened AND coalesce(s.closed, at + 1) > r.opened
RETURN collect([r.number, r.unit, r.source, s.priority, s.date, r.opened, r.closed,
  r.subject, r.type, r.object, r.data]) AS rows
// name: history
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (r:_Record)
WHERE r.number IS NOT NULL
  AND r.opened <= $revision AND coalesce(r.closed, $revision + 1) > $revision
MATCH (s:_Source {name: r.source})
WHERE s.opened <= $revision AND coalesce(s.closed, $revision + 1) > $revision
RETURN r.number, r.unit, r.source, s.priority, s.date, r.opened,
  CASE WHEN r.closed <= at THEN r.closed END, r.subject, r.type, r.object, r.data
ORDER BY r.number
// name: all_units
// A unit has a node for each of its digests; those of units that stand come with the last.
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (u:_Unit {source: $source}) WHERE u.key IS NOT NULL AND u.opened <= at
WITH u.key AS key, u.number AS number,
  max(CASE WHEN coalesce(u.closed, at + 1) > at THEN u.digest END) AS digest
RETURN key, number, digest ORDER BY key
// name: all_records
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS unit
MATCH (r:_Record {unit: unit}) WHERE r.opened <= at
RETURN collect([r.unit, r.source, r.subject, r.type, r.object, r.data, r.opened,
  CASE WHEN r.closed <= at THEN r.closed END]) AS rows
// name: growth
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
CALL (at) {
  MATCH (r:_Revision) WHERE r.number <= at RETURN r.number AS number, 0 AS opened, 0 AS closed
  UNION ALL
  MATCH (r:_Record) WHERE r.opened <= at RETURN r.opened AS number, count(*) AS opened, 0 AS closed
  UNION ALL
  MATCH (r:_Record) WHERE r.closed <= at RETURN r.closed AS number, 0 AS opened, count(*) AS closed
}
WITH number, sum(opened) AS opened, sum(closed) AS closed
MATCH (r:_Revision {number: number})
RETURN substring(r.time, 0, 7) AS month, count(*), sum(opened), sum(closed) ORDER BY month
// name: restore_sources
UNWIND $rows AS row
CREATE (:_Source {name: row[0], info: row[1], priority: row[2], date: row[3], read_at: row[4],
  opened: row[5], closed: row[6]})
// name: restore_units
UNWIND $rows AS row
CREATE (:_Unit {number: row[0], source: row[1], key: row[2], digest: row[3], opened: row[4],
  closed: row[5]})
// name: restore_records
UNWIND $rows AS row
CREATE (:_Record {number: row[0], unit: row[1], source: row[2], subject: row[3], type: row[4],
  object: row[5], data: row[6], called: row[7], opened: row[8], closed: row[9]})
// name: restore_judgements
UNWIND $rows AS row
CREATE (:_Judgement {number: row[0], left: row[1], right: row[2], verdict: row[3], by: row[4],
  reason: row[5], time: row[6], opened: row[7], closed: row[8]})
// name: purge_records
MATCH (u:_Unit {source: $source}) WHERE u.key IS NOT NULL
WITH DISTINCT u.number AS unit
MATCH (r:_Record {unit: unit}) WHERE r.closed <= $at
SET r:_Closed RETURN count(r)
// name: purge_units
MATCH (u:_Unit {source: $source}) WHERE u.key IS NOT NULL AND u.closed <= $at SET u:_Closed
// name: purge_sources
MATCH (s:_Source {name: $source}) WHERE s.closed <= $at SET s:_Closed
// name: superseded
MATCH (r:_Record) WHERE r.closed <= $revision AND (r.object <> '' OR EXISTS {
  MATCH (n:_Record {subject: r.subject})
  USING INDEX SEEK n:_Record(subject)
  WHERE n.object = '' AND coalesce(n.closed, r.closed + 1) > r.closed
})
RETURN r.number ORDER BY r.number
// name: forget_records
UNWIND $rows AS number MATCH (r:_Record {number: number}) SET r:_Closed
// name: forget_units
// Former digests of a unit, and units that nothing is left of.
MATCH (u:_Unit) WHERE u.closed <= $revision AND (EXISTS {
  MATCH (n:_Unit {number: u.number}) WHERE n.opened > u.opened
} OR NOT EXISTS {
  MATCH (r:_Record {unit: u.number}) WHERE NOT r:_Closed
})
SET u:_Closed
