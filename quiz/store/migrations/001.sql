-- Plain tables, with the types held by CHECK: STRICT would keep the file from being opened by SQLite before 3.37.
-- Times are UTC, such as 2026-01-31T18:30:00.000000Z; days are study days, such as 2026-01-31.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- The log: the truth, from which all the rest is derived. Rows are only ever added.
--   review  one answered question
--   change  a later word on a review (target): another verdict or rating
--   void    undoes a review, a change or a relink (target)
--   relink  the reviews of (bank, question) count for (new_bank, new_question)
CREATE TABLE review (
    number       INTEGER PRIMARY KEY,                       -- the order of arrival in this file
    event        TEXT    NOT NULL CHECK (event IN ('review', 'change', 'void', 'relink')),
    id           TEXT    NOT NULL UNIQUE CHECK (length(id) > 0),
    time         TEXT    NOT NULL CHECK (length(time) = 27 AND time LIKE '____-__-__T__:__:__.______Z'),
    offset       INTEGER CHECK (offset IS NULL OR typeof(offset) = 'integer'),  -- minutes ahead of UTC
    day          TEXT    CHECK (day IS NULL OR day LIKE '____-__-__'),
    bank         TEXT,
    question     TEXT,
    fingerprint  TEXT,                                      -- of the question's wording and answer
    kind         TEXT,
    mode         TEXT,
    response     TEXT,                                      -- JSON
    score        REAL    CHECK (score IS NULL OR (typeof(score) = 'real' AND score BETWEEN 0 AND 1)),
    outcome      TEXT    CHECK (outcome IS NULL OR outcome IN ('right', 'partly', 'wrong')),
    confidence   TEXT    CHECK (confidence IS NULL OR confidence IN ('guess', 'unsaid', 'certain')),
    hinted       INTEGER CHECK (hinted IS NULL OR hinted IN (0, 1)),
    rating       INTEGER CHECK (rating IS NULL OR rating IN (1, 2, 3, 4)),  -- Again, Hard, Good, Easy
    milliseconds INTEGER CHECK (milliseconds IS NULL OR (typeof(milliseconds) = 'integer' AND milliseconds >= 0)),
    sitting      TEXT,
    device       TEXT,
    target       TEXT,
    new_bank     TEXT,
    new_question TEXT,
    checksum     BLOB    NOT NULL CHECK (typeof(checksum) = 'blob' AND length(checksum) = 32),  -- sha256

    CHECK ((event = 'review') = (offset IS NOT NULL AND day IS NOT NULL AND fingerprint IS NOT NULL
        AND kind IS NOT NULL AND mode IS NOT NULL AND response IS NOT NULL AND confidence IS NOT NULL
        AND hinted IS NOT NULL AND milliseconds IS NOT NULL AND sitting IS NOT NULL AND device IS NOT NULL)),
    CHECK ((event IN ('review', 'change')) = (score IS NOT NULL AND outcome IS NOT NULL AND rating IS NOT NULL)),
    CHECK ((event IN ('review', 'relink')) = (bank IS NOT NULL AND question IS NOT NULL)),
    CHECK ((event IN ('change', 'void')) = (target IS NOT NULL)),
    CHECK ((event = 'relink') = (new_bank IS NOT NULL AND new_question IS NOT NULL))
);

CREATE INDEX review_time ON review (time);
CREATE INDEX review_question ON review (bank, question) WHERE event = 'review';
CREATE INDEX review_day ON review (day) WHERE event = 'review';
CREATE INDEX review_target ON review (target) WHERE target IS NOT NULL;
CREATE INDEX review_relink ON review (time) WHERE event = 'relink';

CREATE TRIGGER review_never_changes BEFORE UPDATE ON review
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed, only added to');
END;

CREATE TRIGGER review_never_shrinks BEFORE DELETE ON review
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed, only added to');
END;

-- The reviews that count: without voided ones, as the last change that is not voided left them.
CREATE VIEW effective AS
SELECT review.number, review.id, review.time, review.offset, review.day, review.bank, review.question,
       review.fingerprint, review.kind, review.mode, review.response,
       coalesce(change.score, review.score) AS score,
       coalesce(change.outcome, review.outcome) AS outcome,
       review.confidence, review.hinted,
       coalesce(change.rating, review.rating) AS rating,
       review.milliseconds, review.sitting, review.device
FROM review
LEFT JOIN review AS change ON change.number = (
    SELECT later.number FROM review AS later
    WHERE later.target = review.id AND later.event = 'change'
      AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = later.id AND void.event = 'void')
    ORDER BY later.time DESC, later.id DESC
    LIMIT 1
)
WHERE review.event = 'review'
  AND NOT EXISTS (SELECT 1 FROM review AS void WHERE void.target = review.id AND void.event = 'void');

-- Derived: the key that the reviews of a relinked question count for now.
CREATE TABLE alias (
    bank         TEXT NOT NULL,
    question     TEXT NOT NULL,
    new_bank     TEXT NOT NULL,
    new_question TEXT NOT NULL,
    PRIMARY KEY (bank, question)
) WITHOUT ROWID;

CREATE INDEX alias_new ON alias (new_bank, new_question);

-- Derived: one row for each question that has been reviewed.
CREATE TABLE progress (
    bank       TEXT    NOT NULL,
    question   TEXT    NOT NULL,
    difficulty REAL    NOT NULL,
    stability  REAL    NOT NULL,  -- days after which recall has fallen to 90%
    day        TEXT    NOT NULL,  -- of the last review
    due        TEXT    NOT NULL,
    reviews    INTEGER NOT NULL,
    lapses     INTEGER NOT NULL,
    begun      TEXT    NOT NULL,  -- the day of the first review
    last       INTEGER NOT NULL REFERENCES review (number),
    score      REAL    NOT NULL,  -- of the last review, as later changes left it; likewise:
    outcome    TEXT    NOT NULL,
    rating     INTEGER NOT NULL,
    PRIMARY KEY (bank, question)
) WITHOUT ROWID;

CREATE INDEX progress_due ON progress (due);
CREATE INDEX progress_bank_due ON progress (bank, due);
CREATE INDEX progress_begun ON progress (begun);
CREATE INDEX progress_missed ON progress (outcome) WHERE outcome <> 'right';
