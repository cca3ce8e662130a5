-- Elections by ballot: rules adopted, candidates, ballots, custody, counting, results.

-- ---------------------------------------------------------------- congress
-- What kind of meeting one is when it is no ordinary committee session, with the title its papers bear.
-- Its own number in the term stays in meeting.session_number, from 1001 on.
CREATE TABLE meeting_session (
    meeting_id INTEGER PRIMARY KEY REFERENCES meeting (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('congress_preparatory', 'presidium', 'congress_plenary', 'congress_election',
        'committee_first', 'congress_closing')),
    congress_number INTEGER NOT NULL CHECK (congress_number >= 1),
    number INTEGER NOT NULL CHECK (number >= 1),
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    full_title TEXT NOT NULL CHECK (length(trim(full_title)) > 0),
    UNIQUE (congress_number, kind, number)
) STRICT;
CREATE TRIGGER meeting_session_is_frozen BEFORE UPDATE ON meeting_session
WHEN (SELECT state FROM meeting WHERE id = OLD.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'what was true at a meeting is frozen'); END;
CREATE TRIGGER meeting_session_stays BEFORE DELETE ON meeting_session
WHEN (SELECT state FROM meeting WHERE id = OLD.meeting_id) <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'what was true at a meeting is frozen'); END;

-- Which part of the session's script an agenda item is said with, where its kind alone does not tell.
CREATE TABLE agenda_part (
    agenda_item_id INTEGER PRIMARY KEY REFERENCES agenda_item (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (length(trim(part)) > 0)
) STRICT;

CREATE TABLE congress (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    outgoing_term_id INTEGER NOT NULL REFERENCES term (id),
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    day TEXT NOT NULL CHECK (length(day) = 10),
    time TEXT NOT NULL,
    place TEXT NOT NULL,
    seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 199),
    vice_chairs INTEGER NOT NULL CHECK (vice_chairs BETWEEN 0 AND 20),
    delegates_planned INTEGER NOT NULL CHECK (delegates_planned BETWEEN 1 AND 2000),
    -- The path with its days and materials, as it was when the congress was planned.
    path TEXT NOT NULL
) STRICT;
CREATE TRIGGER congress_is_never_deleted BEFORE DELETE ON congress
BEGIN SELECT RAISE(ABORT, 'a congress is history'); END;

CREATE TABLE congress_office (
    id INTEGER PRIMARY KEY,
    congress_id INTEGER NOT NULL REFERENCES congress (id),
    office TEXT NOT NULL CHECK (office IN
        ('group_head', 'group_member', 'presidium', 'executive_chair', 'secretary', 'qualification')),
    person_id INTEGER REFERENCES person (id),
    -- As it is printed; someone from outside has no person.
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    role TEXT NOT NULL,
    UNIQUE (congress_id, office, name)
) STRICT;

CREATE TABLE congress_step (
    congress_id INTEGER NOT NULL REFERENCES congress (id),
    step TEXT NOT NULL,
    -- Own days before the congress; NULL: as the path says.
    days INTEGER CHECK (days IS NULL OR days BETWEEN -400 AND 400),
    state TEXT NOT NULL CHECK (state IN ('open', 'doing', 'done', 'not_needed')),
    on_day TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (congress_id, step),
    CHECK (state <> 'done' OR (length(on_day) = 10 AND length(trim(by_whom)) > 0)),
    CHECK (state <> 'not_needed' OR length(trim(note)) > 0)
) STRICT;

CREATE TABLE congress_material (
    congress_id INTEGER NOT NULL REFERENCES congress (id),
    step TEXT NOT NULL,
    material TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    note TEXT NOT NULL,
    user_name TEXT NOT NULL,
    PRIMARY KEY (congress_id, step, material)
) STRICT;

-- How many delegates each group is to send.
CREATE TABLE delegate_quota (
    term_number INTEGER NOT NULL CHECK (term_number >= 1),
    group_name TEXT NOT NULL CHECK (length(trim(group_name)) > 0),
    position INTEGER NOT NULL CHECK (position >= 1),
    planned INTEGER NOT NULL CHECK (planned BETWEEN 0 AND 2000),
    PRIMARY KEY (term_number, group_name)
) STRICT;

-- The group a delegate is sent by and signs in with, and whom she replaces.
CREATE TABLE delegate_place (
    person_id INTEGER NOT NULL REFERENCES person (id),
    term_number INTEGER NOT NULL CHECK (term_number >= 1),
    group_name TEXT NOT NULL,
    replaces_id INTEGER REFERENCES person (id),
    PRIMARY KEY (person_id, term_number)
) STRICT;

