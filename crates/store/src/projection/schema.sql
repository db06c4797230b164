-- Every table here is a pure fold of the ledger. They are dropped and made anew whenever
-- `projection::VERSION` changes, so nothing in here is ever migrated. Two indexes of the ledger are made anew with
-- them, because they hold nothing that the ledger does not.

DROP INDEX IF EXISTS ledger_by_author;
DROP INDEX IF EXISTS ledger_by_time;
DROP TABLE IF EXISTS note_fts;
DROP TABLE IF EXISTS note_text;
DROP TABLE IF EXISTS destroyed;
DROP TABLE IF EXISTS hold;
DROP TABLE IF EXISTS retention;
DROP TABLE IF EXISTS screening_policy;
DROP TABLE IF EXISTS consent;
DROP TABLE IF EXISTS screening;
DROP TABLE IF EXISTS score;
DROP TABLE IF EXISTS imported;
DROP TABLE IF EXISTS between_visits;
DROP TABLE IF EXISTS episode;
DROP TABLE IF EXISTS said_word;
DROP TABLE IF EXISTS letter_word;
DROP TABLE IF EXISTS document;
DROP TABLE IF EXISTS addition;
DROP TABLE IF EXISTS site;
DROP TABLE IF EXISTS session;
DROP TABLE IF EXISTS patient_word;
DROP TABLE IF EXISTS patient;
DROP TABLE IF EXISTS picture;
DROP TABLE IF EXISTS therapist;
DROP TABLE IF EXISTS practice;

