package dev.importer.internal.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of the application, as the database describes it.
 *
 * @param columns its columns by name; none if there is no such table
 * @param keys its primary key and each of its unique indexes: how texts are compared, by the names
 *     of the columns; the empty text where that is left to the type
 * @param references the keys of other tables that lose or change their rows if one of this table is
 *     removed
 * @param isPlain whether nothing but its constraints decides what becomes of a row: it has no
 *     triggers, no rules, and no constraint that does anything else than to raise
 */
record HostTable(
    Map<String, HostColumn> columns,
    List<Map<String, String>> keys,
    List<Reference> references,
    boolean isPlain) {

  /**
   * A key of a table that refers to this one.
   *
   * @param table that table, as it stands in statements
   * @param columns the columns of this table by those that refer to them
   */
  record Reference(String table, Map<String, String> columns) {}

  boolean exists() {
    return !columns.isEmpty();
  }

  /** The key of just these columns; empty if there is none. */
  Optional<Map<String, String>> key(List<String> names) {
    return keys.stream().filter(key -> key.keySet().equals(Set.copyOf(names))).findFirst();
  }
}
