-- What people report to be wrong on a card. Open, then accepted or declined by a moderator.
CREATE TABLE report (
    report_id   TEXT   NOT NULL PRIMARY KEY,  -- made from what is reported, not from who reports it
    place       TEXT   NOT NULL,
    reported_by TEXT,                 -- NULL once that person had it deleted
    reported_at BIGINT NOT NULL,
    ordinal     BIGINT NOT NULL,      -- 1, 2, 3... of that person in that place
    pack        TEXT   NOT NULL,
    card        TEXT   NOT NULL,      -- the route that opens it
    local_date  TEXT,                 -- of the daily post it stood in; NULL: it was none
    wrong       TEXT   NOT NULL,
    source      TEXT,                 -- a URL; NULL: none was given
    told_at     BIGINT,               -- when moderators were told; NULL while they have no channel
    state       TEXT   NOT NULL,
    decided_by  TEXT,                 -- NULL while it is open, or once that person had it deleted
    decided_at  BIGINT,
    UNIQUE (place, reported_by, ordinal),
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_at IS NOT NULL)
);
CREATE INDEX report_untold ON report (place, reported_at) WHERE told_at IS NULL;
CREATE INDEX report_accepted ON report (decided_at) WHERE state = 'accepted'
