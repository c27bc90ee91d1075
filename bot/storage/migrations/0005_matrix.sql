-- How far the bot's account has read what its homeserver tells. A row of the account, not of a place.
CREATE TABLE matrix_account (
    account    TEXT   NOT NULL PRIMARY KEY,  -- the bot's user id, such as @bedfellows:example.org
    sync_token TEXT   NOT NULL,
    received   BIGINT NOT NULL,              -- how many events it has put into the inbox
    read_at    BIGINT NOT NULL
);

-- What came in and may want an answer: new, or undecrypted until its key comes, then done, or parked
-- if it failed again and again. Written in the transaction that moves the token.
CREATE TABLE matrix_inbox (
    event_id    TEXT   NOT NULL PRIMARY KEY,
    place       TEXT   NOT NULL,
    ordinal     BIGINT NOT NULL,      -- 1, 2, 3... in the order they came in
    state       TEXT   NOT NULL,
    content     TEXT,                 -- JSON, the event as it came; NULL once it is done or parked
    received_at BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,      -- not before; a retry moves it
    attempts    BIGINT NOT NULL DEFAULT 0,
    ended_at    BIGINT,               -- done or parked
    CHECK ((ended_at IS NULL) = (state IN ('new', 'undecrypted'))),
    CHECK ((ended_at IS NULL) = (content IS NOT NULL))
);
CREATE INDEX matrix_inbox_waiting ON matrix_inbox (state, ordinal) WHERE ended_at IS NULL;
CREATE INDEX matrix_inbox_ended ON matrix_inbox (ended_at) WHERE ended_at IS NOT NULL
