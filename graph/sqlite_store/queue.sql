-- name: put_proposal
INSERT INTO proposal (id, kind, source, confidence, data, opened) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET source = excluded.source, confidence = excluded.confidence,
    data = excluded.data, opened = excluded.opened
-- name: drop_proposals
DELETE FROM proposal WHERE id IN (SELECT value FROM json_each(:ids))
-- name: proposals
SELECT p.id, p.kind, p.source, p.confidence, p.data,
  max(p.opened, coalesce((SELECT max(coalesce(x.closed, x.opened)) FROM decision x
    WHERE x.proposal = p.id), 0)),
  d.number, d.proposal, d.state, d.by, d.reason, d.at, d.made, d.opened, d.closed
FROM json_each(:ids) k JOIN proposal p ON p.id = k.value
LEFT JOIN decision d ON d.proposal = p.id AND d.closed IS NULL
-- name: queue
SELECT p.id, p.kind, p.source, p.confidence, p.data,
  max(p.opened, coalesce((SELECT max(coalesce(x.closed, x.opened)) FROM decision x
    WHERE x.proposal = p.id), 0)),
  d.number, d.proposal, d.state, d.by, d.reason, d.at, d.made, d.opened, d.closed
FROM proposal p LEFT JOIN decision d ON d.proposal = p.id AND d.closed IS NULL
WHERE (p.confidence < :confidence OR (p.confidence = :confidence AND p.id > :after))
  AND (:state = '' OR coalesce(d.state, 'open') = :state)
  AND (:kind = '' OR p.kind = :kind) AND (:source = '' OR p.source = :source)
ORDER BY p.confidence DESC, p.id LIMIT :limit
-- name: tally_queue
SELECT p.kind, coalesce(d.state, 'open'), count(*)
FROM proposal p LEFT JOIN decision d ON d.proposal = p.id AND d.closed IS NULL
GROUP BY 1, 2 ORDER BY 1, 2
-- name: every_proposal
SELECT kind, source, confidence, data, opened FROM proposal ORDER BY id
-- name: decisions
SELECT number, proposal, state, by, reason, at, made, opened, closed FROM decision ORDER BY number
-- name: last_decision
SELECT max(number) FROM decision
-- name: add_decision
INSERT INTO decision (number, proposal, state, by, reason, at, made, opened, closed)
  VALUES (:number, :proposal, :state, :by, :reason, :at, :made, :opened, :closed)
-- name: close_decision
UPDATE decision SET closed = :revision WHERE proposal = :proposal AND closed IS NULL
