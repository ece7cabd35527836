-- The plain peer in SQL: two tables and full text.

-- name: node_table
CREATE TABLE node (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, end TEXT, data TEXT NOT NULL)
-- name: edge_table
CREATE TABLE edge (
  source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, role TEXT, data TEXT NOT NULL)
-- name: text_table
CREATE VIRTUAL TABLE text USING fts5 (id UNINDEXED, name)
-- name: add_node
INSERT INTO node (id, kind, name, end, data) VALUES (?, ?, ?, ?, ?)
-- name: add_edge
INSERT INTO edge (source, type, target, role, data) VALUES (?, ?, ?, ?, ?)
-- name: add_texts
INSERT INTO text (rowid, id, name) SELECT rowid, id, name FROM node
-- name: edge_from
CREATE INDEX edge_from ON edge (source, type, target)
-- name: edge_to
CREATE INDEX edge_to ON edge (target, type, source)
-- name: analyse
ANALYZE

-- name: who
-- Left to SQLite's planner; orders of joining forced upon it were slower.
WITH RECURSIVE
narrower (id) AS (
  VALUES (:technology)
  UNION SELECT e.source FROM narrower n JOIN edge e ON e.target = n.id AND e.type = 'BROADER'),
part (id) AS (
  VALUES (:region)
  UNION SELECT e.source FROM part p JOIN edge e ON e.target = p.id AND e.type = 'PART_OF'),
subject (project) AS (
  SELECT DISTINCT a.source FROM narrower n JOIN edge a ON a.target = n.id AND a.type = 'ABOUT'),
link (organisation, project, points, last) AS (
  SELECT p.source, p.target,
    max(CASE p.role WHEN 'coordinator' THEN :coordinator WHEN 'partner' THEN :partner
      ELSE :other END),
    max(CAST(replace(n.end, '-', '') AS INTEGER))
  FROM subject s JOIN edge p ON p.target = s.project AND p.type = 'PARTICIPATES_IN'
  JOIN edge l ON l.source = p.source AND l.type = 'LOCATED_IN' AND l.target IN part
  JOIN node n ON n.id = s.project
  GROUP BY p.source, p.target),
organisation (id, points, last) AS (
  SELECT organisation, sum(points), max(last) FROM link GROUP BY organisation)
SELECT id, points + max(-:span, min(:span, :span - :step * (:reference - last / 10000))) AS score,
  count(*) OVER () AS total
FROM organisation ORDER BY score DESC, id LIMIT :first
-- name: matching_links
WITH RECURSIVE
narrower (id) AS (
  VALUES (:technology)
  UNION SELECT e.source FROM narrower n JOIN edge e ON e.target = n.id AND e.type = 'BROADER'),
part (id) AS (
  VALUES (:region)
  UNION SELECT e.source FROM part p JOIN edge e ON e.target = p.id AND e.type = 'PART_OF')
SELECT count(*) FROM narrower n JOIN edge a ON a.target = n.id AND a.type = 'ABOUT'
JOIN edge p ON p.target = a.source AND p.type = 'PARTICIPATES_IN'
JOIN edge l ON l.source = p.source AND l.type = 'LOCATED_IN' AND l.target IN part

-- name: nodes_of_kind
SELECT id, name FROM node WHERE kind = :kind ORDER BY id
-- name: participants
SELECT DISTINCT source FROM edge WHERE type = 'PARTICIPATES_IN' ORDER BY source
-- name: located
SELECT target FROM edge WHERE source = :id AND type = 'LOCATED_IN'
-- name: ends
SELECT source, type, target FROM edge

-- name: rename
UPDATE node SET name = :name WHERE id = :id
-- name: rename_text
UPDATE text SET name = :name WHERE rowid = (SELECT rowid FROM node WHERE id = :id)
-- name: leave
DELETE FROM edge WHERE source = :id AND type = 'LOCATED_IN' AND target = :before
-- name: arrive
INSERT INTO edge (source, type, target, data) SELECT :id, 'LOCATED_IN', :after, '{}'
WHERE :after <> ''
