-- The whole layout of an embedded store. `opened` and `closed` are revision numbers: what stands
-- has no `closed`; what was replaced or retracted keeps its row, so that an earlier state can be
-- worked out again.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE revision (
  number INTEGER PRIMARY KEY, at TEXT NOT NULL, action TEXT NOT NULL, note TEXT NOT NULL
);

-- Audit: who made each revision, as a chain of hashes. Nothing of it changes.
CREATE TABLE audit (number INTEGER PRIMARY KEY, entry TEXT NOT NULL);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'what was entered in the audit log stays as it is'); END;
CREATE TRIGGER audit_whole BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'what was entered in the audit log is not removed'); END;

-- Ledger: who says what.
CREATE TABLE source (
  number INTEGER PRIMARY KEY, name TEXT NOT NULL, info TEXT NOT NULL, priority INTEGER NOT NULL,
  date TEXT NOT NULL, read_at TEXT NOT NULL, opened INTEGER NOT NULL, closed INTEGER
);
CREATE UNIQUE INDEX source_standing ON source (name) WHERE closed IS NULL;
-- How much the version of a source states that was opened in a revision.
CREATE TABLE tally (
  source TEXT PRIMARY KEY, opened INTEGER NOT NULL, records INTEGER NOT NULL,
  entities INTEGER NOT NULL, relations INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE unit (
  number INTEGER PRIMARY KEY, source TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL,
  opened INTEGER NOT NULL, closed INTEGER
);
CREATE UNIQUE INDEX unit_standing ON unit (source, key) WHERE closed IS NULL;
CREATE TABLE record (
  number INTEGER PRIMARY KEY, unit INTEGER NOT NULL, source TEXT NOT NULL,
  subject TEXT NOT NULL, type TEXT NOT NULL, object TEXT NOT NULL, data TEXT NOT NULL,
  opened INTEGER NOT NULL, closed INTEGER, called TEXT
);
CREATE INDEX record_called ON record (called) WHERE called IS NOT NULL;
CREATE INDEX record_subject ON record (subject, type, object) WHERE closed IS NULL;
CREATE INDEX record_former ON record (subject) WHERE closed IS NOT NULL;
CREATE INDEX record_object ON record (object, subject) WHERE closed IS NULL AND object <> '';
CREATE INDEX record_unit ON record (unit) WHERE closed IS NULL;
CREATE TABLE alias (
  key TEXT NOT NULL, identifier TEXT NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (key, identifier, record)
) WITHOUT ROWID;
CREATE INDEX alias_identifier ON alias (identifier);
CREATE INDEX alias_record ON alias (record);
CREATE TABLE judgement (
  number INTEGER PRIMARY KEY, left_key TEXT NOT NULL, right_key TEXT NOT NULL,
  verdict TEXT NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
  opened INTEGER NOT NULL, closed INTEGER
);

-- Golden graph: what follows from the ledger.
CREATE TABLE identity (key TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX identity_entity ON identity (entity);
CREATE TABLE entity (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, type TEXT NOT NULL,
  label TEXT NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL, data TEXT NOT NULL,
  written INTEGER NOT NULL DEFAULT 0, related INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entity_start ON entity (start) WHERE start <> '';
CREATE INDEX entity_passed_by ON entity (id)
  WHERE kind IN ('Programme', 'Region', 'Technology');
CREATE TABLE relation (
  source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, role TEXT NOT NULL,
  nth INTEGER NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, data TEXT NOT NULL,
  PRIMARY KEY (source, type, target, role, nth)
) WITHOUT ROWID;
CREATE INDEX relation_target ON relation (target, type, source);
CREATE TABLE change (
  revision INTEGER NOT NULL, what TEXT NOT NULL, id TEXT NOT NULL, verb TEXT NOT NULL
);
CREATE INDEX change_revision ON change (revision);

-- Reach: technology x place, ready to be read in one range.
CREATE TABLE reach (
  technology TEXT NOT NULL, place TEXT NOT NULL, organisation TEXT NOT NULL,
  previous TEXT NOT NULL, points INTEGER NOT NULL, links INTEGER NOT NULL, last INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY (technology, place, organisation)
) WITHOUT ROWID;

-- Names: folded texts of each entity, one row a name.
CREATE TABLE name (entity INTEGER NOT NULL, folded TEXT NOT NULL);
CREATE INDEX name_entity ON name (entity);
CREATE INDEX name_folded ON name (folded);
CREATE VIRTUAL TABLE name_trigram USING fts5 (
  folded, content='name', content_rowid='rowid', tokenize='trigram', detail='none'
);
CREATE VIRTUAL TABLE name_vocabulary USING fts5vocab (name_trigram, 'row');
-- In how many names each gram stands; counted anew when the names have grown by a part.
CREATE TABLE gram (gram TEXT PRIMARY KEY, names INTEGER NOT NULL) WITHOUT ROWID;

-- Review: what people are asked to decide, and what they decided.
CREATE TABLE proposal (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, source TEXT NOT NULL, confidence REAL NOT NULL,
  data TEXT NOT NULL, opened INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX proposal_order ON proposal (confidence DESC, id);
CREATE TABLE decision (
  number INTEGER PRIMARY KEY, proposal TEXT NOT NULL, state TEXT NOT NULL, by TEXT NOT NULL,
  reason TEXT NOT NULL, at TEXT NOT NULL, made TEXT NOT NULL, opened INTEGER NOT NULL,
  closed INTEGER
);
CREATE INDEX decision_proposal ON decision (proposal);
