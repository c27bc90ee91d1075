-- Places that the bot was removed from. What they have is kept for a while, should it return.
CREATE TABLE departure (
    place   TEXT   NOT NULL PRIMARY KEY,
    left_at BIGINT NOT NULL           -- when it was noticed
)
