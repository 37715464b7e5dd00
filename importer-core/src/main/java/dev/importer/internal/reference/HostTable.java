package dev.importer.internal.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table of the host to which foreign keys of schemas refer.
 *
 * @param name the name of the table, after that of its schema and a point if it needs one
 * @param columns the columns by the names that foreign keys have for them; others are called alike
 */
public record HostTable(String name, Map<String, String> columns) {

  /** Copies the map. */
  public HostTable {
    columns = Map.copyOf(columns);
  }

  List<String> columns(List<String> fields) {
    return fields.stream().map(field -> columns.getOrDefault(field, field)).toList();
  }

  /** The name as statements have it. */
  String quotedName() {
    return Arrays.stream(name.split("\\.", -1))
        .map(HostTable::quoted)
        .collect(Collectors.joining("."));
  }

  /**
   * A column as statements have it, of the table {@code r}. Without the letter SQLite would take
   * the name of a column that is not there for a text.
   */
  static String column(String name) {
    return "r." + quoted(name);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
