-- Times are Unix seconds, in columns that end in _at. A place is "discord:<server id>" or
-- "matrix:<room id>", a person "discord:<user id>" or "matrix:<user id>", and the columns are always
-- called place and end in _by. NOT NULL stands beside every primary key, since SQLite needs it.

-- What a place has set. No row: everything is at its default.
CREATE TABLE place_settings (
    place      TEXT   NOT NULL PRIMARY KEY,
    version    BIGINT NOT NULL,       -- that of the last change; a writer names the one it has read
    settings   TEXT   NOT NULL,       -- JSON object of what differs from the defaults
    changed_at BIGINT NOT NULL
);

-- Who changed what. Two changes of one version cannot both be written.
CREATE TABLE settings_change (
    place      TEXT   NOT NULL,
    version    BIGINT NOT NULL,       -- 1, 2, 3... in a place
    changed_by TEXT,                  -- NULL once that person had it deleted
    changed_at BIGINT NOT NULL,
    old_values TEXT   NOT NULL,       -- JSON object of the settings changed, as they were
    new_values TEXT   NOT NULL,       -- and as they became
    undoes     BIGINT,                -- the version taken back, if this change is an undo
    PRIMARY KEY (place, version),
    UNIQUE (place, undoes)
);

-- A schedule that stands still. No row: it runs.
CREATE TABLE schedule_pause (
    place     TEXT   NOT NULL PRIMARY KEY,
    paused_by TEXT,                   -- NULL if it paused itself, or that person had it deleted
    paused_at BIGINT NOT NULL,
    reason    TEXT   NOT NULL,        -- one of the core's reasons
    detail    TEXT   NOT NULL,        -- JSON object of what the sentence for the reason needs
    told_at   BIGINT                  -- when the moderators were told
);

-- The daily post of a place and local date: planned, then sending, sent and done, or missed, or
-- failed. What is sent for it stands in the outbox.
CREATE TABLE post (
    post_id         TEXT   NOT NULL PRIMARY KEY,
    place           TEXT   NOT NULL,
    local_date      TEXT   NOT NULL,  -- such as 2026-11-24, in the time zone of the place
    slot            TEXT   NOT NULL,  -- which of the posts of that date
    due_at          BIGINT NOT NULL,
    state           TEXT   NOT NULL,
    reason          TEXT,             -- why it is late, missed or failed: one of the core's reasons
    detail          TEXT,             -- JSON object of what the sentence for the reason needs
    pack            TEXT,             -- this and the explainer: NULL until one was dealt
    explainer_id    TEXT,
    channel_id      TEXT,             -- where it went
    message_id      TEXT,
    thread_id       TEXT,
    poll_message_id TEXT,
    planned_at      BIGINT NOT NULL,
    sending_at      BIGINT,           -- when each state was reached
    sent_at         BIGINT,
    ended_at        BIGINT,           -- done, missed or failed
    UNIQUE (place, local_date, slot),
    CHECK (sent_at IS NULL OR message_id IS NOT NULL)
);
CREATE INDEX post_due ON post (due_at) WHERE state = 'planned';

-- The explainers a place was dealt. Each comes once a cycle.
CREATE TABLE deck_deal (
    place        TEXT   NOT NULL,
    pack         TEXT   NOT NULL,
    cycle        BIGINT NOT NULL,     -- 1, 2, 3...
    explainer_id TEXT   NOT NULL,
    dealt_at     BIGINT NOT NULL,
    skipped_at   BIGINT,              -- when a moderator passed it over
    PRIMARY KEY (place, pack, cycle, explainer_id)
);

-- What is to be sent, each step of a post a row of its own. Written in the transaction that decides
-- it, claimed by lease, and sent under a key made from item_id, so that a repetition is known as one.
CREATE TABLE outbox (
    item_id      TEXT   NOT NULL PRIMARY KEY,
    place        TEXT   NOT NULL,
    post_id      TEXT REFERENCES post (post_id) ON DELETE CASCADE,  -- NULL if it is of no post
    step         TEXT   NOT NULL,     -- message, thread, question, poll, notice...
    target_id    TEXT   NOT NULL,     -- the channel, thread or room it goes to
    content      TEXT   NOT NULL,     -- JSON
    created_at   BIGINT NOT NULL,
    due_at       BIGINT NOT NULL,     -- not before; a retry moves it
    give_up_at   BIGINT,              -- not tried again after that; NULL: tried for ever
    leased_until BIGINT NOT NULL DEFAULT 0,
    lease_id     TEXT,                -- of the claim that holds it: only that one may end it
    attempts     BIGINT NOT NULL DEFAULT 0,
    doubt_at     BIGINT,              -- since when a request may have been made of unknown outcome
    error        TEXT,                -- of the last attempt: one of the core's reasons
    detail       TEXT,                -- JSON object of what the sentence for it needs
    result_id    TEXT,                -- what the platform calls it
    ended_at     BIGINT,              -- sent, or given up if there is no result_id
    CHECK (result_id IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE ended_at IS NULL;
CREATE INDEX outbox_post ON outbox (post_id)
