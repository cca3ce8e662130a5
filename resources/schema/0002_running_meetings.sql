-- What running a meeting live needs beyond the first schema.

-- ---------------------------------------------------------------- agenda and course
-- More kinds of items, the method of their decision, and items put in while the meeting runs.
CREATE TABLE agenda_item_rebuilt (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1),
    numbered INTEGER NOT NULL CHECK (numbered IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN
        ('by_election', 'election', 'work_report', 'resolution_reading', 'list_approval', 'reading', 'speech',
         'commendation', 'discussion', 'break', 'ceremony', 'other')),
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    presenter TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('none', 'show_of_hands', 'acclamation', 'oral', 'ballot')),
    bundled INTEGER NOT NULL CHECK (bundled IN (0, 1)),
    minutes INTEGER CHECK (minutes IS NULL OR minutes BETWEEN 1 AND 600),
    details TEXT NOT NULL,
    -- Put in while the meeting ran; it follows without a number.
    spontaneous INTEGER NOT NULL DEFAULT 0 CHECK (spontaneous IN (0, 1)),
    CHECK (spontaneous = 0 OR numbered = 0),
    -- Who holds a seat is never decided by applause or by asking for objections.
    CHECK (kind <> 'by_election' OR method IN ('none', 'show_of_hands')),
    CHECK ((kind = 'election') = (method = 'ballot'))
) STRICT;
INSERT INTO agenda_item_rebuilt (id, meeting_id, position, numbered, kind, title, presenter, method, bundled,
                                 minutes, details)
SELECT id, meeting_id, position, numbered, kind, title, presenter,
       CASE show_of_hands WHEN 1 THEN 'show_of_hands' ELSE 'none' END, bundled, minutes, details
  FROM agenda_item;
DROP TABLE agenda_item;
ALTER TABLE agenda_item_rebuilt RENAME TO agenda_item;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, position);
CREATE TRIGGER agenda_adopted_stays BEFORE UPDATE ON agenda_item
WHEN (SELECT state FROM meeting WHERE id = OLD.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'the adopted agenda stays'); END;
CREATE TRIGGER agenda_adopted_is_never_deleted BEFORE DELETE ON agenda_item
WHEN (SELECT state FROM meeting WHERE id = OLD.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'the adopted agenda stays'); END;
CREATE TRIGGER agenda_adopted_does_not_grow BEFORE INSERT ON agenda_item
WHEN (SELECT state FROM meeting WHERE id = NEW.meeting_id) <>
     CASE NEW.spontaneous WHEN 1 THEN 'open' ELSE 'preparing' END
BEGIN SELECT RAISE(ABORT, 'the adopted agenda stays'); END;

-- What was done with the agenda while the meeting ran, each act a record; the present agenda follows from them.
CREATE TABLE agenda_act (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    act TEXT NOT NULL CHECK (act IN ('begin', 'return', 'skip', 'put_back', 'order', 'insert')),
    -- NULL only for an order, and for the return to the opening.
    agenda_item_id INTEGER REFERENCES agenda_item (id),
    -- The order from then on as a JSON list of ids, for an order and an insertion.
    ordering TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK (agenda_item_id IS NOT NULL OR act IN ('order', 'return')),
    CHECK ((ordering <> '') = (act IN ('order', 'insert'))),
    CHECK (act <> 'skip' OR length(trim(reason)) > 0)
) STRICT;
CREATE INDEX agenda_act_meeting ON agenda_act (meeting_id, id);
CREATE TRIGGER agenda_act_is_never_changed BEFORE UPDATE ON agenda_act
BEGIN SELECT RAISE(ABORT, 'what was done with the agenda stays'); END;
CREATE TRIGGER agenda_act_is_never_deleted BEFORE DELETE ON agenda_act
BEGIN SELECT RAISE(ABORT, 'what was done with the agenda stays'); END;

