-- Users, protected personal data, backups.

-- ---------------------------------------------------------------- who may do what
-- One row per decision about whether people sign in here; the last one holds. Nobody decided: nobody asked yet.
CREATE TABLE access_choice (
    id INTEGER PRIMARY KEY,
    sign_in INTEGER NOT NULL CHECK (sign_in IN (0, 1)),
    idle_minutes INTEGER NOT NULL CHECK (idle_minutes BETWEEN 1 AND 240),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER access_choice_is_never_changed BEFORE UPDATE ON access_choice
BEGIN SELECT RAISE(ABORT, 'a choice about signing in is history'); END;
CREATE TRIGGER access_choice_is_never_deleted BEFORE DELETE ON access_choice
BEGIN SELECT RAISE(ABORT, 'a choice about signing in is history'); END;

CREATE TABLE app_user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
    role TEXT NOT NULL CHECK (role IN ('chair', 'recorder', 'viewer')),
    -- Argon2id: its costs, its salt and what it made of the secret; never the secret itself.
    verifier TEXT NOT NULL,
    -- The key of protected fields, wrapped with another part of what Argon2id made of the secret.
    wrapped_key TEXT NOT NULL,
    since TEXT NOT NULL,
    retired_at TEXT
) STRICT;
CREATE TRIGGER app_user_is_never_deleted BEFORE DELETE ON app_user
BEGIN SELECT RAISE(ABORT, 'a user is retired, not deleted: the journal names her'); END;

-- How the key of protected fields can be had without a user's secret: 'recovery' from the sheet the superior
-- keeps, 'device' from the key store of this computer.
CREATE TABLE key_wrap (
    holder TEXT PRIMARY KEY CHECK (holder IN ('recovery', 'device')),
    verifier TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Every try to sign in, so that guessing is slowed down also over a restart.
CREATE TABLE sign_in_try (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    succeeded INTEGER NOT NULL CHECK (succeeded IN (0, 1)),
    at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_try_who ON sign_in_try (who, id);
CREATE TRIGGER sign_in_try_is_never_changed BEFORE UPDATE ON sign_in_try
BEGIN SELECT RAISE(ABORT, 'a try to sign in is history'); END;
CREATE TRIGGER sign_in_try_is_never_deleted BEFORE DELETE ON sign_in_try
BEGIN SELECT RAISE(ABORT, 'a try to sign in is history'); END;

-- ---------------------------------------------------------------- protected personal data
-- A keyed hash by which an encrypted ID number is found again and kept unique; empty where nothing is encrypted.
ALTER TABLE person ADD COLUMN id_number_mark TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX person_id_number_mark ON person (id_number_mark) WHERE id_number_mark <> '';

-- ---------------------------------------------------------------- the seal over all tables
-- Written when the file is closed and before a backup: a digest of every table's rows, and how the journal
-- ended then. It finds what changed in the file without the program, down to one bit in one remark.
CREATE TABLE table_seal (
    name TEXT PRIMARY KEY,
    row_count INTEGER NOT NULL CHECK (row_count >= 0),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    journal_entries INTEGER NOT NULL
) STRICT;
