-- What cleaning has changed in the row, with what the source said, as a JSON array; null if nothing.
ALTER TABLE records ADD COLUMN changes TEXT;

-- The smallest of the digests of the valid rows, which tell imports apart that hold the same rows.
ALTER TABLE imports ADD COLUMN row_digests BLOB;

-- Which completed imports held rows of this one when it was completed, as a JSON array.
ALTER TABLE imports ADD COLUMN seen TEXT NOT NULL DEFAULT '[]';

-- How the columns of files with certain labels were mapped to the fields of a schema.
CREATE TABLE mappings (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  schema_name TEXT NOT NULL,
  -- Of the labels, without case, blanks and marks, in their order.
  fingerprint TEXT NOT NULL,
  -- The labels, and which of them feeds which field, as JSON.
  labels TEXT NOT NULL,
  columns TEXT NOT NULL,
  -- The import from which it was learnt.
  import_id INTEGER NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  used_at TEXT
);

CREATE UNIQUE INDEX mappings_of_labels ON mappings (schema_name, fingerprint);

-- Files that are staged: they wait to be checked and imported, and have a file of their own.
CREATE TABLE uploads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  filename TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  file_size INTEGER NOT NULL,
  -- Null if it cannot be told unless somebody says it.
  format TEXT,
  -- What the sender has said of the file besides its name, as a JSON object.
  stated TEXT NOT NULL,
  -- Where the bytes lie.
  source_path TEXT NOT NULL,
  -- What the file was called in the archive from which it was unpacked.
  member_name TEXT,
  -- The offset of the first byte that cannot be UTF-8; -1 if there is none.
  utf8_offence INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  -- It is kept until then, and longer each time it is used.
  expires_at TEXT NOT NULL
);

CREATE UNIQUE INDEX uploads_once ON uploads (file_hash, filename, stated);

CREATE INDEX uploads_to_expire ON uploads (expires_at);
