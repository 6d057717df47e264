-- A question stays missed until it is right in a later sitting, so the cache names the review by which it was missed;
-- what it named before is derived from the log again afterwards.

DROP INDEX progress_missed;
ALTER TABLE progress ADD COLUMN missed INTEGER REFERENCES review (number);  -- NULL where it is not
CREATE INDEX progress_missed ON progress (missed) WHERE missed IS NOT NULL;
