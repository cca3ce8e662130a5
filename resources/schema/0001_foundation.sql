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

-- ---------------------------------------------------------------- the federation, its people
CREATE TABLE federation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    superior TEXT NOT NULL,
    -- The rule pack new meetings start with, by its id.
    rule_pack TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    sex TEXT NOT NULL CHECK (sex IN ('女', '男', '')),
    born TEXT NOT NULL CHECK (born = '' OR length(born) IN (7, 10)),
    ethnicity TEXT NOT NULL,
    political_status TEXT NOT NULL,
    education TEXT NOT NULL,
    unit_post TEXT NOT NULL,
    group_name TEXT NOT NULL,
    phone TEXT NOT NULL,
    id_number TEXT NOT NULL,
    address TEXT NOT NULL,
    note TEXT NOT NULL,
    -- Recorded by mistake and taken out again, but named by a tenure that was withdrawn: only the name is left.
    removed_at TEXT
) STRICT;
CREATE INDEX person_name ON person (name);
CREATE UNIQUE INDEX person_id_number ON person (id_number) WHERE id_number <> '';

CREATE TABLE resume_line (
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1),
    period TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (person_id, position)
) STRICT;

CREATE TABLE delegate (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    term_number INTEGER NOT NULL CHECK (term_number >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('full', 'specially_invited', 'observer')),
    may_vote INTEGER NOT NULL CHECK (may_vote IN (0, 1)),
    UNIQUE (person_id, term_number)
) STRICT;

-- ---------------------------------------------------------------- terms, seats, tenures
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    CHECK (first_day < last_day)
) STRICT;

CREATE TABLE seat (
    id INTEGER PRIMARY KEY,
    term_id INTEGER NOT NULL REFERENCES term (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    UNIQUE (term_id, number)
) STRICT;

CREATE TABLE tenure (
    id INTEGER PRIMARY KEY,
    seat_id INTEGER NOT NULL REFERENCES seat (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    post TEXT NOT NULL CHECK (post IN ('chair', 'vice_chair', 'member')),
    engagement TEXT NOT NULL CHECK (engagement IN ('', 'full_time', 'seconded', 'part_time')),
    duty TEXT NOT NULL,
    began_on TEXT NOT NULL,
    began_by TEXT NOT NULL CHECK (began_by IN ('term_election', 'addition', 'replacement', 'officer_addition')),
    source_count_id INTEGER REFERENCES vote_count (id),
    ended_on TEXT,
    ended_by TEXT CHECK (ended_by IN ('lapse', 'resignation', 'removal', 'transfer', 'death', 'expiry')),
    cause TEXT NOT NULL DEFAULT '',
    withdrawn_at TEXT,
    withdrawn_reason TEXT NOT NULL DEFAULT '',
    CHECK ((ended_on IS NULL) = (ended_by IS NULL)),
    CHECK (ended_on IS NULL OR ended_on >= began_on)
) STRICT;
-- One living tenure for a seat and for a person: the database itself refuses a second one.
CREATE UNIQUE INDEX one_holder_of_a_seat ON tenure (seat_id) WHERE ended_on IS NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX one_seat_of_a_person ON tenure (person_id) WHERE ended_on IS NULL AND withdrawn_at IS NULL;
CREATE TRIGGER tenure_is_never_deleted BEFORE DELETE ON tenure
BEGIN SELECT RAISE(ABORT, 'a tenure is history'); END;
CREATE TRIGGER tenure_keeps_its_origin BEFORE UPDATE ON tenure
WHEN NEW.seat_id <> OLD.seat_id OR NEW.person_id <> OLD.person_id OR NEW.began_on <> OLD.began_on
  OR NEW.began_by <> OLD.began_by OR NEW.source_count_id IS NOT OLD.source_count_id
  -- A departure may be taken back as a whole, but never edited.
  OR (OLD.ended_on IS NOT NULL AND NEW.ended_on IS NOT NULL
      AND (NEW.ended_on <> OLD.ended_on OR NEW.ended_by <> OLD.ended_by))
  OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NOT OLD.withdrawn_at)
BEGIN SELECT RAISE(ABORT, 'a tenure keeps its origin'); END;

-- ---------------------------------------------------------------- imports of rosters
CREATE TABLE roster_import (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    source_name TEXT NOT NULL,
    post TEXT NOT NULL,
    effects TEXT NOT NULL,
    undone_at TEXT
) STRICT;

-- ---------------------------------------------------------------- meetings
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    term_id INTEGER NOT NULL REFERENCES term (id),
    session_number INTEGER NOT NULL CHECK (session_number >= 1),
    state TEXT NOT NULL CHECK (state IN ('preparing', 'open', 'closed')),
    day TEXT NOT NULL,
    time TEXT NOT NULL,
    place TEXT NOT NULL,
    presiding_chair_id INTEGER REFERENCES person (id),
    minute_taker_id INTEGER REFERENCES person (id),
    basis TEXT NOT NULL,
    rule_pack TEXT NOT NULL,
    -- What was true when the meeting opened, and the roster when it closed; written once.
    facts TEXT,
    closing_roster TEXT,
    opened_at TEXT,
    closed_at TEXT,
    UNIQUE (term_id, session_number),
    CHECK ((state = 'preparing') = (facts IS NULL)),
    CHECK ((state = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE TRIGGER meeting_facts_are_frozen BEFORE UPDATE ON meeting
WHEN (OLD.facts IS NOT NULL AND (NEW.facts IS NOT OLD.facts OR NEW.rule_pack <> OLD.rule_pack OR NEW.day <> OLD.day
      OR NEW.opened_at IS NOT OLD.opened_at OR NEW.term_id <> OLD.term_id OR NEW.session_number <> OLD.session_number))
  OR (OLD.closing_roster IS NOT NULL AND NEW.closing_roster IS NOT OLD.closing_roster)
BEGIN SELECT RAISE(ABORT, 'what was true at a meeting is frozen'); END;
CREATE TRIGGER meeting_held_is_never_deleted BEFORE DELETE ON meeting WHEN OLD.state <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'a meeting held is history'); END;

CREATE TABLE agenda_item (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1),
    numbered INTEGER NOT NULL CHECK (numbered IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN
        ('by_election', 'work_report', 'resolution_reading', 'speech', 'commendation', 'discussion', 'other')),
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    presenter TEXT NOT NULL,
    show_of_hands INTEGER NOT NULL CHECK (show_of_hands IN (0, 1)),
    bundled INTEGER NOT NULL CHECK (bundled IN (0, 1)),
    minutes INTEGER CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 600),
    details TEXT NOT NULL
) STRICT;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, position);
CREATE TRIGGER agenda_adopted_stays BEFORE UPDATE ON agenda_item
WHEN (SELECT state FROM meeting WHERE id = OLD.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'the adopted agenda stays'); END;
CREATE TRIGGER agenda_adopted_is_never_deleted BEFORE DELETE ON agenda_item
WHEN (SELECT state FROM meeting WHERE id = OLD.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'the adopted agenda stays'); END;
CREATE TRIGGER agenda_adopted_does_not_grow BEFORE INSERT ON agenda_item
WHEN (SELECT state FROM meeting WHERE id = NEW.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'the adopted agenda stays'); END;

