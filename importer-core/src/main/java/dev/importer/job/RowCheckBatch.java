package dev.importer.job;

import java.sql.Connection;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rows that a {@link RowCheck} looks at. Made by the importer, which may add to it; usable only
 * during the call, and not thread-safe.
 */
public interface RowCheckBatch {

  /** The id of the import; empty if the rows are only checked or read, and not stored. */
  OptionalLong importId();

  /**
   * The rows that nothing was found wrong with so far, in the order of the source; at least one.
   */
  List<CheckableRow> rows();

  /**
   * A connection to the database of the importer, to look things up. Nothing can be written with
   * it. It must not be committed, rolled back or closed.
   */
  Connection connection();
}
