-- Requests that were carried out, on platforms that may hand one over twice: a row is written in the
-- transaction of the change that was asked for, so that a repetition changes nothing.
CREATE TABLE done_request (
    request_id TEXT   NOT NULL PRIMARY KEY,
    place      TEXT   NOT NULL,
    done_at    BIGINT NOT NULL
);
CREATE INDEX done_request_old ON done_request (done_at)
