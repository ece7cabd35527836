-- The register of tokens and of the sessions of browsers. `digest` is the SHA-256 of a secret.
-- Each change of a token is a revision, with an entry in the audit log as in a store.
-- name: layout_tokens
CREATE TABLE IF NOT EXISTS token (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
  name TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL,
  created TEXT NOT NULL, expires TEXT NOT NULL, revoked TEXT NOT NULL
)
-- name: layout_sessions
CREATE TABLE IF NOT EXISTS session (
  digest TEXT PRIMARY KEY, token TEXT NOT NULL, expires TEXT NOT NULL
) WITHOUT ROWID
-- name: layout_revisions
CREATE TABLE IF NOT EXISTS revision (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, note TEXT NOT NULL,
  token TEXT NOT NULL
)
-- name: layout_audit
CREATE TABLE IF NOT EXISTS audit (number INTEGER PRIMARY KEY, entry TEXT NOT NULL)
-- name: layout_audit_stays
CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'what was entered in the audit log stays as it is'); END
-- name: layout_audit_whole
CREATE TRIGGER IF NOT EXISTS audit_whole BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'what was entered in the audit log is not removed'); END

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
UPDATE token SET revoked = :at WHERE id = :id

-- name: states
SELECT id, digest, name, scopes, created, expires, revoked FROM token ORDER BY number
-- name: in_force
SELECT id FROM token WHERE (id = :named OR name = :named) AND revoked = ''
-- name: revisions
SELECT number, at, action, note FROM revision ORDER BY number
-- name: next_revision
SELECT 1 + max(
  (SELECT coalesce(max(number), 0) FROM revision), (SELECT coalesce(max(number), 0) FROM audit))
-- name: add_revision
INSERT INTO revision (number, at, action, note, token)
  VALUES (:number, :at, :action, :note, :token)
-- name: audit
SELECT number, entry FROM audit ORDER BY number
-- name: audit_of
SELECT number, entry FROM audit WHERE number = :number
-- name: add_audit
INSERT INTO audit (number, entry) VALUES (:number, :entry)
-- name: touched
SELECT 0, 0
-- name: touched_ids
SELECT token FROM revision WHERE number = :number LIMIT :most

-- name: add_session
INSERT INTO session (digest, token, expires) VALUES (:digest, :token, :expires)
-- name: session
SELECT t.id, t.name, t.scopes, t.created, t.expires, t.revoked
FROM session s JOIN token t ON t.id = s.token WHERE s.digest = :digest AND s.expires > :at
-- name: end_session
DELETE FROM session WHERE digest = :digest
-- name: forget_sessions
DELETE FROM session WHERE expires <= :at
