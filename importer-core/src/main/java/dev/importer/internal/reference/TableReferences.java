package dev.importer.internal.reference;

import dev.importer.internal.check.RowAmendment;
import dev.importer.schema.ForeignKey;
import dev.importer.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The foreign keys of a schema that refer to tables of the host. Not thread-safe. */
public final class TableReferences {

  /** No such keys. */
  public static final TableReferences NONE = new TableReferences(List.of());

  private final List<TableReference> references;

  private TableReferences(List<TableReference> references) {
    this.references = references;
  }

  /**
   * Those of a schema that refer to a table that is known.
   *
   * @param tables the tables by the resources that stand for them
   */
  public static TableReferences of(Schema schema, Map<String, HostTable> tables) {
    List<TableReference> references = new ArrayList<>();
    for (ForeignKey key : schema.foreignKeys()) {
      HostTable table = key.resource() == null ? null : tables.get(key.resource());
      if (table != null) {
        references.add(new TableReference(schema, key, table));
      }
    }
    return references.isEmpty() ? NONE : new TableReferences(List.copyOf(references));
  }

  /**
   * Makes sure that all tables are there, with the columns to which schemas refer.
   *
   * @throws IllegalArgumentException if they are not; the message says which
   */
  public static void requireThere(
      Map<String, HostTable> tables, Collection<Schema> schemas, Connection connection) {
    tables.values().forEach(table -> requireThere(table, List.of(), connection));
    for (Schema schema : schemas) {
      for (ForeignKey key : schema.foreignKeys()) {
        HostTable table = key.resource() == null ? null : tables.get(key.resource());
        if (table != null) {
          requireThere(table, table.columns(key.referenceFields()), connection);
        }
      }
    }
  }

  private static void requireThere(HostTable table, List<String> columns, Connection connection) {
    try {
      KeyLookup.of(connection, table, columns);
    } catch (SQLException e) {
      throw new IllegalArgumentException(TableReference.fault(table, columns, e), e);
    }
  }

  /** Whether there are none. */
  public boolean isNone() {
    return references.isEmpty();
  }

  /** How many there are. */
  public int count() {
    return references.size();
  }

  /** Refuses the rows that refer to nothing. */
  public void check(List<RowAmendment> rows, Connection connection) throws SQLException {
    for (TableReference reference : references) {
      reference.check(rows, connection);
    }
  }
}
