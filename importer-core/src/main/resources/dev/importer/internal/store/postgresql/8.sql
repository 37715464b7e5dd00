ALTER TABLE <p>imports ADD COLUMN last_change bigint NOT NULL DEFAULT 0;

-- What was changed in the rows of completed imports, and what was undone of it.
CREATE TABLE <p>import_changes (
  import_id bigint NOT NULL REFERENCES <p>imports (id),
  number bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('correction', 'edit', 'replace', 'undo')),
  created_at text NOT NULL,
  row_count bigint NOT NULL,
  cell_count bigint NOT NULL,
  now_valid bigint NOT NULL,
  now_refused bigint NOT NULL,
  request text NOT NULL,
  undoes bigint,
  undone_by bigint,
  PRIMARY KEY (import_id, number)
);

CREATE TABLE <p>changed_rows (
  import_id bigint NOT NULL REFERENCES <p>imports (id),
  change_number bigint NOT NULL,
  row_number bigint NOT NULL,
  data text NOT NULL,
  status text NOT NULL,
  error_message text,
  errors text,
  changes text,
  status_after text NOT NULL,
  digest_after text NOT NULL,
  cells text NOT NULL,
  PRIMARY KEY (import_id, change_number, row_number)
);
