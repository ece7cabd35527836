-- What is known of the addresses that evidence names.
-- name: layout
CREATE TABLE IF NOT EXISTS link (
  address TEXT PRIMARY KEY, asked TEXT NOT NULL, seen TEXT NOT NULL, misses INTEGER NOT NULL,
  said TEXT NOT NULL
) WITHOUT ROWID
-- name: links
SELECT address, asked, seen, misses, said FROM link ORDER BY address
-- name: put
INSERT INTO link (address, asked, seen, misses, said)
  VALUES (:address, :asked, :seen, :misses, :said)
  ON CONFLICT (address) DO UPDATE SET asked = excluded.asked, seen = excluded.seen,
    misses = excluded.misses, said = excluded.said
-- name: forget
DELETE FROM link WHERE address = :address
