CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  filename TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled')),
  total_records INTEGER NOT NULL DEFAULT 0,
  processed_records INTEGER NOT NULL DEFAULT 0,
  failed_records INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  started_at TEXT,
  completed_at TEXT,
  -- Set when the import is deleted: from then on no answer shows it or its rows.
  deleted_at TEXT,
  format TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  schema_name TEXT NOT NULL,
  -- The dialect that the source is read in, and what that rests on, as JSON objects.
  dialect TEXT NOT NULL,
  detection TEXT NOT NULL,
  -- What becomes of CSV records whose quotes do not add up.
  quote_repair TEXT NOT NULL,
  -- How many rows may be refused: 'any', a number, a share such as '5%', or 'strict' for none.
  max_errors TEXT NOT NULL,
  -- Which faults of rows are only warned of: 'extra-cell:warning,missing-cell:warning'.
  severities TEXT NOT NULL DEFAULT '',
  -- The name of the handler of the host that takes the valid rows.
  handler TEXT,
  -- Labels met, warnings counted and the first of their places so far, as JSON.
  columns TEXT NOT NULL DEFAULT '[]',
  -- The labels of the header as they stand in the source, blank and repeated ones too, as JSON.
  labels TEXT NOT NULL DEFAULT '[]',
  warnings TEXT NOT NULL DEFAULT '{}',
  notices TEXT NOT NULL DEFAULT '[]',
  -- Where the bytes of the source have gone, as a JSON object, once the import is completed.
  accounting TEXT,
  error_code TEXT,
  error_message TEXT,
  error_line INTEGER,
  error_column INTEGER,
  -- Where the bytes lie until the import has ended.
  source_path TEXT NOT NULL,
  source_modified_at TEXT NOT NULL,
  spooled INTEGER NOT NULL,
  -- The offset of the first byte that cannot be UTF-8; -1 if there is none.
  utf8_offence INTEGER NOT NULL,
  -- The rows 1 to checkpoint are stored. Written in the transaction that stores them.
  checkpoint INTEGER NOT NULL DEFAULT 0,
  -- Whether the same bytes may be imported only once under the schema.
  once INTEGER NOT NULL,
  -- The running instance that works on the import, or will.
  owner TEXT NOT NULL
);

-- Decides who wins when the same file arrives twice at once.
CREATE UNIQUE INDEX imports_once ON imports (file_hash, schema_name)
  WHERE once = 1 AND deleted_at IS NULL AND status IN ('pending', 'processing', 'completed');

CREATE INDEX imports_live ON imports (id) WHERE deleted_at IS NULL;

CREATE INDEX imports_open ON imports (status, id)
  WHERE deleted_at IS NULL AND status IN ('pending', 'processing');

CREATE INDEX imports_to_purge ON imports (id)
  WHERE checkpoint > 0 AND (deleted_at IS NOT NULL OR status IN ('failed', 'cancelled'));

CREATE TABLE records (
  -- import_id * 1000000000 + row_number: the rows of an import lie together and in order, no row
  -- can be stored twice, and no further index is needed to find them.
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  row_number INTEGER GENERATED ALWAYS AS (id % 1000000000) VIRTUAL,
  line_number INTEGER NOT NULL,
  data TEXT NOT NULL,
  status TEXT NOT NULL,
  error_message TEXT,
  errors TEXT,
  created_at TEXT NOT NULL
);

CREATE INDEX records_failed ON records (id) WHERE status = 'failed';

-- How often each kind of error occurs in each field of an import, with the first rows that have it.
CREATE TABLE error_groups (
  import_id INTEGER NOT NULL REFERENCES imports (id),
  -- In the order in which the groups came up; 0 is all that there is no room to tell apart.
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  rule TEXT,
  field TEXT,
  count INTEGER NOT NULL,
  -- A JSON array of objects.
  examples TEXT NOT NULL,
  PRIMARY KEY (import_id, number)
) WITHOUT ROWID;
