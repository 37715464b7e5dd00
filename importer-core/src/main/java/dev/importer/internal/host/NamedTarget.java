package dev.importer.internal.host;

import dev.importer.job.Target;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A target under the name by which an import finds it again.
 *
 * @param name the name
 * @param target the target
 */
public record NamedTarget(String name, Target target) {

  /**
   * Compares the target with the table that it is for, and with the schema of the rows.
   *
   * @param connection one to the database of the table
   * @throws IllegalArgumentException if it does not fit; the message says all that is wrong
   */
  public BoundTarget bind(Connection connection, Schema schema) throws SQLException {
    TargetDialect dialect = TargetDialect.of(connection);
    HostTable table = dialect.describe(connection, target.databaseSchema(), target.table());
    Binding binding = new Binding(dialect, table, schema);
    List<TargetColumn> columns = binding.columns();
    if (!binding.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "The target '"
              + name
              + "' does not fit the table '"
              + target.table()
              + "': "
              + String.join("; ", binding.faults)
              + ".");
    }
    return new BoundTarget(this, dialect, columns, table);
  }

  /** Collects what does not fit. */
  private final class Binding {

    private final TargetDialect dialect;
    private final HostTable table;
    private final Schema schema;
    private final List<String> faults = new ArrayList<>();

    Binding(TargetDialect dialect, HostTable table, Schema schema) {
      this.dialect = dialect;
      this.table = table;
      this.schema = schema;
    }

    List<TargetColumn> columns() {
      if (!table.exists()) {
        faults.add("there is no such table in the database of the importer");
        return List.of();
      }
      Map<String, TargetColumn.Feed> feeds = feeds();
      List<TargetColumn> columns = new ArrayList<>();
      feeds.forEach(
          (column, feed) -> {
            HostColumn host = table.columns().get(column);
            if (host == null) {
              faults.add("it has no column '" + column + "'");
            } else if (host.isComputed()) {
              faults.add("the column '" + column + "' is filled by the database alone");
            }
            if (feed instanceof TargetColumn.Feed.OfField field) {
              requireFit(host, field.name());
            }
            if (host == null) {
              return;
            }
            columns.add(
                new TargetColumn(
                    host,
                    feed,
                    target.key().contains(column),
                    target.onlyOnInsert().contains(column),
                    collationOf(column)));
          });
      requireKey(columns);
      requireKnown(target.onlyOnInsert(), feeds, "onlyOnInsert");
      requireFilled(feeds);
      requireOneType(columns);
      return columns;
    }

    private Map<String, TargetColumn.Feed> feeds() {
      Map<String, TargetColumn.Feed> feeds = new LinkedHashMap<>();
      target
          .fields()
          .forEach(
              (column, field) ->
                  feeds.put(column, new TargetColumn.Feed.OfField(field, typeOf(field))));
      target
          .constants()
          .forEach((column, value) -> fill(feeds, column, new TargetColumn.Feed.Constant(value)));
      if (target.importIdColumn() != null) {
        fill(feeds, target.importIdColumn(), new TargetColumn.Feed.ImportId());
      }
      if (target.importedAtColumn() != null) {
        fill(feeds, target.importedAtColumn(), new TargetColumn.Feed.ImportedAt());
      }
      if (target.fields().isEmpty()) {
        faults.add("no field fills a column (columns, column)");
      }
      return feeds;
    }

    private void fill(Map<String, TargetColumn.Feed> feeds, String column, TargetColumn.Feed feed) {
      if (feeds.put(column, feed) != null) {
        faults.add("the column '" + column + "' is filled twice");
      }
    }

    private void requireFit(@Nullable HostColumn host, String name) {
      Field field =
          schema.fields().stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElse(null);
      if (field == null) {
        faults.add("the schema '" + schema.name() + "' has no field '" + name + "'");
        return;
      }
      String unreadable = dialect.faultOfField(name);
      if (unreadable != null) {
        faults.add(unreadable + ": '" + name + "'");
      }
      if (host != null && !host.kind().takes(field.type())) {
        faults.add(
            "the field '"
                + name
                + "' is of type "
                + field.type().text()
                + ", which the column '"
                + host.name()
                + "' of type "
                + host.type()
                + " does not take");
      }
    }

    private void requireKey(List<TargetColumn> columns) {
      if (target.key().isEmpty()) {
        if (target.mode() != Target.Mode.INSERT) {
          faults.add("the mode " + target.mode() + " needs a key");
        }
        return;
      }
      for (String each : target.key()) {
        boolean filled =
            columns.stream().anyMatch(column -> column.name().equals(each) && column.isOfRow());
        if (!filled) {
          faults.add("no field fills the column '" + each + "' of the key");
        }
      }
      if (table.key(target.key()).isEmpty()) {
        faults.add(
            "the columns of the key ("
                + String.join(", ", target.key())
                + ") are not unique in the table: it has neither a primary key nor a unique index"
                + " of just these");
      }
    }

    private FieldType typeOf(String field) {
      return schema.fields().stream()
          .filter(each -> each.name().equals(field))
          .map(Field::type)
          .findFirst()
          .orElse(FieldType.ANY);
    }

    private String collationOf(String column) {
      return target.key().contains(column)
          ? table.key(target.key()).map(key -> key.get(column)).orElse("")
          : "";
    }

    private void requireKnown(
        List<String> names, Map<String, TargetColumn.Feed> feeds, String setting) {
      for (String each : names) {
        if (!feeds.containsKey(each)) {
          faults.add("nothing fills the column '" + each + "' of " + setting);
        }
      }
    }

    private void requireFilled(Map<String, TargetColumn.Feed> feeds) {
      if (target.mode() == Target.Mode.UPDATE) {
        return;
      }
      table.columns().values().stream()
          .filter(column -> column.isRequired() && !feeds.containsKey(column.name()))
          .forEach(
              column ->
                  faults.add(
                      "nothing fills the column '" + column.name() + "', which must not be null"));
    }

    private void requireOneType(List<TargetColumn> columns) {
      Map<String, List<String>> types =
          columns.stream()
              .filter(TargetColumn::isOfRow)
              .collect(
                  Collectors.groupingBy(
                      column -> Objects.requireNonNull(column.field()),
                      LinkedHashMap::new,
                      Collectors.mapping(column -> column.host().type(), Collectors.toList())));
      types.forEach(
          (field, each) -> {
            if (each.stream().distinct().count() > 1) {
              faults.add("the field '" + field + "' fills columns of different types");
            }
          });
    }
  }
}
