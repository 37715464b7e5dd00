-- The SHA-256 of what makes the rows of the import what they are; null for imports of before.
ALTER TABLE imports ADD COLUMN plan_key TEXT;

-- Decides who wins when the same file arrives twice at once to become the same rows.
DROP INDEX imports_once;
CREATE UNIQUE INDEX imports_once ON imports (file_hash, plan_key)
  WHERE once = 1 AND deleted_at IS NULL AND status IN ('pending', 'processing', 'completed');

-- How much of the source was read when the last rows were stored.
ALTER TABLE imports ADD COLUMN bytes_read INTEGER NOT NULL DEFAULT 0;

-- The machine where the source lies that is read in place.
ALTER TABLE imports ADD COLUMN host TEXT NOT NULL DEFAULT '';

-- The names of the worksheets of a workbook, as a JSON array; null for other files.
ALTER TABLE uploads ADD COLUMN sheets TEXT;
