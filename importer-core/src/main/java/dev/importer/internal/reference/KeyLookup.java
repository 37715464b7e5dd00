package dev.importer.internal.reference;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out which keys are in a table, whose columns they are compared with as these are. */
abstract sealed class KeyLookup permits SqliteKeys, PostgresKeys {

  private static final String POSTGRESQL = "PostgreSQL";

  /**
   * A lookup in some columns of a table.
   *
   * @throws SQLException if there is no such table, or if it has no such columns
   */
  static KeyLookup of(Connection connection, HostTable table, List<String> columns)
      throws SQLException {
    String list =
        Stream.concat(Stream.of("1"), columns.stream().map(HostTable::column))
            .collect(Collectors.joining(", "));
    String none = "SELECT " + list + " FROM " + table.quotedName() + " r WHERE 1 = 0";
    try (PreparedStatement statement = connection.prepareStatement(none);
        ResultSet answer = statement.executeQuery()) {
      return connection.getMetaData().getDatabaseProductName().equals(POSTGRESQL)
          ? PostgresKeys.of(table, columns, answer.getMetaData())
          : new SqliteKeys(table, columns);
    }
  }

  /**
   * The positions of those keys that are there, 0-based.
   *
   * @param keys typed values of fields, none of them null
   */
  abstract BitSet find(Connection connection, List<Object[]> keys) throws SQLException;

  /** Whether databases can hold a text at all; the other ones are nowhere. */
  static boolean isStorable(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