-- What was decided on a delegate, step by step; the last one tells how she stands.
CREATE TABLE delegate_decision (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    term_number INTEGER NOT NULL CHECK (term_number >= 1),
    decision TEXT NOT NULL CHECK (decision IN
        ('nominated', 'qualified', 'unqualified', 'published', 'approved', 'replaced', 'taken_off')),
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    by_whom TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK (decision NOT IN ('unqualified', 'replaced') OR length(trim(reason)) > 0),
    CHECK (decision NOT IN ('qualified', 'unqualified', 'approved') OR length(trim(by_whom)) > 0)
) STRICT;
CREATE INDEX delegate_decision_person ON delegate_decision (term_number, person_id, id);
CREATE TRIGGER delegate_decision_is_never_changed BEFORE UPDATE ON delegate_decision
BEGIN SELECT RAISE(ABORT, 'a decision on a delegate stays'); END;
CREATE TRIGGER delegate_decision_is_never_deleted BEFORE DELETE ON delegate_decision
BEGIN SELECT RAISE(ABORT, 'a decision on a delegate stays'); END;

-- ---------------------------------------------------------------- issue 5, core: packs, ballots, counts, results
-- The federation's own election rules (选举办法); every saving is a further row, the last of an id holds.
CREATE TABLE election_pack (
    id INTEGER PRIMARY KEY,
    pack_id TEXT NOT NULL CHECK (length(pack_id) > 0),
    text TEXT NOT NULL,
    removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX election_pack_of_id ON election_pack (pack_id, id);
CREATE TRIGGER election_pack_is_never_changed BEFORE UPDATE ON election_pack
BEGIN SELECT RAISE(ABORT, 'adopted rules are never changed'); END;
CREATE TRIGGER election_pack_is_never_deleted BEFORE DELETE ON election_pack
BEGIN SELECT RAISE(ABORT, 'adopted rules are never deleted'); END;

CREATE TABLE election (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL CHECK (body IN ('congress', 'committee')),
    kind TEXT NOT NULL CHECK (kind IN
        ('term_election', 'officers', 'replacement', 'addition', 'officer_addition', 'removal')),
    term_number INTEGER NOT NULL CHECK (term_number >= 1),
    meeting_id INTEGER REFERENCES meeting (id) ON DELETE SET NULL,
    agenda_item_id INTEGER REFERENCES agenda_item (id) ON DELETE SET NULL,
    -- The rules in force; frozen with the list of candidates when that is passed.
    pack_text TEXT NOT NULL,
    passed_at TEXT,
    officials_passed_at TEXT,
    created_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER election_passed_is_frozen BEFORE UPDATE ON election
WHEN OLD.passed_at IS NOT NULL
 AND (NEW.body <> OLD.body OR NEW.kind <> OLD.kind OR NEW.term_number <> OLD.term_number
      OR NEW.pack_text <> OLD.pack_text OR NEW.passed_at IS NOT OLD.passed_at
      OR (NEW.meeting_id IS NOT NULL AND NEW.meeting_id IS NOT OLD.meeting_id))
BEGIN SELECT RAISE(ABORT, 'what was passed is frozen'); END;
CREATE TRIGGER election_officials_passed_once BEFORE UPDATE ON election
WHEN OLD.officials_passed_at IS NOT NULL AND NEW.officials_passed_at IS NOT OLD.officials_passed_at
BEGIN SELECT RAISE(ABORT, 'what was passed is frozen'); END;
CREATE TRIGGER election_passed_is_never_deleted BEFORE DELETE ON election WHEN OLD.passed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an election whose list was passed is history'); END;

CREATE TABLE election_post (
    election_id INTEGER NOT NULL REFERENCES election (id) ON DELETE CASCADE,
    post TEXT NOT NULL CHECK (post IN ('chair', 'vice_chair', 'member')),
    seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 199),
    PRIMARY KEY (election_id, post)
) STRICT;
CREATE TRIGGER election_post_passed_stays BEFORE UPDATE ON election_post
WHEN (SELECT passed_at FROM election WHERE id = OLD.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was passed is frozen'); END;
CREATE TRIGGER election_post_passed_is_never_deleted BEFORE DELETE ON election_post
WHEN (SELECT passed_at FROM election WHERE id = OLD.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was passed is frozen'); END;
CREATE TRIGGER election_post_passed_does_not_grow BEFORE INSERT ON election_post
WHEN (SELECT passed_at FROM election WHERE id = NEW.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was passed is frozen'); END;

-- Position is the number on the ballot, the one a teller presses; a write-in tied at the last seat gets one later.
CREATE TABLE election_candidate (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id) ON DELETE CASCADE,
    post TEXT NOT NULL CHECK (post IN ('chair', 'vice_chair', 'member')),
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    position INTEGER NOT NULL CHECK (position >= 1),
    seat_id INTEGER REFERENCES seat (id),
    origin TEXT NOT NULL CHECK (origin IN ('nominated', 'write_in', 'renominated'))
) STRICT;
CREATE INDEX election_candidate_order ON election_candidate (election_id, position);
CREATE TRIGGER election_candidate_passed_stays BEFORE UPDATE ON election_candidate
WHEN (SELECT passed_at FROM election WHERE id = OLD.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the list passed is frozen'); END;
CREATE TRIGGER election_candidate_passed_is_never_deleted BEFORE DELETE ON election_candidate
WHEN (SELECT passed_at FROM election WHERE id = OLD.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the list passed is frozen'); END;
CREATE TRIGGER election_candidate_list_passed_does_not_grow BEFORE INSERT ON election_candidate
WHEN NEW.origin = 'nominated' AND (SELECT passed_at FROM election WHERE id = NEW.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the list passed is frozen'); END;

CREATE TABLE candidate_withdrawal (
    id INTEGER PRIMARY KEY,
    candidate_id INTEGER NOT NULL UNIQUE REFERENCES election_candidate (id),
    stage TEXT NOT NULL CHECK (stage IN ('passed', 'printed', 'issued')),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    consequence TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER candidate_withdrawal_is_never_changed BEFORE UPDATE ON candidate_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is never changed'); END;
CREATE TRIGGER candidate_withdrawal_is_never_deleted BEFORE DELETE ON candidate_withdrawal
BEGIN SELECT RAISE(ABORT, 'a withdrawal is never deleted'); END;

CREATE TABLE election_official (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('chief', 'scrutineer', 'teller')),
    UNIQUE (election_id, person_id)
) STRICT;
CREATE TRIGGER election_official_is_never_changed BEFORE UPDATE ON election_official
BEGIN SELECT RAISE(ABORT, 'an official is appointed anew, not changed'); END;
CREATE TRIGGER election_official_passed_is_never_deleted BEFORE DELETE ON election_official
WHEN (SELECT officials_passed_at FROM election WHERE id = OLD.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the officials passed stay'); END;
CREATE TRIGGER election_official_list_passed_does_not_grow BEFORE INSERT ON election_official
WHEN (SELECT officials_passed_at FROM election WHERE id = NEW.election_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the officials passed stay'); END;

-- Who declared to be a near relative of a candidate.
CREATE TABLE election_relative (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id),
    candidate_person_id INTEGER NOT NULL REFERENCES person (id),
    relation TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    UNIQUE (election_id, person_id, candidate_person_id),
    CHECK (person_id <> candidate_person_id)
) STRICT;

CREATE TABLE election_round (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('primary', 'main', 'revote', 'second', 'repeat')),
    method TEXT NOT NULL CHECK (method IN ('secret_ballot', 'show_of_hands')),
    -- What is on this round's ballot: places, candidates in order, whether names may be written in (JSON).
    contest TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    UNIQUE (election_id, number)
) STRICT;
CREATE TRIGGER election_round_is_never_changed BEFORE UPDATE ON election_round
BEGIN SELECT RAISE(ABORT, 'a round is never changed'); END;
CREATE TRIGGER election_round_is_never_deleted BEFORE DELETE ON election_round
BEGIN SELECT RAISE(ABORT, 'a round is never deleted'); END;

-- Who is entitled and there, counted again before ballots go out; the last row of a round holds.
CREATE TABLE round_attendance (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES election_round (id),
    entitled INTEGER NOT NULL CHECK (entitled >= 1),
    present INTEGER NOT NULL CHECK (present BETWEEN 0 AND entitled),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX round_attendance_round ON round_attendance (round_id, id);
CREATE TRIGGER round_attendance_is_never_changed BEFORE UPDATE ON round_attendance
BEGIN SELECT RAISE(ABORT, 'a roll call is never changed'); END;
CREATE TRIGGER round_attendance_is_never_deleted BEFORE DELETE ON round_attendance
BEGIN SELECT RAISE(ABORT, 'a roll call is never deleted'); END;

CREATE TABLE custody_event (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES election_round (id),
    kind TEXT NOT NULL CHECK (kind IN ('printed', 'spoiled', 'issued', 'unused', 'returned', 'box_checked',
        'box_sealed', 'box_opened', 'unused_destroyed', 'used_sealed', 'seal_used')),
    number INTEGER CHECK (number IS NULL OR number BETWEEN 0 AND 100000),
    happened_at TEXT NOT NULL,
    names TEXT NOT NULL,
    note TEXT NOT NULL,
    -- An earlier event this one takes back; a new number is entered in its place.
    withdraws_id INTEGER UNIQUE REFERENCES custody_event (id),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX custody_event_round ON custody_event (round_id, id);
CREATE TRIGGER custody_event_is_never_changed BEFORE UPDATE ON custody_event
BEGIN SELECT RAISE(ABORT, 'custody of ballots is never changed'); END;
CREATE TRIGGER custody_event_is_never_deleted BEFORE DELETE ON custody_event
BEGIN SELECT RAISE(ABORT, 'custody of ballots is never deleted'); END;

CREATE TABLE ballot_count (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES election_round (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    way TEXT NOT NULL CHECK (way IN ('calling', 'ballots', 'totals')),
    counter_name TEXT NOT NULL CHECK (length(trim(counter_name)) > 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    UNIQUE (round_id, number)
) STRICT;
CREATE TRIGGER ballot_count_is_never_changed BEFORE UPDATE ON ballot_count
BEGIN SELECT RAISE(ABORT, 'a count is never changed'); END;
CREATE TRIGGER ballot_count_is_never_deleted BEFORE DELETE ON ballot_count
BEGIN SELECT RAISE(ABORT, 'a count is never deleted'); END;

CREATE TABLE ballot_count_step (
    id INTEGER PRIMARY KEY,
    count_id INTEGER NOT NULL REFERENCES ballot_count (id),
    step TEXT NOT NULL CHECK (step IN ('paused', 'resumed', 'finished', 'reopened')),
    -- The tally as it was finished with (JSON), empty for the other steps.
    tally TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX ballot_count_step_count ON ballot_count_step (count_id, id);
CREATE TRIGGER ballot_count_step_is_never_changed BEFORE UPDATE ON ballot_count_step
BEGIN SELECT RAISE(ABORT, 'a step of a count is never changed'); END;
CREATE TRIGGER ballot_count_step_is_never_deleted BEFORE DELETE ON ballot_count_step
BEGIN SELECT RAISE(ABORT, 'a step of a count is never deleted'); END;

CREATE TABLE doubtful_ballot (
    id INTEGER PRIMARY KEY,
    count_id INTEGER NOT NULL REFERENCES ballot_count (id),
    description TEXT NOT NULL CHECK (length(trim(description)) > 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER doubtful_ballot_is_never_changed BEFORE UPDATE ON doubtful_ballot
BEGIN SELECT RAISE(ABORT, 'a doubtful ballot is never changed'); END;
CREATE TRIGGER doubtful_ballot_is_never_deleted BEFORE DELETE ON doubtful_ballot
BEGIN SELECT RAISE(ABORT, 'a doubtful ballot is never deleted'); END;

-- The last decision about a ballot holds.
CREATE TABLE doubtful_decision (
    id INTEGER PRIMARY KEY,
    doubtful_id INTEGER NOT NULL REFERENCES doubtful_ballot (id),
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    names TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER doubtful_decision_is_never_changed BEFORE UPDATE ON doubtful_decision
BEGIN SELECT RAISE(ABORT, 'a decision of the scrutineers is never changed'); END;
CREATE TRIGGER doubtful_decision_is_never_deleted BEFORE DELETE ON doubtful_decision
BEGIN SELECT RAISE(ABORT, 'a decision of the scrutineers is never deleted'); END;

-- One ballot, or several that are alike. Marks: a letter for each candidate in the order of the ballot,
-- F in favour, A against, B abstaining (blank), X unreadable. Never linked to a voter.
CREATE TABLE ballot_entry (
    id INTEGER PRIMARY KEY,
    count_id INTEGER NOT NULL REFERENCES ballot_count (id),
    copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 1000),
    marks TEXT NOT NULL,
    write_ins TEXT NOT NULL,
    invalid_reason TEXT NOT NULL,
    code TEXT NOT NULL,
    doubtful_id INTEGER REFERENCES doubtful_ballot (id),
    withdraws_id INTEGER UNIQUE REFERENCES ballot_entry (id),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX ballot_entry_count ON ballot_entry (count_id, id);
CREATE TRIGGER ballot_entry_is_never_changed BEFORE UPDATE ON ballot_entry
BEGIN SELECT RAISE(ABORT, 'a ballot entered is never changed'); END;
CREATE TRIGGER ballot_entry_is_never_deleted BEFORE DELETE ON ballot_entry
BEGIN SELECT RAISE(ABORT, 'a ballot entered is never deleted'); END;

CREATE TABLE ballot_call (
    id INTEGER PRIMARY KEY,
    count_id INTEGER NOT NULL REFERENCES ballot_count (id),
    -- The number on the ballot, or 0 and the name written in.
    number INTEGER NOT NULL CHECK (number >= 0),
    write_in TEXT NOT NULL,
    post TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark IN ('F', 'A', 'B', 'X')),
    withdraws_id INTEGER UNIQUE REFERENCES ballot_call (id),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK ((number = 0) = (write_in <> ''))
) STRICT;
CREATE INDEX ballot_call_count ON ballot_call (count_id, id);
CREATE TRIGGER ballot_call_is_never_changed BEFORE UPDATE ON ballot_call
BEGIN SELECT RAISE(ABORT, 'a call is never changed'); END;
CREATE TRIGGER ballot_call_is_never_deleted BEFORE DELETE ON ballot_call
BEGIN SELECT RAISE(ABORT, 'a call is never deleted'); END;

-- Totals of one candidate from a paper tally or a show of hands; the last row of a candidate holds.
CREATE TABLE ballot_total (
    id INTEGER PRIMARY KEY,
    count_id INTEGER NOT NULL REFERENCES ballot_count (id),
    number INTEGER NOT NULL CHECK (number >= 0),
    write_in TEXT NOT NULL,
    post TEXT NOT NULL,
    in_favour INTEGER NOT NULL CHECK (in_favour >= 0),
    against INTEGER NOT NULL CHECK (against >= 0),
    abstaining INTEGER NOT NULL CHECK (abstaining >= 0),
    partly_invalid INTEGER NOT NULL CHECK (partly_invalid >= 0),
    not_voting INTEGER NOT NULL CHECK (not_voting >= 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    CHECK ((number = 0) = (write_in <> ''))
) STRICT;
CREATE INDEX ballot_total_count ON ballot_total (count_id, id);
CREATE TRIGGER ballot_total_is_never_changed BEFORE UPDATE ON ballot_total
BEGIN SELECT RAISE(ABORT, 'a total entered is never changed'); END;
CREATE TRIGGER ballot_total_is_never_deleted BEFORE DELETE ON ballot_total
BEGIN SELECT RAISE(ABORT, 'a total entered is never deleted'); END;

-- Valid and invalid ballots of a count by calling or by totals; the last row of a count holds.
CREATE TABLE ballot_figure (
    id INTEGER PRIMARY KEY,
    count_id INTEGER NOT NULL REFERENCES ballot_count (id),
    valid INTEGER NOT NULL CHECK (valid >= 0),
    invalid INTEGER NOT NULL CHECK (invalid >= 0),
    blank INTEGER NOT NULL CHECK (blank BETWEEN 0 AND valid),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX ballot_figure_count ON ballot_figure (count_id, id);
CREATE TRIGGER ballot_figure_is_never_changed BEFORE UPDATE ON ballot_figure
BEGIN SELECT RAISE(ABORT, 'a figure entered is never changed'); END;
CREATE TRIGGER ballot_figure_is_never_deleted BEFORE DELETE ON ballot_figure
BEGIN SELECT RAISE(ABORT, 'a figure entered is never deleted'); END;

-- What the scrutineers decided about a name written in; the last row of a spelling holds.
CREATE TABLE write_in_ruling (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL REFERENCES election_round (id),
    spelling TEXT NOT NULL CHECK (length(trim(spelling)) > 0),
    ruling TEXT NOT NULL CHECK (ruling IN ('same_person', 'unidentifiable', 'not_eligible')),
    name TEXT NOT NULL,
    person_id INTEGER REFERENCES person (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    names TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER write_in_ruling_is_never_changed BEFORE UPDATE ON write_in_ruling
BEGIN SELECT RAISE(ABORT, 'a decision of the scrutineers is never changed'); END;
CREATE TRIGGER write_in_ruling_is_never_deleted BEFORE DELETE ON write_in_ruling
BEGIN SELECT RAISE(ABORT, 'a decision of the scrutineers is never deleted'); END;

-- Which count of a round holds, and what differed between the first and the second.
CREATE TABLE count_settlement (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL UNIQUE REFERENCES election_round (id),
    count_id INTEGER NOT NULL REFERENCES ballot_count (id),
    differences TEXT NOT NULL,
    reason TEXT NOT NULL,
    names TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER count_settlement_is_never_changed BEFORE UPDATE ON count_settlement
BEGIN SELECT RAISE(ABORT, 'a settled count is never changed'); END;
CREATE TRIGGER count_settlement_is_never_deleted BEFORE DELETE ON count_settlement
BEGIN SELECT RAISE(ABORT, 'a settled count is never deleted'); END;

-- What a round came to (JSON), as it was announced.
CREATE TABLE election_result (
    id INTEGER PRIMARY KEY,
    round_id INTEGER NOT NULL UNIQUE REFERENCES election_round (id),
    valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
    outcome TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER election_result_is_never_changed BEFORE UPDATE ON election_result
BEGIN SELECT RAISE(ABORT, 'a result is never changed'); END;
CREATE TRIGGER election_result_is_never_deleted BEFORE DELETE ON election_result
BEGIN SELECT RAISE(ABORT, 'a result is never deleted'); END;

-- What an election did to the seats: who was seated, made an officer, removed.
CREATE TABLE tenure_election (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id),
    round_id INTEGER NOT NULL REFERENCES election_round (id),
    tenure_id INTEGER NOT NULL REFERENCES tenure (id),
    effect TEXT NOT NULL CHECK (effect IN ('seated', 'officer', 'removed')),
    post TEXT NOT NULL,
    votes INTEGER NOT NULL CHECK (votes >= 0),
    at TEXT NOT NULL,
    user_name TEXT NOT NULL,
    UNIQUE (tenure_id, election_id, effect)
) STRICT;
CREATE TRIGGER tenure_election_is_never_changed BEFORE UPDATE ON tenure_election
BEGIN SELECT RAISE(ABORT, 'where a tenure comes from is never changed'); END;
CREATE TRIGGER tenure_election_is_never_deleted BEFORE DELETE ON tenure_election
BEGIN SELECT RAISE(ABORT, 'where a tenure comes from is never deleted'); END;

-- A seat election after which nothing further is voted on: the vacancy stays, or nobody is missing.
CREATE TABLE election_end (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL UNIQUE REFERENCES election (id),
    vacant INTEGER NOT NULL CHECK (vacant >= 0),
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE TRIGGER election_end_is_never_changed BEFORE UPDATE ON election_end
BEGIN SELECT RAISE(ABORT, 'the end of an election is never changed'); END;
CREATE TRIGGER election_end_is_never_deleted BEFORE DELETE ON election_end
BEGIN SELECT RAISE(ABORT, 'the end of an election is never deleted'); END;

-- ---------------------------------------------------------------- officials passed anew
-- Scrutineers and tellers passed once more by hand, before ballots go out; the last one holds, all stay.
CREATE TABLE official_passing (
    id INTEGER PRIMARY KEY,
    election_id INTEGER NOT NULL REFERENCES election (id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    -- [[person id, name, role], ...] in order.
    officials TEXT NOT NULL,
    at TEXT NOT NULL,
    user_name TEXT NOT NULL
) STRICT;
CREATE INDEX official_passing_election ON official_passing (election_id, id);
CREATE TRIGGER official_passing_is_never_changed BEFORE UPDATE ON official_passing
BEGIN SELECT RAISE(ABORT, 'a list passed is never changed'); END;
CREATE TRIGGER official_passing_is_never_deleted BEFORE DELETE ON official_passing
BEGIN SELECT RAISE(ABORT, 'a list passed is never deleted'); END;
CREATE TRIGGER official_passing_comes_second BEFORE INSERT ON official_passing
WHEN (SELECT officials_passed_at FROM election WHERE id = NEW.election_id) IS NULL
BEGIN SELECT RAISE(ABORT, 'the first list was not passed yet'); END;
