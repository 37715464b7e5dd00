package dev.importer.internal.store;

/** How the id of a record is made of its import and its row. */
final class RecordIds {

  private static final long ROWS_PER_IMPORT = 1_000_000_000L;

  private RecordIds() {}

  /** The id of a row; row 0 stands before the first row. */
  static long of(long importId, long rowNumber) {
    return importId * ROWS_PER_IMPORT + rowNumber;
  }

  /** The largest id that a row of the import can have. */
  static long last(long importId) {
    return of(importId, ROWS_PER_IMPORT - 1);
  }

  /** The number of a row within its import. */
  static long rowOf(long id) {
    return id % ROWS_PER_IMPORT;
  }

  static long importOf(long id) {
    return id / ROWS_PER_IMPORT;
  }
}
