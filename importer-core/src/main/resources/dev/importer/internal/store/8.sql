-- The number of the last change of rows of the import; 0 if none was changed.
ALTER TABLE imports ADD COLUMN last_change INTEGER NOT NULL DEFAULT 0;

-- What was changed in the rows of completed imports, and what was undone of it.
CREATE TABLE import_changes (
  import_id INTEGER NOT NULL REFERENCES imports (id),
  -- In their order, from 1.
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('correction', 'edit', 'replace', 'undo')),
  created_at TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  cell_count INTEGER NOT NULL,
  -- How many rows have become valid, and how many refused.
  now_valid INTEGER NOT NULL,
  now_refused INTEGER NOT NULL,
  -- What was asked for, as a JSON object.
  request TEXT NOT NULL,
  -- The numbers of the change that this one undoes, and of that which undoes this one.
  undoes INTEGER,
  undone_by INTEGER,
  PRIMARY KEY (import_id, number)
) WITHOUT ROWID;

-- The rows of changes as they were before.
CREATE TABLE changed_rows (
  import_id INTEGER NOT NULL REFERENCES imports (id),
  change_number INTEGER NOT NULL,
  row_number INTEGER NOT NULL,
  data TEXT NOT NULL,
  status TEXT NOT NULL,
  error_message TEXT,
  errors TEXT,
  changes TEXT,
  -- What became of it: the status, and a digest of all that is stored.
  status_after TEXT NOT NULL,
  digest_after TEXT NOT NULL,
  -- The changed cells, as a JSON array.
  cells TEXT NOT NULL,
  PRIMARY KEY (import_id, change_number, row_number)
);