CREATE TABLE nominee (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id),
    seat_id INTEGER NOT NULL REFERENCES seat (id),
    UNIQUE (meeting_id, person_id),
    UNIQUE (meeting_id, seat_id)
) STRICT;
CREATE TRIGGER nominees_of_a_meeting_held_stay BEFORE DELETE ON nominee
WHEN (SELECT state FROM meeting WHERE id = OLD.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'the nominees of a meeting held stay'); END;

CREATE TABLE observer (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    role TEXT NOT NULL
) STRICT;

-- The entitled list, frozen when the meeting opens; it only grows where the rule pack lets added members join.
CREATE TABLE entitled (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    seat_number INTEGER NOT NULL,
    joined_at TEXT,
    UNIQUE (meeting_id, person_id)
) STRICT;
CREATE TRIGGER entitled_is_frozen BEFORE UPDATE ON entitled
BEGIN SELECT RAISE(ABORT, 'the entitled list is frozen'); END;
CREATE TRIGGER entitled_stays BEFORE DELETE ON entitled
BEGIN SELECT RAISE(ABORT, 'the entitled list is frozen'); END;

CREATE TABLE attendance_mark (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    person_id INTEGER REFERENCES person (id),
    observer_id INTEGER REFERENCES observer (id),
    state TEXT NOT NULL CHECK (state IN ('present', 'left', 'excused', 'absent', 'unmarked')),
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    withdraws_id INTEGER REFERENCES attendance_mark (id),
    recorded_at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK ((person_id IS NULL) <> (observer_id IS NULL))
) STRICT;
CREATE INDEX attendance_meeting ON attendance_mark (meeting_id, id);
CREATE TRIGGER attendance_is_never_changed BEFORE UPDATE ON attendance_mark
BEGIN SELECT RAISE(ABORT, 'an attendance mark is never changed'); END;
CREATE TRIGGER attendance_is_never_deleted BEFORE DELETE ON attendance_mark
BEGIN SELECT RAISE(ABORT, 'an attendance mark is never deleted'); END;

