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