-- The roll call finished (点名完毕): who counted, when, and what came out.
CREATE TABLE roll_call (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    -- The line of the script it was taken at: in the opening, or after a break.
    line_key TEXT NOT NULL,
    counted_by TEXT NOT NULL CHECK (length(trim(counted_by)) > 0),
    entitled INTEGER NOT NULL CHECK (entitled >= 0),
    present INTEGER NOT NULL CHECK (present >= 0),
    excused INTEGER NOT NULL CHECK (excused >= 0),
    absent INTEGER NOT NULL CHECK (absent >= 0),
    quorum_need INTEGER NOT NULL CHECK (quorum_need >= 0),
    quorum_met INTEGER NOT NULL CHECK (quorum_met IN (0, 1)),
    -- The persons in the room as a JSON list.
    present_people TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK (present + excused + absent = entitled),
    CHECK (quorum_met = (present >= quorum_need))
) STRICT;
CREATE INDEX roll_call_meeting ON roll_call (meeting_id, id);
CREATE TRIGGER roll_call_is_never_changed BEFORE UPDATE ON roll_call
BEGIN SELECT RAISE(ABORT, 'a roll call stays'); END;
CREATE TRIGGER roll_call_is_never_deleted BEFORE DELETE ON roll_call
BEGIN SELECT RAISE(ABORT, 'a roll call stays'); END;

-- An item agreed to by applause or because nobody objected; a wrong one is followed by a correction.
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    agenda_item_id INTEGER NOT NULL REFERENCES agenda_item (id),
    method TEXT NOT NULL CHECK (method IN ('acclamation', 'oral')),
    question TEXT NOT NULL,
    entitled INTEGER NOT NULL CHECK (entitled >= 0),
    present INTEGER NOT NULL CHECK (present BETWEEN 0 AND entitled),
    quorum_need INTEGER NOT NULL CHECK (quorum_need BETWEEN 0 AND present),
    objections INTEGER NOT NULL CHECK (objections BETWEEN 0 AND present),
    -- What was objected.
    text TEXT NOT NULL,
    present_people TEXT NOT NULL,
    corrects_id INTEGER UNIQUE REFERENCES agreement (id),
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK (corrects_id IS NULL OR length(trim(reason)) > 0)
) STRICT;
CREATE UNIQUE INDEX one_first_agreement ON agreement (agenda_item_id) WHERE corrects_id IS NULL;
CREATE TRIGGER agreement_is_never_changed BEFORE UPDATE ON agreement
BEGIN SELECT RAISE(ABORT, 'an agreement is never changed'); END;
CREATE TRIGGER agreement_is_never_deleted BEFORE DELETE ON agreement
BEGIN SELECT RAISE(ABORT, 'an agreement is never deleted'); END;

-- What else happened at a line of the script.
CREATE TABLE course_event (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    agenda_item_id INTEGER REFERENCES agenda_item (id),
    kind TEXT NOT NULL CHECK (kind IN ('line', 'incident', 'quorum_said', 'speech_began', 'speech_ended',
        'break_began', 'break_ended', 'reading_began', 'reading_ended', 'awarded', 'ballot_handed_over',
        'performed', 'withdrawn')),
    line_key TEXT NOT NULL,
    text TEXT NOT NULL,
    withdraws_id INTEGER UNIQUE REFERENCES course_event (id),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK ((kind = 'withdrawn') = (withdraws_id IS NOT NULL)),
    CHECK (kind NOT IN ('line', 'incident') OR length(trim(text)) > 0)
) STRICT;
CREATE INDEX course_event_meeting ON course_event (meeting_id, id);
CREATE TRIGGER course_event_is_never_changed BEFORE UPDATE ON course_event
BEGIN SELECT RAISE(ABORT, 'what happened stays'); END;
CREATE TRIGGER course_event_is_never_deleted BEFORE DELETE ON course_event
BEGIN SELECT RAISE(ABORT, 'what happened stays'); END;

-- Preparation: what the entitled answered to the notice (no row: nothing yet), and whether this file is only
-- a rehearsal's copy. The mark is in the file itself: a copy can never be opened as the real records.
CREATE TABLE meeting_reply (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    answer TEXT NOT NULL CHECK (answer IN ('coming', 'leave')),
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    PRIMARY KEY (meeting_id, person_id)
) STRICT;
CREATE TABLE rehearsal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    meeting_id INTEGER NOT NULL,
    copied_from TEXT NOT NULL,
    began_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER a_rehearsal_stays_one BEFORE DELETE ON rehearsal
