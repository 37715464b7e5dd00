package dev.importer.internal.host;

import dev.importer.job.Target;
import java.util.List;

/** A target and the columns of its table, which fit each other. Immutable. */
public final class BoundTarget {

  private final NamedTarget named;
  private final TargetDialect dialect;
  private final List<TargetColumn> columns;
  private final HostTable host;

  BoundTarget(
      NamedTarget named, TargetDialect dialect, List<TargetColumn> columns, HostTable host) {
    this.named = named;
    this.dialect = dialect;
    this.columns = List.copyOf(columns);
    this.host = host;
  }

  /** The name by which imports find it. */
  public String name() {
    return named.name();
  }

  /** What was asked for. */
  public Target target() {
    return named.target();
  }

  TargetDialect dialect() {
    return dialect;
  }

  /** The table as it stands in statements. */
  String table() {
    String schema = target().databaseSchema();
    return (schema == null ? "" : TargetDialect.quoted(schema) + ".")
        + TargetDialect.quoted(target().table());
  }

  List<TargetColumn> columns() {
    return columns;
  }

  List<TargetColumn> ofRows() {
    return columns.stream().filter(TargetColumn::isOfRow).toList();
  }

  List<TargetColumn> ofAll() {
    return columns.stream().filter(column -> !column.isOfRow()).toList();
  }

  /** The keys of other tables that lose or change their rows if one of the table is removed. */
  List<HostTable.Reference> references() {
    return host.references();
  }

  /** Whether rows go into the table as they are, and each that repeats a unique key is refused. */
  boolean isPlain() {
    return host.isPlain();
  }

  /** The columns by which it is told whether somebody has changed a row that was added. */
  List<TargetColumn> added() {
    return columns.stream().filter(column -> !column.isKey() && column.isKnownLater()).toList();
  }

  /** The columns by which it is told whether somebody has changed a row that was updated. */
  List<TargetColumn> written() {
    return columns.stream().filter(column -> column.isUpdated() && column.isKnownLater()).toList();
  }

  List<TargetColumn> key() {
    return columns.stream().filter(TargetColumn::isKey).toList();
  }

  /** The columns from fields that rows of the table get other values in. */
  List<TargetColumn> compared() {
    return columns.stream().filter(column -> column.isOfRow() && column.isUpdated()).toList();
  }

  /** All columns that rows of the table get other values in; their values of before are kept. */
  List<TargetColumn> updated() {
    return columns.stream().filter(TargetColumn::isUpdated).toList();
  }
}
