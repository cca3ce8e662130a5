-- Finishing: each part of the program has a section of its own.

-- ---------------------------------------------------------------- issued papers with numbers of persons
-- Where numbers are protected, `words` and `pdf` of an internal or filing edition are kept encrypted. This says
-- which, and the hash of what is kept, so that a change is found by those who have no key, too.
CREATE TABLE paper_sealing (
    final_id INTEGER PRIMARY KEY REFERENCES paper_final (id),
    kept_sha256 TEXT NOT NULL CHECK (length(kept_sha256) = 64),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER paper_sealing_is_never_changed BEFORE UPDATE ON paper_sealing
BEGIN SELECT RAISE(ABORT, 'an encrypted paper stays encrypted'); END;
CREATE TRIGGER paper_sealing_is_never_deleted BEFORE DELETE ON paper_sealing
BEGIN SELECT RAISE(ABORT, 'an encrypted paper stays encrypted'); END;

-- An issued paper is never changed; but once, from plain text to encrypted, its words and its PDF are.
DROP TRIGGER paper_final_is_never_changed;
CREATE TRIGGER paper_final_is_never_changed BEFORE UPDATE ON paper_final
WHEN NEW.id <> OLD.id
   OR NEW.meeting_title IS NOT OLD.meeting_title OR NEW.kind IS NOT OLD.kind
   OR NEW.edition IS NOT OLD.edition OR NEW.title IS NOT OLD.title OR NEW.year IS NOT OLD.year
   OR NEW.number IS NOT OLD.number OR NEW.body_code IS NOT OLD.body_code OR NEW.serial IS NOT OLD.serial
   OR NEW.check_code IS NOT OLD.check_code OR NEW.content_hash IS NOT OLD.content_hash
   OR NEW.pages IS NOT OLD.pages OR NEW.pdf_sha256 IS NOT OLD.pdf_sha256
   OR NEW.journal_hash IS NOT OLD.journal_hash OR NEW.replaces_id IS NOT OLD.replaces_id
   OR NEW.reason IS NOT OLD.reason OR NEW.at IS NOT OLD.at OR NEW.user_name IS NOT OLD.user_name
   OR CASE
      WHEN NEW.words IS OLD.words AND NEW.pdf IS OLD.pdf THEN NEW.meeting_id IS NOT NULL
      ELSE NEW.meeting_id IS NOT OLD.meeting_id OR NEW.edition = 'public'
          OR EXISTS (SELECT 1 FROM paper_sealing WHERE final_id = OLD.id)
      END
BEGIN SELECT RAISE(ABORT, 'an issued paper is never changed'); END;

-- ---------------------------------------------------------------- candidates passed anew, votes on lists
-- A list of candidates passed once more before ballots of the first round are issued; the last one holds, all stay.
CREATE TABLE candidate_passing (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    -- [[candidate id, post, name, person id], ...] in the order of the ballot.
    candidates TEXT NOT NULL,
    -- The first round where it was open already, and what is on its ballot since (JSON).
    round_id INTEGER REFERENCES election_round (id),
    contest TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK ((round_id IS NULL) = (contest = ''))
) STRICT;
CREATE INDEX candidate_passing_election ON candidate_passing (election_id, id);
CREATE INDEX candidate_passing_round ON candidate_passing (round_id, id);
CREATE TRIGGER candidate_passing_is_never_changed BEFORE UPDATE ON candidate_passing
BEGIN SELECT RAISE(ABORT, 'a list passed is never changed'); END;
CREATE TRIGGER candidate_passing_is_never_deleted BEFORE DELETE ON candidate_passing
BEGIN SELECT RAISE(ABORT, 'a list passed is never deleted'); END;
CREATE TRIGGER candidate_passing_comes_second BEFORE INSERT ON candidate_passing
WHEN (SELECT passed_at FROM election WHERE id = NEW.election_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'the first list was not passed yet'); END;
CREATE TRIGGER candidate_passing_comes_before_the_ballots BEFORE INSERT ON candidate_passing
WHEN EXISTS (SELECT 1 FROM custody_event AS event JOIN election_round AS r ON r.id = event.round_id
              WHERE r.election_id = NEW.election_id AND event.kind = 'issued' AND event.withdraws_id IS NULL
                AND NOT EXISTS (SELECT 1 FROM custody_event WHERE withdraws_id = event.id))
  OR EXISTS (SELECT 1 FROM ballot_count JOIN election_round AS r ON r.id = round_id
              WHERE r.election_id = NEW.election_id)
BEGIN SELECT RAISE(ABORT, 'ballots are out'); END;

-- The show of hands by which a list was passed: taken over from the desk (count_id), or noted by hand.
CREATE TABLE list_vote (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id),
    list TEXT NOT NULL CHECK (list IN ('candidates', 'officials')),
    -- candidate_passing.id or official_passing.id; NULL: the list as it was first passed.
    passing_id INTEGER,
    count_id INTEGER REFERENCES vote_count (id),
    -- Who voted, on what: 主席团第一次会议“讨论候选人建议名单”.
    told TEXT NOT NULL CHECK (length(trim(told)) > 0),
    entitled INTEGER NOT NULL CHECK (entitled >= 1),
    present INTEGER NOT NULL CHECK (present BETWEEN 0 AND entitled),
    in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
    against INTEGER NOT NULL CHECK (against >= 0),
    abstaining INTEGER NOT NULL CHECK (abstaining >= 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK (in_favour + against + abstaining <= present)
) STRICT;
CREATE UNIQUE INDEX list_vote_passing ON list_vote (election_id, list, coalesce(passing_id, 0));
CREATE TRIGGER list_vote_is_never_changed BEFORE UPDATE ON list_vote
BEGIN SELECT RAISE(ABORT, 'a vote on a list is never changed'); END;
CREATE TRIGGER list_vote_is_never_deleted BEFORE DELETE ON list_vote
BEGIN SELECT RAISE(ABORT, 'a vote on a list is never deleted'); END;

-- ---------------------------------------------------------------- 换届前后
-- How the outgoing and the new committee were made up on the day the term began; what is learnt of their
-- members later does not change it.
CREATE TABLE committee_makeup (
    id INTEGER PRIMARY KEY,
    -- The number of the term that began; `side` tells which committee: the one before it, or its own.
    term_number INTEGER NOT NULL CHECK (term_number >= 1),
    side TEXT NOT NULL CHECK (side IN ('before', 'after')),
    day TEXT NOT NULL,
    -- JSON: numbers only, nobody's name.
    makeup TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    UNIQUE (term_number, side)
) STRICT;
CREATE TRIGGER committee_makeup_is_never_changed BEFORE UPDATE ON committee_makeup
BEGIN SELECT RAISE(ABORT, 'how a committee was made up stays'); END;
CREATE TRIGGER committee_makeup_is_never_deleted BEFORE DELETE ON committee_makeup
BEGIN SELECT RAISE(ABORT, 'how a committee was made up stays'); END;
