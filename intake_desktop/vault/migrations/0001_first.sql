-- The first tables. Moments are ISO 8601 with offset, days ISO 8601, lists and mappings JSON.

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE helper (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    first_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('coordinator', 'professional', 'volunteer', 'intern'))
) STRICT;

CREATE TABLE resident (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    birth_date TEXT,
    phone TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- XForm text by its hash: a draft goes on in the text it was begun with.
CREATE TABLE form (
    hash TEXT NOT NULL PRIMARY KEY,
    form_id TEXT NOT NULL,
    version TEXT NOT NULL,
    xform TEXT NOT NULL
) STRICT;

CREATE TABLE visit (
    id TEXT NOT NULL PRIMARY KEY,
    opened_at TEXT NOT NULL,
    helper TEXT NOT NULL REFERENCES helper (id),
    speaks TEXT NOT NULL,
    reads TEXT NOT NULL,
    resident TEXT REFERENCES resident (id),
    closed_at TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX visit_resident ON visit (resident);

CREATE TABLE interview (
    id TEXT NOT NULL PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    form_id TEXT NOT NULL,
    form_hash TEXT NOT NULL REFERENCES form (hash),
    state TEXT NOT NULL CHECK (state IN ('draft', 'stopped', 'finished')),
    current_ref TEXT NOT NULL,
    started_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX interview_visit ON interview (visit);
CREATE INDEX interview_form_hash ON interview (form_hash);

-- One row a node, so that one answer is one small write. A mark (a non-answer) stands in the row of its node.
CREATE TABLE answer (
    interview TEXT NOT NULL REFERENCES interview (id),
    ref TEXT NOT NULL,
    value TEXT NOT NULL,
    mark TEXT,
    given_at TEXT NOT NULL,
    PRIMARY KEY (interview, ref)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
    dataset TEXT NOT NULL,
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    properties TEXT NOT NULL,
    interview TEXT NOT NULL REFERENCES interview (id),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (dataset, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_interview ON entity (interview);

CREATE TABLE promise (
    id TEXT NOT NULL PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    party TEXT NOT NULL CHECK (party IN ('us', 'resident', 'other')),
    who TEXT NOT NULL,
    phrase TEXT NOT NULL,
    due TEXT NOT NULL,
    at TEXT,
    slots TEXT NOT NULL,
    kept TEXT NOT NULL CHECK (kept IN ('not_yet', 'kept', 'broken'))
) STRICT, WITHOUT ROWID;

CREATE INDEX promise_visit ON promise (visit);
CREATE INDEX promise_open ON promise (due) WHERE kept = 'not_yet';

CREATE TABLE bring (
    visit TEXT NOT NULL REFERENCES visit (id),
    place INTEGER NOT NULL,
    thing TEXT NOT NULL,
    PRIMARY KEY (visit, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE receiver (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    recipient TEXT NOT NULL,
    folder TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
    id TEXT NOT NULL PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    receiver TEXT NOT NULL REFERENCES receiver (id),
    purpose TEXT NOT NULL,
    bundles TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'thinking')),
    told_back TEXT NOT NULL CHECK (told_back IN ('self', 'explained_again', 'failed')),
    until TEXT NOT NULL,
    text_version TEXT NOT NULL,
    language TEXT NOT NULL,
    explained_by TEXT NOT NULL REFERENCES helper (id),
    given_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX consent_visit ON consent (visit);
CREATE INDEX consent_receiver ON consent (receiver);

CREATE TABLE parcel (
    id TEXT NOT NULL PRIMARY KEY,
    visit TEXT NOT NULL REFERENCES visit (id),
    receiver TEXT NOT NULL REFERENCES receiver (id),
    consent TEXT NOT NULL REFERENCES consent (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'sent', 'confirmed', 'attention')),
    made_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    reply_token TEXT NOT NULL UNIQUE,
    sent_at TEXT,
    confirmed_at TEXT,
    reason TEXT NOT NULL,
    sealed BLOB NOT NULL -- last, so that what stands before it is read without it
) STRICT;

CREATE INDEX parcel_state ON parcel (state);
CREATE INDEX parcel_visit ON parcel (visit);
CREATE INDEX parcel_receiver ON parcel (receiver);
CREATE INDEX parcel_consent ON parcel (consent);

-- Append-only. hash covers the hash before it, every chain column and detail_hash; detail_hash covers salt and detail, which
-- alone may be emptied later (erasure) while the chain goes on to verify. REPLACE fires the trigger on delete too, because the
-- connection has recursive_triggers on; a trigger on insert would make every commit a tenth slower.
CREATE TABLE audit (
    sequence INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    salt BLOB,
    detail TEXT,
    detail_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'audit: entries stay'); END;

CREATE TRIGGER audit_no_change BEFORE UPDATE OF sequence, at, who, action, detail_hash, hash ON audit
BEGIN SELECT RAISE (ABORT, 'audit: entries do not change'); END;

CREATE TRIGGER audit_only_erase BEFORE UPDATE OF salt, detail ON audit
WHEN NEW.salt IS NOT NULL OR NEW.detail IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'audit: a detail can only be erased'); END;
