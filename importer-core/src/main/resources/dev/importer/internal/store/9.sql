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

-- What listeners of the application are still to be told of imports, a row for each listener.
CREATE TABLE import_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The number of the event, which is that of the first of its rows; null in that one.
  event_id INTEGER,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  listener TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('accepted', 'completed', 'failed', 'cancelled', 'undone', 'redone')),
  created_at TEXT NOT NULL,
  -- How often the listener has failed to take it, and before when it is left in peace.
  failures INTEGER NOT NULL DEFAULT 0,
  due_at TEXT NOT NULL,
  -- The instance that tells it just now.
  owner TEXT
);

-- For the order in which a listener is told of an import.
CREATE INDEX import_events_next ON import_events (import_id, listener, id);
