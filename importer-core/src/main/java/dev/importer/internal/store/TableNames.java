package dev.importer.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * How our tables shall be called, as far as that was said.
 *
 * @param schema the schema that they are in; only PostgreSQL has schemas
 * @param prefix what their names begin with
 */
public record TableNames(@Nullable String schema, @Nullable String prefix) {

  /** What each database does if nothing is said. */
  public static final TableNames DEFAULT = new TableNames(null, null);

  /**
   * Does nothing if nothing was said.
   *
   * @throws IllegalStateException otherwise
   */
  public void requireNoNames() {
    if (prefix != null || schema != null) {
      throw new IllegalStateException(
          (prefix != null ? "tablePrefix" : "tableSchema")
              + " goes with a dataSource or a database of PostgreSQL; an SQLite database of the"
              + " importer's own needs none");
    }
  }

  /**
   * Does nothing if no schema was named.
   *
   * @throws IllegalStateException otherwise
   */
  void requireNoSchema() {
    if (schema != null) {
      throw new IllegalStateException(
          "tableSchema goes with PostgreSQL only; SQLite has no schemas");
    }
  }
}
