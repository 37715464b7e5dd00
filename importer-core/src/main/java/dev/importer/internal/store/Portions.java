package dev.importer.internal.store;

import org.jdbi.v3.core.statement.Query;

/**
 * Bounds what is fetched at once from a database that hands out answers in portions of so many
 * rows, however long they are.
 */
final class Portions {

  /** So many rows of the usual length. */
  static final int ROWS = 1_000;

  private static final long BYTES = 8L << 20;

  private Portions() {}

  /**
   * Lets portions be so small that they fit into memory.
   *
   * @param longest the length of the longest row of the answer, as {@link Sql#rowBytes} tells it
   */
  static Query bound(Query statement, long longest) {
    return statement.setFetchSize((int) Math.max(1, Math.min(ROWS, BYTES / Math.max(1, longest))));
  }
}
