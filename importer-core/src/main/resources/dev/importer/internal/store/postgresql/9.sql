ALTER TABLE <p>imports ADD COLUMN target_result text;
ALTER TABLE <p>imports ADD COLUMN undone_at text;

-- What the table of the application had of rows before they came.
CREATE TABLE <p>target_rows (
  import_id bigint NOT NULL REFERENCES <p>imports (id),
  row_number bigint NOT NULL,
  action text NOT NULL CHECK (action IN ('updated', 'unchanged', 'skipped')),
  before text,
  PRIMARY KEY (import_id, row_number)
);
