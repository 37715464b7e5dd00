-- The labels and fields of a failed import whose header lacks some, as JSON.
ALTER TABLE imports ADD COLUMN missing_labels TEXT;
