-- Each time a worker takes the import it is the next attempt: only the latest may change anything.
ALTER TABLE imports ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;

-- Whether the bytes of a failed or cancelled import are kept, so that it can be tried again.
ALTER TABLE imports ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
