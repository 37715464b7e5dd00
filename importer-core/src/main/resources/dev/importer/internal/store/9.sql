-- What the valid rows have become in a table of the application, as a JSON object; null if they were
-- brought into none. And when they were taken out of it again.
ALTER TABLE imports ADD COLUMN target_result TEXT;
ALTER TABLE imports ADD COLUMN undone_at TEXT;

-- What the table of the application had of rows before they came: what was done, and the values of
-- before as a JSON array. Rows that were added to it are not here.
CREATE TABLE target_rows (
  import_id INTEGER NOT NULL REFERENCES imports (id),
  row_number INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('updated', 'unchanged', 'skipped')),
  before TEXT,
  PRIMARY KEY (import_id, row_number)
) WITHOUT ROWID;
