-- What a learner puts on a question, tests that were handed in, fitted parameters, and the wording of questions
-- without id. A CHECK cannot be altered, so the log is copied into a table with the new ones; the cache, which
-- is derived from it, is made again afterwards.

DROP VIEW effective;
DROP TRIGGER review_never_changes;
DROP TRIGGER review_never_shrinks;
DROP TABLE progress;
DROP INDEX review_time;
DROP INDEX review_question;
DROP INDEX review_day;
DROP INDEX review_target;
DROP INDEX review_relink;
ALTER TABLE review RENAME TO old_review;

-- The log: the truth, from which all the rest is derived. Rows are only ever added.
--   review   one answered question
--   change   a later word on a review (target): another verdict or rating
--   void     undoes any other event (target)
--   relink   the reviews of (bank, question) count for (new_bank, new_question)
--   suspend  takes a question out of everything that is planned
--   bury     takes it out for one day
--   flag     marks it, with a note
--   test     a test was handed in; its answers are the reviews of the same sitting
--   fit      other parameters for FSRS
CREATE TABLE review (
    number       INTEGER PRIMARY KEY,                       -- the order of arrival in this file
    event        TEXT    NOT NULL CHECK (event IN
        ('review', 'change', 'void', 'relink', 'suspend', 'bury', 'flag', 'test', 'fit')),
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
    wording      TEXT,                                      -- what was asked, of a question without id
    note         TEXT,                                      -- of a flag; of a test, what was tested
    questions    INTEGER CHECK (questions IS NULL OR (typeof(questions) = 'integer' AND questions >= 0)),
    allowed      INTEGER CHECK (allowed IS NULL OR (typeof(allowed) = 'integer' AND allowed >= 0)),  -- milliseconds
    parameters   TEXT,                                      -- a JSON list of numbers

    CHECK ((event = 'review') = (offset IS NOT NULL AND fingerprint IS NOT NULL AND kind IS NOT NULL
        AND mode IS NOT NULL AND response IS NOT NULL AND confidence IS NOT NULL AND hinted IS NOT NULL
        AND device IS NOT NULL)),
    CHECK ((event IN ('review', 'bury')) = (day IS NOT NULL)),
    CHECK ((event IN ('review', 'test')) = (sitting IS NOT NULL AND milliseconds IS NOT NULL)),
    CHECK ((event IN ('review', 'change')) = (score IS NOT NULL AND outcome IS NOT NULL AND rating IS NOT NULL)),
    CHECK ((event IN ('review', 'relink', 'suspend', 'bury', 'flag')) = (bank IS NOT NULL AND question IS NOT NULL)),
    CHECK ((event IN ('change', 'void')) = (target IS NOT NULL)),
    CHECK ((event = 'relink') = (new_bank IS NOT NULL AND new_question IS NOT NULL)),
    CHECK (wording IS NULL OR event = 'review'),
    CHECK ((event IN ('flag', 'test')) = (note IS NOT NULL)),
    CHECK ((event = 'test') = (questions IS NOT NULL)),
    CHECK (allowed IS NULL OR event = 'test'),
    CHECK ((event = 'fit') = (parameters IS NOT NULL))
);

INSERT INTO review SELECT *, NULL, NULL, NULL, NULL, NULL FROM old_review ORDER BY number;
DROP TABLE old_review;

CREATE INDEX review_time ON review (time);
CREATE INDEX review_question ON review (bank, question) WHERE event = 'review';
CREATE INDEX review_day ON review (day) WHERE event = 'review';
CREATE INDEX review_target ON review (target) WHERE target IS NOT NULL;
CREATE INDEX review_sitting ON review (sitting) WHERE mode = 'test';
-- The events that are few: reading them takes no longer when the reviews are many.
CREATE INDEX review_event ON review (event, time) WHERE event NOT IN ('review', 'change', 'void');

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
       review.milliseconds, review.sitting, review.device, review.wording
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

-- Derived: one row for each question that has been reviewed.
CREATE TABLE progress (
    bank       TEXT    NOT NULL,
    question   TEXT    NOT NULL,
    difficulty REAL    NOT NULL,
    stability  REAL    NOT NULL,  -- days after which recall has fallen to 90%
    day        TEXT    NOT NULL,  -- of the last review
    due        TEXT    NOT NULL,
    check_day  TEXT,              -- the day by which an error that the learner was certain of is checked
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
