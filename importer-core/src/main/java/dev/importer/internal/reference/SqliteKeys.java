package dev.importer.internal.reference;

import dev.importer.internal.type.JsonTree;
import dev.importer.internal.type.Values;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Year;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A lookup in SQLite, which compares a value with a column as the column's affinity says. All keys
 * come as one text of JSON, because a statement has a bound on its parameters.
 */
final class SqliteKeys extends KeyLookup {

  private final String query;

  SqliteKeys(HostTable table, List<String> columns) {
    // An index of the columns is used; without one the table is read once, and not for each key.
    this.query =
        "SELECT k.key FROM json_each(?) k WHERE ("
            + IntStream.range(0, columns.size())
                .mapToObj(i -> "json_extract(k.value, '$[" + i + "]')")
                .collect(Collectors.joining(", "))
            + ") IN (SELECT "
            + columns.stream().map(HostTable::column).collect(Collectors.joining(", "))
            + " FROM "
            + table.quotedName()
            + " r)";
  }

  @Override
  BitSet find(Connection connection, List<Object[]> keys) throws SQLException {
    BitSet found = new BitSet();
    String json = keys.stream().map(SqliteKeys::array).collect(Collectors.joining(",", "[", "]"));
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, json);
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          found.set(answer.getInt(1));
        }
      }
    }
    return found;
  }

  /** What cannot be there is null, to which nothing is equal. */
  private static String array(Object[] key) {
    StringBuilder array = new StringBuilder("[");
    for (Object value : key) {
      String text = json(value);
      array.append(array.length() == 1 ? "" : ",").append(text == null ? "null" : text);
    }
    return array.append(']').toString();
  }

  private static @Nullable String json(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "1" : "0";
    } else if (value instanceof Year year) {
      return Integer.toString(year.getValue());
    } else if (value instanceof BigDecimal || value instanceof Long) {
      return value.toString();
    }
    String text = Values.text(value);
    return isStorable(text) ? JsonTree.text(text) : null;
  }
}
