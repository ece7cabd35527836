// The queue of review: proposals, and what was decided of them. Standing is told as in the ledger.

// name: add_proposals
UNWIND $rows AS row
CREATE (:_Proposal {id: row[0], kind: row[1], source: row[2], confidence: row[3], data: row[4],
  opened: $at})
// name: close_proposals
UNWIND $rows AS id MATCH (p:_Proposal {id: id}) WHERE p.closed IS NULL
SET p.closed = $at, p:_Closed
// name: proposals
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
UNWIND $rows AS id
MATCH (p:_Proposal {id: id}) WHERE p.opened <= at AND coalesce(p.closed, at + 1) > at
CALL (p, at) {
  MATCH (x:_Decision {proposal: p.id}) WHERE x.opened <= at
  RETURN max(CASE WHEN x.closed <= at THEN x.closed ELSE x.opened END) AS changed,
    collect(CASE WHEN coalesce(x.closed, at + 1) > at THEN x END)[0] AS d
}
RETURN p.id, p.kind, p.source, p.confidence, p.data,
  CASE WHEN changed > p.opened THEN changed ELSE p.opened END,
  d.number, d.proposal, d.state, d.by, d.reason, d.time, d.made, d.opened, null
// name: queue
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (p:_Proposal)
WHERE p.id IS NOT NULL AND p.opened <= at AND coalesce(p.closed, at + 1) > at
  AND (p.confidence < $confidence OR (p.confidence = $confidence AND p.id > $after))
  AND ($kind = '' OR p.kind = $kind) AND ($source = '' OR p.source = $source)
CALL (p, at) {
  MATCH (x:_Decision {proposal: p.id}) WHERE x.opened <= at
  RETURN max(CASE WHEN x.closed <= at THEN x.closed ELSE x.opened END) AS changed,
    collect(CASE WHEN coalesce(x.closed, at + 1) > at THEN x END)[0] AS d
}
WITH p, changed, d WHERE $state = '' OR coalesce(d.state, 'open') = $state
RETURN p.id, p.kind, p.source, p.confidence, p.data,
  CASE WHEN changed > p.opened THEN changed ELSE p.opened END,
  d.number, d.proposal, d.state, d.by, d.reason, d.time, d.made, d.opened, null
ORDER BY p.confidence DESC, p.id LIMIT $limit
// name: tally_queue
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (p:_Proposal)
WHERE p.id IS NOT NULL AND p.opened <= at AND coalesce(p.closed, at + 1) > at
CALL (p, at) {
  MATCH (x:_Decision {proposal: p.id})
  WHERE x.opened <= at AND coalesce(x.closed, at + 1) > at
  RETURN collect(x.state)[0] AS state
}
RETURN p.kind AS kind, coalesce(state, 'open') AS state, count(*) ORDER BY kind, state
// name: every_proposal
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (p:_Proposal)
WHERE p.id IS NOT NULL AND p.opened <= at AND coalesce(p.closed, at + 1) > at
RETURN p.kind, p.source, p.confidence, p.data, p.opened ORDER BY p.id
// name: decisions
MATCH (store:_Store) WITH coalesce($at, store.revision) AS at
MATCH (d:_Decision) WHERE d.number IS NOT NULL AND d.opened <= at
RETURN d.number, d.proposal, d.state, d.by, d.reason, d.time, d.made, d.opened,
  CASE WHEN d.closed <= at THEN d.closed END
ORDER BY d.number
// name: restore_proposals
UNWIND $rows AS row
CREATE (:_Proposal {id: row[0], kind: row[1], source: row[2], confidence: row[3], data: row[4],
  opened: row[5]})
// name: restore_decisions
UNWIND $rows AS row
CREATE (:_Decision {number: row[0], proposal: row[1], state: row[2], by: row[3], reason: row[4],
  time: row[5], made: row[6], opened: row[7], closed: row[8]})
// name: last_decision
MATCH (d:_Decision) WHERE d.number IS NOT NULL RETURN d.number ORDER BY d.number DESC LIMIT 1
// name: add_decision
CREATE (:_Decision {number: $number, proposal: $proposal, state: $state, by: $by,
  reason: $reason, time: $time, made: $made, opened: $at})
RETURN $at
// name: close_decision
MATCH (d:_Decision {proposal: $proposal}) WHERE d.closed IS NULL SET d.closed = $at
