package dev.importer.job;

/** How the rows of a whole file that corrects an import are found in that import. */
public enum RowMatch {
  /** By their numbers: the file has the same rows in the same order. */
  ROW_NUMBER,
  /** By the primary key of the schema: they may be in another order, and some may be absent. */
  PRIMARY_KEY
}