CREATE TABLE practice (
  id    BLOB    PRIMARY KEY,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `entry` holds the newest details, `role` the newest role as JSON. Who left stays, with the moment.
CREATE TABLE therapist (
  id             BLOB    PRIMARY KEY,
  public_key     BLOB    NOT NULL,
  entry          INTEGER NOT NULL,
  role           TEXT    NOT NULL,
  added_at       INTEGER NOT NULL,
  added_offset   INTEGER NOT NULL,
  removed_at     INTEGER,
  removed_offset INTEGER
) STRICT, WITHOUT ROWID;

-- The newest picture of letters, by the practice or the therapist whose it is; `there` is 0 where it was taken away.
CREATE TABLE picture (
  owner BLOB    PRIMARY KEY,
  entry INTEGER NOT NULL,
  there INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `key` is local. `entry` holds the newest details. `recent_at` is the last visit, or the registration
-- while there is none, in UTC ms. Voided visits and those that were not held count nowhere.
CREATE TABLE patient (
  key            INTEGER PRIMARY KEY,
  id             BLOB    NOT NULL UNIQUE,
  entry          INTEGER NOT NULL,
  revision       INTEGER NOT NULL,
  family_name    TEXT    NOT NULL,
  given_name     TEXT    NOT NULL,
  birth_date     TEXT    NOT NULL,
  registered_at  INTEGER NOT NULL,
  recent_at      INTEGER NOT NULL,
  sessions       INTEGER NOT NULL,
  last_started   INTEGER,
  last_offset    INTEGER,
  last_region    TEXT
) STRICT;
CREATE INDEX patient_by_recent ON patient (recent_at DESC, key DESC);

-- The folded words a patient is found by: names and their parts, date of birth, record number.
CREATE TABLE patient_word (
  patient INTEGER NOT NULL,
  word    TEXT    NOT NULL,
  PRIMARY KEY (patient, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_word_by_word ON patient_word (word, patient);

-- Clustered by patient: a history is one range. `session` is start minute x 1024 + n, unique in the file.
-- The row says what stands now; `entry` is the signing.
CREATE TABLE session (
  patient         INTEGER NOT NULL,
  session         INTEGER NOT NULL,
  id              BLOB    NOT NULL,
  entry           INTEGER NOT NULL,
  author          BLOB    NOT NULL,
  started         INTEGER NOT NULL,
  started_offset  INTEGER NOT NULL,
  recorded_at     INTEGER NOT NULL,
  recorded_offset INTEGER NOT NULL,
  region          TEXT    NOT NULL,
  not_held        TEXT,
  episode         BLOB,
  pain_before     INTEGER,
  pain_after      INTEGER,
  tolerance       TEXT,
  needles_in      INTEGER,
  needles_out     INTEGER,
  events          TEXT,
  story           TEXT,
  response        TEXT,
  plan            TEXT,
  days_late       INTEGER,
  other_care      INTEGER NOT NULL,
  amendments      INTEGER NOT NULL,
  amended_at      INTEGER,
  amended_offset  INTEGER,
  voided          TEXT,
  PRIMARY KEY (patient, session)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX session_by_id ON session (id);
CREATE UNIQUE INDEX session_by_time ON session (session);

CREATE TABLE site (
  patient     INTEGER NOT NULL,
  session     INTEGER NOT NULL,
  n           INTEGER NOT NULL,
  target      TEXT    NOT NULL,
  own_target  TEXT,
  side        TEXT    NOT NULL,
  point       TEXT,
  diameter_um INTEGER,
  length_mm   INTEGER,
  needles     INTEGER NOT NULL,
  techniques  TEXT,
  twitch      TEXT,
  twitches    INTEGER,
  note        TEXT,
  PRIMARY KEY (patient, session, n)
) STRICT, WITHOUT ROWID;

-- What was added to a session after its signing, in order: amendments, and its voiding. By the session's id,
-- because its local key follows its date.
CREATE TABLE addition (
  session BLOB    NOT NULL,
  n       INTEGER NOT NULL,
  entry   INTEGER NOT NULL,
  PRIMARY KEY (session, n)
) STRICT, WITHOUT ROWID;

-- The answer set that stands now.
CREATE TABLE screening (
  patient INTEGER PRIMARY KEY,
  entry   INTEGER NOT NULL
) STRICT;

-- Consents and withdrawals, `kind` being written, verbal or withdrawn; a withdrawal has no id. Regions and
-- techniques are ids parted by spaces. Signatures stay in the ledger.
CREATE TABLE consent (
  patient    INTEGER NOT NULL,
  entry      INTEGER NOT NULL,
  id         BLOB,
  kind       TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  at_offset  INTEGER NOT NULL,
  regions    TEXT,
  techniques TEXT,
  PRIMARY KEY (patient, entry)
) STRICT, WITHOUT ROWID;

-- The practice's word on checks whose sources disagree.
CREATE TABLE screening_policy (
  practice BLOB    PRIMARY KEY,
  entry    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Episodes of care, clustered by patient. `opened` is the entry that opened it, `entry` holds its newest
-- state. Days are written as 2026-11-22. `held` and `not_held` count its signed visits. `plan_sent_on` is
-- there while the plan of care is awaited. `scored_on` is the day of its latest score, `scored_held` how many
-- of its visits had been held when that was written down.
CREATE TABLE episode (
  patient         INTEGER NOT NULL,
  id              BLOB    NOT NULL,
  opened          INTEGER NOT NULL,
  entry           INTEGER NOT NULL,
  revision        INTEGER NOT NULL,
  opened_on       TEXT    NOT NULL,
  closed_on       TEXT,
  held            INTEGER NOT NULL,
  not_held        INTEGER NOT NULL,
  authorised      INTEGER,
  expires         TEXT,
  plan_sent_on    TEXT,
  plan_sent_to    TEXT,
  signature_due   TEXT,
  certified_until TEXT,
  reassess_due    TEXT,
  scored_on       TEXT,
  scored_held     INTEGER NOT NULL,
  PRIMARY KEY (patient, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX episode_by_id ON episode (id);
-- What needs attention is found without looking at every episode of the practice.
CREATE INDEX episode_by_plan ON episode (plan_sent_on)
  WHERE closed_on IS NULL AND plan_sent_on IS NOT NULL;
CREATE INDEX episode_by_expiry ON episode (expires) WHERE closed_on IS NULL AND expires IS NOT NULL;
CREATE INDEX episode_by_left ON episode (authorised - held)
  WHERE closed_on IS NULL AND authorised IS NOT NULL;
CREATE INDEX episode_by_certification ON episode (certified_until)
  WHERE closed_on IS NULL AND certified_until IS NOT NULL;
CREATE INDEX episode_by_reassessment ON episode (reassess_due)
  WHERE closed_on IS NULL AND reassess_due IS NOT NULL;
CREATE INDEX episode_by_score ON episode (COALESCE(scored_on, opened_on)) WHERE closed_on IS NULL;
CREATE INDEX episode_by_visits_since_score ON episode (held - scored_held) WHERE closed_on IS NULL;

-- Scores that stand: neither corrected nor taken back. `held` counts the visits of its episode when it was
-- written down.
CREATE TABLE score (
  patient INTEGER NOT NULL,
  day     TEXT    NOT NULL,
  entry   INTEGER NOT NULL,
  id      BLOB    NOT NULL,
  episode BLOB,
  held    INTEGER,
  PRIMARY KEY (patient, day, entry)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX score_by_id ON score (id);

-- Contacts, events heard of later, scores, amendments and voidings, letters, imported notes, and where episodes began
-- and ended, clustered by patient and time. `key` is minute x 1024 + n, `part` the place of an imported note in the
-- entry that brought it, `day` the day on the wall, `session` the id of the visit that an entry belongs to, `episode`
-- the one that it names.
CREATE TABLE between_visits (
  patient INTEGER NOT NULL,
  key     INTEGER NOT NULL,
  id      BLOB    NOT NULL,
  entry   INTEGER NOT NULL,
  kind    TEXT    NOT NULL,
  day     TEXT    NOT NULL,
  session BLOB,
  episode BLOB,
  part    INTEGER NOT NULL,
  PRIMARY KEY (patient, key)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX between_visits_by_id ON between_visits (id);

-- What an import brought for a patient, while it stands. `registered` says that the patient came with it.
CREATE TABLE imported (
  patient    INTEGER NOT NULL,
  entry      INTEGER NOT NULL,
  import     BLOB    NOT NULL,
  registered INTEGER NOT NULL,
  notes      INTEGER NOT NULL,
  PRIMARY KEY (patient, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX imported_by_import ON imported (import, entry);

CREATE TABLE document (
  patient INTEGER NOT NULL,
  entry   INTEGER NOT NULL,
  id      BLOB    NOT NULL,
  PRIMARY KEY (patient, entry)
) STRICT, WITHOUT ROWID;

-- The folded words a letter is found by: what it is, for whom and what for, and the patient's own words as they
-- were when it left.
CREATE TABLE letter_word (
  patient INTEGER NOT NULL,
  entry   INTEGER NOT NULL,
  word    TEXT    NOT NULL,
  PRIMARY KEY (patient, entry, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_word_by_word ON letter_word (word, entry);

-- The folded words of what stands beside the notes: contacts, events heard of later, imported notes, what was added to a
-- signed note.
CREATE TABLE said_word (
  patient INTEGER NOT NULL,
  entry   INTEGER NOT NULL,
  word    TEXT    NOT NULL,
  PRIMARY KEY (patient, entry, word)
) STRICT, WITHOUT ROWID;
CREATE INDEX said_word_by_word ON said_word (word, entry);

-- What a note says, as written and folded; the content of the full-text index. Prefixes of two to four
-- letters are indexed because those are what is typed; rowid order is newest last.
CREATE TABLE note_text (
  session INTEGER PRIMARY KEY,
  patient INTEGER NOT NULL,
  text    TEXT    NOT NULL,
  folded  TEXT    NOT NULL
) STRICT;
CREATE INDEX note_text_by_patient ON note_text (patient);
CREATE VIRTUAL TABLE note_fts USING fts5 (
  folded, content = 'note_text', content_rowid = 'session',
  prefix = '2 3 4', tokenize = 'unicode61 remove_diacritics 0'
);

-- How long the practice keeps records.
CREATE TABLE retention (
  practice BLOB    PRIMARY KEY,
  entry    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Records under a legal hold.
CREATE TABLE hold (
  patient INTEGER PRIMARY KEY,
  entry   INTEGER NOT NULL
) STRICT;

-- Whose record was destroyed, by the id that lasts: there is no local key any more.
CREATE TABLE destroyed (
  patient BLOB    PRIMARY KEY,
  entry   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What hangs on a patient goes with the patient's own row. A test holds every table with a patient's key to it.
CREATE TRIGGER patient_takes_everything_along AFTER DELETE ON patient
BEGIN
  INSERT INTO note_fts (note_fts, rowid, folded)
  SELECT 'delete', session, folded FROM note_text WHERE patient = OLD.key;
  DELETE FROM note_text WHERE patient = OLD.key;
  DELETE FROM visit_counted WHERE patient = OLD.key;
  DELETE FROM code_counted WHERE patient = OLD.key;
  DELETE FROM event_counted WHERE patient = OLD.key;
  DELETE FROM episode_done WHERE patient = OLD.key;
  DELETE FROM said_word WHERE patient = OLD.key;
  DELETE FROM letter_word WHERE patient = OLD.key;
  DELETE FROM document WHERE patient = OLD.key;
  DELETE FROM score WHERE patient = OLD.key;
  DELETE FROM imported WHERE patient = OLD.key;
  DELETE FROM between_visits WHERE patient = OLD.key;
  DELETE FROM episode WHERE patient = OLD.key;
  DELETE FROM consent WHERE patient = OLD.key;
  DELETE FROM screening WHERE patient = OLD.key;
  DELETE FROM site WHERE patient = OLD.key;
  DELETE FROM addition WHERE session IN (SELECT id FROM session WHERE patient = OLD.key);
  DELETE FROM session WHERE patient = OLD.key;
  DELETE FROM hold WHERE patient = OLD.key;
  DELETE FROM patient_word WHERE patient = OLD.key;
END;

-- Who did what, newest first: one author's entries of one kind lie together in their order, and dates lead to
-- a range of them.
CREATE INDEX ledger_by_author ON ledger (author, kind);
CREATE INDEX ledger_by_time ON ledger (recorded_at);
