-- What makes the rows of the import what they are: format, dialect, repair, schema with the digest
-- of its rules, severities and handler, as a JSON object. Null for imports of before: of them only
-- the name of the schema tells whether the same bytes would be the same rows.
ALTER TABLE imports ADD COLUMN plan TEXT;

-- Decides who wins when the same file arrives twice at once to be read in the same way.
DROP INDEX imports_once;
CREATE UNIQUE INDEX imports_once ON imports (file_hash, plan)
  WHERE once = 1 AND deleted_at IS NULL AND status IN ('pending', 'processing', 'completed');

-- Finds the same bytes among all imports, those included that may be there more than once.
CREATE INDEX imports_of_bytes ON imports (file_hash)
  WHERE deleted_at IS NULL AND status IN ('pending', 'processing', 'completed');
