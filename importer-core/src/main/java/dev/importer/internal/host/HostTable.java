package dev.importer.internal.host;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of the application, as the database describes it.
 *
 * @param columns its columns by name; none if there is no such table
 * @param keys the columns of its primary key and of each of its unique indexes
 */
record HostTable(Map<String, HostColumn> columns, List<Set<String>> keys) {

  boolean exists() {
    return !columns.isEmpty();
  }

  boolean isKey(List<String> names) {
    return keys.contains(Set.copyOf(names));
  }
}
