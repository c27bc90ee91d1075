-- Opening, then open, closing and closed; or lost.
CREATE TABLE poll (
    poll_id    TEXT   NOT NULL PRIMARY KEY,
    place      TEXT   NOT NULL,
    channel_id TEXT   NOT NULL,
    message_id TEXT,                  -- NULL until it is out
    question   TEXT   NOT NULL,
    options    TEXT   NOT NULL,       -- JSON array of texts
    poll_kind  TEXT   NOT NULL,
    most       BIGINT NOT NULL,       -- options that one may choose
    role_id    TEXT,                  -- of those who may vote; NULL: everybody who sees the channel
    opened_by  TEXT,                  -- NULL once that person had it deleted
    opened_at  BIGINT NOT NULL,
    ordinal    BIGINT NOT NULL,       -- 1, 2, 3... of that person in that place
    slot       BIGINT,                -- of the few that a channel has; NULL once it is not open
    closes_at  BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    closed_at  BIGINT,                -- when the voting was ended, or the poll found to be lost
    turnout    BIGINT,
    counts     TEXT,                  -- JSON array by the options; NULL: too few voted to show them
    UNIQUE (place, opened_by, ordinal),
    UNIQUE (place, channel_id, slot),
    CHECK ((state IN ('opening', 'open')) = (closed_at IS NULL)),
    CHECK ((state IN ('opening', 'open')) = (slot IS NOT NULL)),
    CHECK ((state = 'closed') = (turnout IS NOT NULL))
);
CREATE INDEX poll_due ON poll (closes_at) WHERE state = 'open';

-- What the votes of a secret poll are stored under, until it closes. This table and the next hold
-- nothing else and nothing refers to them, so they are written anew whenever a poll closes.
CREATE TABLE poll_secret (
    poll_id TEXT NOT NULL PRIMARY KEY REFERENCES poll (poll_id) ON DELETE CASCADE,
    place   TEXT NOT NULL,
    secret  TEXT NOT NULL
);

-- The votes of secret polls that are open. No time is kept: nothing needs it.
CREATE TABLE vote (
    poll_id   TEXT   NOT NULL REFERENCES poll (poll_id) ON DELETE CASCADE,
    place     TEXT   NOT NULL,
    voter_key TEXT   NOT NULL,        -- HMAC-SHA256 of the person under the secret of the poll
    choices   BIGINT NOT NULL,        -- a bit for each option chosen, the first option the lowest
    PRIMARY KEY (poll_id, voter_key)
)
