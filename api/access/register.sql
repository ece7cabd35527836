-- The register of tokens and of the sessions of browsers. `digest` is the SHA-256 of a secret.
-- name: layout
CREATE TABLE IF NOT EXISTS token (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL,
  created TEXT NOT NULL, expires TEXT NOT NULL, revoked TEXT NOT NULL
)
-- name: layout_sessions
CREATE TABLE IF NOT EXISTS session (
  digest TEXT PRIMARY KEY, token TEXT NOT NULL, expires TEXT NOT NULL
) WITHOUT ROWID

-- name: tables
SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name
-- name: add_token
INSERT INTO token (id, digest, name, scopes, created, expires, revoked)
  VALUES (:id, :digest, :name, :scopes, :created, :expires, '') ON CONFLICT (name) DO NOTHING
  RETURNING id
-- name: tokens
SELECT id, name, scopes, created, expires, revoked FROM token ORDER BY number
-- name: token
SELECT digest, id, name, scopes, created, expires, revoked FROM token WHERE id = :id
-- name: revoke
UPDATE token SET revoked = :at WHERE (id = :named OR name = :named) AND revoked = '' RETURNING id

-- name: add_session
INSERT INTO session (digest, token, expires) VALUES (:digest, :token, :expires)
-- name: session
SELECT t.id, t.name, t.scopes, t.created, t.expires, t.revoked
FROM session s JOIN token t ON t.id = s.token WHERE s.digest = :digest AND s.expires > :at
-- name: end_session
DELETE FROM session WHERE digest = :digest
-- name: forget_sessions
DELETE FROM session WHERE expires <= :at
