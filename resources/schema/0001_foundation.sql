-- The journal: who did what, when, from what to what, and why. Append-only and hash-chained (storage/journal.py).
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER,
    old TEXT,
    new TEXT,
    reason TEXT NOT NULL,
    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

-- How long the chain is and how it ends, so that a tail cut off is missed.
CREATE TABLE journal_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entries INTEGER NOT NULL CHECK (entries >= 0),
    hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

INSERT INTO journal_head (id, entries, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
WHEN NOT EXISTS (SELECT 1 FROM journal_head WHERE entries = NEW.id - 1 AND hash = NEW.previous_hash)
BEGIN
    SELECT RAISE(ABORT, 'a journal entry may only be added at the end of the chain');
END;

CREATE TRIGGER journal_head_follows AFTER INSERT ON journal
BEGIN
    UPDATE journal_head SET entries = NEW.id, hash = NEW.hash;
END;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN
    SELECT RAISE(ABORT, 'a journal entry is never changed');
END;

CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'a journal entry is never deleted');
END;

CREATE TRIGGER journal_head_is_never_deleted BEFORE DELETE ON journal_head
BEGIN
    SELECT RAISE(ABORT, 'the end of the journal is never deleted');
END;