BEGIN SELECT RAISE(ABORT, 'a rehearsal never becomes a meeting'); END;
CREATE TRIGGER a_rehearsal_is_never_changed BEFORE UPDATE ON rehearsal
BEGIN SELECT RAISE(ABORT, 'a rehearsal never becomes a meeting'); END;

-- ---------------------------------------------------------------- minutes and late entry
-- Why a meeting was closed although questions were undecided; `undecided` is a JSON list of their titles.
CREATE TABLE meeting_closing (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting (id),
    undecided TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;

-- The minute-taker's own words, part by part, every version; `facts` is what the record said beside them.
CREATE TABLE minutes_words (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    part TEXT NOT NULL CHECK (length(part) > 0),
    mode TEXT NOT NULL CHECK (mode IN ('added', 'instead')),
    text TEXT NOT NULL,
    facts TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX minutes_words_meeting ON minutes_words (meeting_id, part, id);

-- That the minutes were called finished; `words_id` is the last version of own words then, 0 for none.
CREATE TABLE minutes_finish (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    words_id INTEGER NOT NULL CHECK (words_id >= 0),
    accepted TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;

-- What was wrong in the record of a closed meeting, and what is right.
CREATE TABLE meeting_correction (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    part TEXT NOT NULL CHECK (length(part) > 0),
    wrong TEXT NOT NULL CHECK (length(trim(wrong)) > 0),
    correct TEXT NOT NULL CHECK (length(trim(correct)) > 0 AND correct <> wrong),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;

-- What was entered later from paper (补录): which record, the true time, from which paper.
CREATE TABLE late_entry (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    subject TEXT NOT NULL CHECK (subject IN ('opening', 'attendance', 'count', 'agreement', 'note', 'closing')),
    subject_id INTEGER NOT NULL,
    true_at TEXT NOT NULL,
    source TEXT NOT NULL CHECK (length(trim(source)) > 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    UNIQUE (subject, subject_id)
) STRICT;
CREATE INDEX late_entry_meeting ON late_entry (meeting_id, id);

CREATE TRIGGER meeting_closing_is_never_changed BEFORE UPDATE ON meeting_closing
BEGIN SELECT RAISE(ABORT, 'the reason of a closing is never changed'); END;
CREATE TRIGGER meeting_closing_is_never_deleted BEFORE DELETE ON meeting_closing
BEGIN SELECT RAISE(ABORT, 'the reason of a closing is never deleted'); END;
CREATE TRIGGER minutes_words_are_never_changed BEFORE UPDATE ON minutes_words
BEGIN SELECT RAISE(ABORT, 'a version of the minutes is never changed'); END;
CREATE TRIGGER minutes_words_are_never_deleted BEFORE DELETE ON minutes_words
BEGIN SELECT RAISE(ABORT, 'a version of the minutes is never deleted'); END;
CREATE TRIGGER minutes_finish_is_never_changed BEFORE UPDATE ON minutes_finish
BEGIN SELECT RAISE(ABORT, 'the finishing of minutes is never changed'); END;
CREATE TRIGGER minutes_finish_is_never_deleted BEFORE DELETE ON minutes_finish
BEGIN SELECT RAISE(ABORT, 'the finishing of minutes is never deleted'); END;
CREATE TRIGGER meeting_correction_is_never_changed BEFORE UPDATE ON meeting_correction
BEGIN SELECT RAISE(ABORT, 'a correction is never changed'); END;
CREATE TRIGGER meeting_correction_is_never_deleted BEFORE DELETE ON meeting_correction
BEGIN SELECT RAISE(ABORT, 'a correction is never deleted'); END;
CREATE TRIGGER meeting_correction_after_closing BEFORE INSERT ON meeting_correction
WHEN (SELECT state FROM meeting WHERE id = NEW.meeting_id) <> 'closed'
BEGIN SELECT RAISE(ABORT, 'only a closed meeting has corrections'); END;
CREATE TRIGGER late_entry_is_never_changed BEFORE UPDATE ON late_entry
BEGIN SELECT RAISE(ABORT, 'a late entry is never changed'); END;
CREATE TRIGGER late_entry_is_never_deleted BEFORE DELETE ON late_entry
BEGIN SELECT RAISE(ABORT, 'a late entry is never deleted'); END;

-- ---------------------------------------------------------------- counting and presence
-- The rows or areas hands are counted in, set up before or at the vote; the names are copied into each tally.
CREATE TABLE count_zone (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 1),
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    counter TEXT NOT NULL,
    -- The persons who sit there, as a JSON list; empty when it was not noted.
    members TEXT NOT NULL,
    UNIQUE (meeting_id, position)
) STRICT;

-- What is typed on the counting sheet of a question and not yet taken down.
CREATE TABLE tally_draft (
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    agenda_item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
    -- 0 for a question about no single person.
    nominee_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (meeting_id, agenda_item_id, nominee_id)
) STRICT;

-- One counter's taking of the numbers; a second counter and a recount are further ones, all of them stay.
CREATE TABLE hand_tally (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    agenda_item_id INTEGER NOT NULL REFERENCES agenda_item (id),
    nominee_id INTEGER REFERENCES nominee (id),
    counter TEXT NOT NULL,
    -- The numbers of each zone as a JSON list; one zone without a name is the whole hall.
    zones TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX hand_tally_question ON hand_tally (meeting_id, agenda_item_id, id);
CREATE TRIGGER hand_tally_is_never_changed BEFORE UPDATE ON hand_tally
BEGIN SELECT RAISE(ABORT, 'a tally is never changed'); END;
CREATE TRIGGER hand_tally_is_never_deleted BEFORE DELETE ON hand_tally
BEGIN SELECT RAISE(ABORT, 'a tally is never deleted'); END;

-- How the tallies of a count came to its numbers: one alone, two the same, a recount, or a reason.
CREATE TABLE tally_settlement (
    count_id INTEGER PRIMARY KEY REFERENCES vote_count (id),
    last_tally_id INTEGER NOT NULL REFERENCES hand_tally (id),
    way TEXT NOT NULL CHECK (way IN ('single', 'agreed', 'recounted', 'reason')),
    reason TEXT NOT NULL,
    CHECK ((way = 'reason') = (length(trim(reason)) > 0))
) STRICT;
CREATE TRIGGER tally_settlement_is_never_changed BEFORE UPDATE ON tally_settlement
BEGIN SELECT RAISE(ABORT, 'a settlement stays'); END;
CREATE TRIGGER tally_settlement_is_never_deleted BEFORE DELETE ON tally_settlement
BEGIN SELECT RAISE(ABORT, 'a settlement stays'); END;

-- Which counts the chair let the hall see, and when.
CREATE TABLE result_release (
    id INTEGER PRIMARY KEY,
    count_id INTEGER NOT NULL REFERENCES vote_count (id),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER result_release_is_never_changed BEFORE UPDATE ON result_release
BEGIN SELECT RAISE(ABORT, 'a release stays'); END;
CREATE TRIGGER result_release_is_never_deleted BEFORE DELETE ON result_release
BEGIN SELECT RAISE(ABORT, 'a release stays'); END;

-- Who approved a leave.
CREATE TABLE leave_approval (
    mark_id INTEGER PRIMARY KEY REFERENCES attendance_mark (id),
    approved_by TEXT NOT NULL CHECK (length(trim(approved_by)) > 0)
) STRICT;
CREATE TRIGGER leave_approval_is_never_changed BEFORE UPDATE ON leave_approval
BEGIN SELECT RAISE(ABORT, 'an approval stays'); END;
CREATE TRIGGER leave_approval_is_never_deleted BEFORE DELETE ON leave_approval
BEGIN SELECT RAISE(ABORT, 'an approval stays'); END;
