package dev.importer.internal.reference;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A lookup in PostgreSQL. The keys come as one array for each column, of the type of the column, so
 * that its index is used; what is no value of that type is not asked for.
 */
final class PostgresKeys extends KeyLookup {

  private final List<PostgresColumn> columns;
  private final String query;

  private PostgresKeys(HostTable table, List<String> names, List<PostgresColumn> columns) {
    this.columns = columns;
    List<String> arrays = new ArrayList<>();
    List<String> aliases = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      arrays.add("CAST(CAST(? AS text[]) AS " + columns.get(i).type() + "[])");
      aliases.add("c" + i);
      conditions.add(columns.get(i).expression(HostTable.column(names.get(i))) + " = k.c" + i);
    }
    this.query =
        "SELECT k.n FROM unnest("
            + String.join(", ", arrays)
            + ") WITH ORDINALITY AS k("
            + String.join(", ", aliases)
            + ", n) WHERE EXISTS (SELECT 1 FROM "
            + table.quotedName()
            + " r WHERE "
            + String.join(" AND ", conditions)
            + ")";
  }

  static PostgresKeys of(HostTable table, List<String> names, ResultSetMetaData types)
      throws SQLException {
    List<PostgresColumn> columns = new ArrayList<>();
    // The first column is none of the table.
    for (int i = 2; i <= names.size() + 1; i++) {
      columns.add(PostgresColumn.of(types.getColumnType(i), types.getColumnTypeName(i)));
    }
    return new PostgresKeys(table, names, List.copyOf(columns));
  }

  @Override
  BitSet find(Connection connection, List<Object[]> keys) throws SQLException {
    List<Integer> asked = new ArrayList<>();
    List<List<String>> texts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      List<String> written = written(keys.get(i));
      if (written != null) {
        asked.add(i);
        texts.add(written);
      }
    }
    BitSet found = new BitSet();
    if (asked.isEmpty()) {
      return found;
    }
    List<Array> arrays = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int column = 0; column < columns.size(); column++) {
        int position = column;
        Object[] values =
            texts.stream().map(key -> key.get(position)).collect(Collectors.toList()).toArray();
        Array array = connection.createArrayOf("text", values);
        arrays.add(array);
        statement.setArray(column + 1, array);
      }
      try (ResultSet answer = statement.executeQuery()) {
        while (answer.next()) {
          found.set(asked.get(answer.getInt(1) - 1));
        }
      }
    } finally {
      for (Array array : arrays) {
        array.free();
      }
    }
    return found;
  }

  private @Nullable List<String> written(Object[] key) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < key.length; i++) {
      String text = columns.get(i).text(key[i]);
      if (text == null) {
        return null;
      }
      texts.add(text);
    }
    return texts;
  }
}
