package dev.importer.internal.reference;

import dev.importer.error.StorageException;
import dev.importer.internal.check.ReferenceRule;
import dev.importer.internal.check.RowAmendment;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One foreign key of a schema, and the table that it refers to. Not thread-safe. */
final class TableReference {

  private final ReferenceRule rule;
  private final HostTable table;
  private final List<String> columns;
  private final NearValues near;
  private @Nullable KeyLookup lookup;

  TableReference(Schema schema, ForeignKey key, HostTable table) {
    this.rule = ReferenceRule.of(schema, key);
    this.table = table;
    this.columns = table.columns(key.referenceFields());
    this.near = new NearValues(table, columns);
  }

  /** Refuses the rows that refer to nothing. */
  void check(List<RowAmendment> rows, Connection connection) throws SQLException {
    Map<List<Object>, List<RowAmendment>> rowsOfKey = new LinkedHashMap<>();
    for (RowAmendment row : rows) {
      Object[] key = rule.keyOf(row);
      if (key != null) {
        rowsOfKey.computeIfAbsent(Arrays.asList(key), unused -> new ArrayList<>()).add(row);
      }
    }
    if (rowsOfKey.isEmpty()) {
      return;
    }
    List<Object[]> keys = rowsOfKey.keySet().stream().map(List::toArray).toList();
    BitSet found = lookup(connection).find(connection, keys);
    int position = 0;
    for (Map.Entry<List<Object>, List<RowAmendment>> each : rowsOfKey.entrySet()) {
      if (!found.get(position)) {
        String hint = near.hint(each.getKey(), connection);
        for (RowAmendment row : each.getValue()) {
          rule.refuse(row, String.join(", ", columns) + " in " + table.name(), hint);
        }
      }
      position++;
    }
  }

  private KeyLookup lookup(Connection connection) {
    KeyLookup known = lookup;
    if (known == null) {
      try {
        known = KeyLookup.of(connection, table, columns);
      } catch (SQLException e) {
        throw new StorageException(StorageException.Reason.OTHER, fault(table, columns, e), e);
      }
      lookup = known;
    }
    return known;
  }

  /** Why nothing can be looked up, and what to do. */
  static String fault(HostTable table, List<String> columns, SQLException cause) {
    return "References to the table '"
        + table.name()
        + "' need it "
        + (columns.isEmpty() ? "" : "with its columns " + String.join(", ", columns) + " ")
        + "in the database of the importer, where it is not to be found: "
        + String.valueOf(cause.getMessage()).lines().findFirst().orElse("no answer");
  }
}