CREATE TABLE meeting_note (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    agenda_item_id INTEGER REFERENCES agenda_item (id),
    at TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------- shows of hands
CREATE TABLE vote_split (
    agenda_item_id INTEGER PRIMARY KEY REFERENCES agenda_item (id),
    at TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE TRIGGER vote_split_is_never_changed BEFORE UPDATE ON vote_split
BEGIN SELECT RAISE(ABORT, 'a bundled vote given up stays given up'); END;
CREATE TRIGGER vote_split_is_never_deleted BEFORE DELETE ON vote_split
BEGIN SELECT RAISE(ABORT, 'a bundled vote given up stays given up'); END;

CREATE TABLE vote_count (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    agenda_item_id INTEGER NOT NULL REFERENCES agenda_item (id),
    nominee_id INTEGER REFERENCES nominee (id),
    question TEXT NOT NULL,
    entitled INTEGER NOT NULL CHECK (entitled >= 0),
    present INTEGER NOT NULL CHECK (present BETWEEN 0 AND entitled),
    voters INTEGER NOT NULL CHECK (voters BETWEEN 0 AND present),
    in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
    against INTEGER NOT NULL CHECK (against >= 0),
    abstaining INTEGER NOT NULL CHECK (abstaining >= 0),
    not_voting INTEGER NOT NULL CHECK (not_voting >= 0),
    base TEXT NOT NULL CHECK (base IN ('entitled', 'present')),
    need INTEGER NOT NULL CHECK (need >= 0),
    quorum_need INTEGER NOT NULL CHECK (quorum_need >= 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('carried_unanimously', 'carried', 'not_carried')),
    explanation TEXT NOT NULL,
    present_people TEXT NOT NULL,
    corrects_id INTEGER UNIQUE REFERENCES vote_count (id),
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK (in_favour + against + abstaining + not_voting = voters),
    CHECK (corrects_id IS NULL OR reason <> '')
) STRICT;
CREATE INDEX vote_count_meeting ON vote_count (meeting_id, id);
-- A question has one first count; every further one corrects an earlier one.
CREATE UNIQUE INDEX one_first_count ON vote_count (agenda_item_id, coalesce(nominee_id, 0)) WHERE corrects_id IS NULL;
CREATE TRIGGER vote_count_is_never_changed BEFORE UPDATE ON vote_count
BEGIN SELECT RAISE(ABORT, 'a count is never changed'); END;
CREATE TRIGGER vote_count_is_never_deleted BEFORE DELETE ON vote_count
BEGIN SELECT RAISE(ABORT, 'a count is never deleted'); END;

-- ---------------------------------------------------------------- scripts and papers
CREATE TABLE wording (
    kind TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;

CREATE TABLE desk_place (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
    line_key TEXT NOT NULL,
    half_typed TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE paper_issue (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    edition TEXT NOT NULL CHECK (edition IN ('public', 'internal', 'filing')),
    content_hash TEXT NOT NULL,
    pages INTEGER NOT NULL CHECK (pages >= 1),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX paper_issue_meeting ON paper_issue (meeting_id, kind, edition, id);

-- The register of issued papers (定稿): each with its number, its check code, its words and its PDF.
CREATE TABLE paper_final (
    id INTEGER PRIMARY KEY,
    -- Only a meeting in preparation can be given up; its papers stay in the register.
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    meeting_title TEXT NOT NULL,
    kind TEXT NOT NULL,
    edition TEXT NOT NULL CHECK (edition IN ('public', 'internal', 'filing')),
    title TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 9999),
    number INTEGER NOT NULL CHECK (number >= 1),
    -- 三合妇 and 3 of 三合妇〔2026〕3号; empty and 0 for a paper without one.
    body_code TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK ((body_code = '') = (serial = 0)),
    check_code TEXT NOT NULL UNIQUE CHECK (length(check_code) = 8),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    -- The words as a JSON list, to say later what has changed.
    words TEXT NOT NULL,
    pages INTEGER NOT NULL CHECK (pages >= 1),
    pdf BLOB NOT NULL,
    pdf_sha256 TEXT NOT NULL CHECK (length(pdf_sha256) = 64),
    -- The end of the journal when it was issued.
    journal_hash TEXT NOT NULL CHECK (length(journal_hash) = 64),
    replaces_id INTEGER UNIQUE REFERENCES paper_final (id),
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    UNIQUE (year, number),
    CHECK (replaces_id IS NULL OR reason <> '')
) STRICT;
CREATE INDEX paper_final_meeting ON paper_final (meeting_id, kind, edition, id);

CREATE TABLE paper_withdrawal (
    final_id INTEGER PRIMARY KEY REFERENCES paper_final (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;

CREATE TABLE paper_print (
    id INTEGER PRIMARY KEY,
    final_id INTEGER NOT NULL REFERENCES paper_final (id),
    copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 9999),
    first_page INTEGER NOT NULL CHECK (first_page >= 1),
    last_page INTEGER NOT NULL CHECK (last_page >= first_page),
    -- Empty only for the first print.
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX paper_print_final ON paper_print (final_id, id);

-- A disagreement between papers that was accepted, and why.
CREATE TABLE paper_acceptance (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    disagreement TEXT NOT NULL CHECK (length(disagreement) = 64),
    sentence TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;

CREATE TRIGGER paper_final_follows_the_last BEFORE INSERT ON paper_final
WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM paper_final WHERE year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'the numbers of issued papers have no gap'); END;
CREATE TRIGGER one_living_paper_final BEFORE INSERT ON paper_final
WHEN EXISTS (SELECT 1 FROM paper_final AS other WHERE other.meeting_id = NEW.meeting_id AND other.kind = NEW.kind
    AND other.edition = NEW.edition
    AND NOT EXISTS (SELECT 1 FROM paper_withdrawal WHERE final_id = other.id))
BEGIN SELECT RAISE(ABORT, 'a paper is issued once; the former one is withdrawn first'); END;
CREATE TRIGGER paper_print_of_a_living_final BEFORE INSERT ON paper_print
WHEN EXISTS (SELECT 1 FROM paper_withdrawal WHERE final_id = NEW.final_id)
BEGIN SELECT RAISE(ABORT, 'a paper withdrawn is not printed'); END;
CREATE TRIGGER paper_reprint_has_a_reason BEFORE INSERT ON paper_print
WHEN trim(NEW.reason) = '' AND EXISTS (SELECT 1 FROM paper_print WHERE final_id = NEW.final_id)
BEGIN SELECT RAISE(ABORT, 'a reprint has a reason'); END;
CREATE TRIGGER paper_final_is_never_changed BEFORE UPDATE ON paper_final
WHEN NEW.meeting_id IS NOT NULL OR NEW.id <> OLD.id
   OR NEW.meeting_title IS NOT OLD.meeting_title OR NEW.kind IS NOT OLD.kind
   OR NEW.edition IS NOT OLD.edition OR NEW.title IS NOT OLD.title OR NEW.year IS NOT OLD.year
   OR NEW.number IS NOT OLD.number OR NEW.body_code IS NOT OLD.body_code OR NEW.serial IS NOT OLD.serial
   OR NEW.check_code IS NOT OLD.check_code OR NEW.content_hash IS NOT OLD.content_hash
   OR NEW.words IS NOT OLD.words OR NEW.pages IS NOT OLD.pages OR NEW.pdf IS NOT OLD.pdf
   OR NEW.pdf_sha256 IS NOT OLD.pdf_sha256 OR NEW.journal_hash IS NOT OLD.journal_hash
   OR NEW.replaces_id IS NOT OLD.replaces_id OR NEW.reason IS NOT OLD.reason OR NEW.at IS NOT OLD.at
   OR NEW.user_name IS NOT OLD.user_name
BEGIN SELECT RAISE(ABORT, 'an issued paper is never changed'); END;
CREATE TRIGGER paper_final_is_never_deleted BEFORE DELETE ON paper_final
BEGIN SELECT RAISE(ABORT, 'an issued paper is never deleted'); END;
CREATE TRIGGER paper_withdrawal_is_never_changed BEFORE UPDATE ON paper_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is never changed'); END;
CREATE TRIGGER paper_withdrawal_is_never_deleted BEFORE DELETE ON paper_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is never deleted'); END;
CREATE TRIGGER paper_print_is_never_changed BEFORE UPDATE ON paper_print
BEGIN SELECT RAISE(ABORT, 'a print is never changed'); END;
CREATE TRIGGER paper_print_is_never_deleted BEFORE DELETE ON paper_print
BEGIN SELECT RAISE(ABORT, 'a print is never deleted'); END;
CREATE TRIGGER paper_acceptance_is_never_changed BEFORE UPDATE ON paper_acceptance
WHEN NEW.meeting_id IS NOT NULL OR NEW.id <> OLD.id OR NEW.disagreement <> OLD.disagreement
   OR NEW.sentence <> OLD.sentence OR NEW.reason <> OLD.reason OR NEW.at <> OLD.at OR NEW.user_name <> OLD.user_name
BEGIN SELECT RAISE(ABORT, 'an acceptance is never changed'); END;
CREATE TRIGGER paper_acceptance_is_never_deleted BEFORE DELETE ON paper_acceptance
BEGIN SELECT RAISE(ABORT, 'an acceptance is never deleted'); END;
