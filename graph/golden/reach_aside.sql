-- name: layout
CREATE TABLE row (
  technology TEXT NOT NULL, place TEXT NOT NULL, organisation TEXT NOT NULL,
  previous TEXT NOT NULL, points INTEGER NOT NULL, links INTEGER NOT NULL, last INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY (technology, place, organisation)
) WITHOUT ROWID
-- name: put
INSERT INTO row (technology, place, organisation, previous, points, links, last, ended)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
-- name: rows
SELECT technology, place, organisation, previous, points, links, last, ended FROM row
ORDER BY technology, place, organisation
