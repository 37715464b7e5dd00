-- Imports are counted and listed from the index alone, without a look at each row of the table.
DROP INDEX imports_live;
CREATE INDEX imports_live ON imports (id, deleted_at) WHERE deleted_at IS NULL;
