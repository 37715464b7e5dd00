package dev.importer.internal.reference;

import dev.importer.internal.text.Suggestion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Suggests values of a table in the place of texts that are not there: for some of them, and if the
 * table is small. Not thread-safe.
 */
final class NearValues {

  /** More values are not kept, and not compared. */
  private static final int MOST_VALUES = 10_000;

  /** So many texts are compared with the values of the table. */
  private static final int MOST_TEXTS = 100;

  private final HostTable table;
  private final List<String> columns;
  private final Set<String> compared = new HashSet<>();
  private @Nullable Set<String> values;

  NearValues(HostTable table, List<String> columns) {
    this.table = table;
    this.columns = columns;
  }

  /** What is meant by a key, as a clause for the end of a message; empty if nothing is near. */
  String hint(List<Object> key, Connection connection) throws SQLException {
    if (key.size() > 1
        || !(key.get(0) instanceof String text)
        || (compared.size() >= MOST_TEXTS && !compared.contains(text))) {
      return "";
    }
    compared.add(text);
    Set<String> known = values;
    if (known == null) {
      known = read(connection);
      values = known;
    }
    return Suggestion.hintAmong(text, known);
  }

  private Set<String> read(Connection connection) throws SQLException {
    String column = HostTable.column(columns.get(0));
    String query =
        "SELECT CAST("
            + column
            + " AS text) FROM "
            + table.quotedName()
            + " r WHERE "
            + column
            + " IS NOT NULL LIMIT "
            + (MOST_VALUES + 1);
    Set<String> read = new HashSet<>();
    int rows = 0;
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet answer = statement.executeQuery()) {
      while (answer.next()) {
        read.add(answer.getString(1));
        rows++;
      }
    }
    return rows > MOST_VALUES ? Set.of() : read;
  }
}
