package dev.importer.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table of the application that the valid rows of an import go into: which field fills which
 * column, by which columns a row is found again, and what becomes of rows that are there already.
 *
 * <pre>{@code
 * Target.into("app_users").columns("email", "name").key("email").mode(Target.Mode.UPSERT)
 * }</pre>
 *
 * <p>The rows reach the table in the transaction that completes the import: all of them or, if the
 * import fails or the process dies, none. A row that the table refuses, because of one of its
 * constraints, is refused like any other, with the error {@code db-constraint}. The table lies in
 * the database of the importer. Immutable.
 */
public final class Target {

  /** What becomes of rows whose key the table has, or has not. */
  public enum Mode {
    /** Rows are added; what the table has is not looked at, its constraints decide. */
    INSERT,
    /** Rows that the table has get the new values; others are refused. */
    UPDATE,
    /** Rows that the table has get the new values; others are added. */
    UPSERT,
    /** Rows that the table has stay as they are; others are added. */
    SKIP,
    /** Rows that the table has are refused; others are added. */
    REFUSE
  }

  private final @Nullable String schema;
  private final String table;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, Object> constants = new LinkedHashMap<>();
  private final Set<String> onlyOnInsert = new LinkedHashSet<>();
  private List<String> key = List.of();
  private Mode mode = Mode.INSERT;
  private @Nullable String importIdColumn;
  private @Nullable String importedAtColumn;
  private @Nullable String rowSchema;
  private boolean keepsOldWhereEmpty;
  private boolean undoable = true;

  private Target(@Nullable String schema, String table) {
    this.schema = schema;
    this.table = Objects.requireNonNull(table);
  }

  /**
   * Rows for a table.
   *
   * @param table its name as the database has it, without quotes
   */
  public static Target into(String table) {
    return new Target(null, table);
  }

  /**
   * Rows for a table.
   *
   * @param schema the schema of the database that it lies in; with SQLite, that of an attached one
   * @param table its name as the database has it, without quotes
   */
  public static Target into(String schema, String table) {
    return new Target(Objects.requireNonNull(schema), table);
  }

  private Target with(Consumer<Target> change) {
    Target copy = new Target(schema, table);
    copy.fields.putAll(fields);
    copy.constants.putAll(constants);
    copy.onlyOnInsert.addAll(onlyOnInsert);
    copy.key = key;
    copy.mode = mode;
    copy.importIdColumn = importIdColumn;
    copy.importedAtColumn = importedAtColumn;
    copy.rowSchema = rowSchema;
    copy.keepsOldWhereEmpty = keepsOldWhereEmpty;
    copy.undoable = undoable;
    change.accept(copy);
    return copy;
  }

  /** Fills columns from the fields of the same names. */
  public Target columns(String... names) {
    return with(
        copy -> {
          for (String name : names) {
            copy.fields.put(name, name);
          }
        });
  }

  /** Fills a column from a field of the schema. */
  public Target column(String field, String column) {
    return with(
        copy -> copy.fields.put(Objects.requireNonNull(column), Objects.requireNonNull(field)));
  }

  /**
   * The columns by which a row is found in the table, together. Each is filled from a field, and
   * the table has a primary key or a unique index of just these. Every mode but {@link Mode#INSERT}
   * needs them, and so do changes and the undo of an import.
   */
  public Target key(String... columns) {
    return with(copy -> copy.key = List.of(columns));
  }

  /** What becomes of rows that the table has; {@link Mode#INSERT} unless said. */
  public Target mode(Mode choice) {
    return with(copy -> copy.mode = Objects.requireNonNull(choice));
  }

  /** Where a field has no value, rows that the table has keep theirs. Otherwise they lose it. */
  public Target keepingOldWhereEmpty() {
    return with(copy -> copy.keepsOldWhereEmpty = true);
  }

  /** Columns that only new rows get; rows that the table has keep theirs. */
  public Target onlyOnInsert(String... columns) {
    return with(copy -> copy.onlyOnInsert.addAll(List.of(columns)));
  }

  /**
   * Fills a column with the same value in every row that is added or changed.
   *
   * @param value a {@link String}, {@link Long}, {@link Integer}, {@link Boolean} or {@link
   *     java.math.BigDecimal}
   */
  public Target constant(String column, Object value) {
    return with(
        copy -> copy.constants.put(Objects.requireNonNull(column), Objects.requireNonNull(value)));
  }

  /** Fills a column with the id of the import in every row that is added or changed. */
  public Target importId(String column) {
    return with(copy -> copy.importIdColumn = Objects.requireNonNull(column));
  }

  /** Fills a column with the time in every row that is added or changed, as ISO 8601 in UTC. */
  public Target importedAt(String column) {
    return with(copy -> copy.importedAtColumn = Objects.requireNonNull(column));
  }

  /** The schema, by name, whose fields these are; that of the importer unless said. */
  public Target schema(String name) {
    return with(copy -> copy.rowSchema = Objects.requireNonNull(name));
  }

  /**
   * Keeps no values of before, which saves room and time: imports can then neither be undone nor
   * have their valid rows changed.
   */
  public Target withoutUndo() {
    return with(copy -> copy.undoable = false);
  }

  /** The schema of the database; null for the one that is looked in first. */
  public @Nullable String databaseSchema() {
    return schema;
  }

  /** The name of the table. */
  public String table() {
    return table;
  }

  /** The fields by the columns that they fill. */
  public Map<String, String> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** The constants by the columns that they fill. */
  public Map<String, Object> constants() {
    return Collections.unmodifiableMap(constants);
  }

  /** The columns of the key; empty for none. */
  public List<String> key() {
    return key;
  }

  /** What becomes of rows that the table has. */
  public Mode mode() {
    return mode;
  }

  /** Whether rows that the table has keep their values where a field has none. */
  public boolean keepsOldWhereEmpty() {
    return keepsOldWhereEmpty;
  }

  /** The columns that only new rows get. */
  public List<String> onlyOnInsert() {
    return new ArrayList<>(onlyOnInsert);
  }

  /** The column of the id of the import; null for none. */
  public @Nullable String importIdColumn() {
    return importIdColumn;
  }

  /** The column of the time; null for none. */
  public @Nullable String importedAtColumn() {
    return importedAtColumn;
  }

  /** The name of the schema whose fields these are; null for that of the importer. */
  public @Nullable String schemaName() {
    return rowSchema;
  }

  /** Whether values of before are kept. */
  public boolean keepsValuesOfBefore() {
    return undoable;
  }

  /** Whether imports can be undone: there is a key, and values of before are kept. */
  public boolean isUndoable() {
    return undoable && !key.isEmpty();
  }

  private List<@Nullable Object> parts() {
    return Arrays.asList(
        schema,
        table,
        List.copyOf(fields.entrySet()),
        List.copyOf(constants.entrySet()),
        onlyOnInsert(),
        key,
        mode,
        importIdColumn,
        importedAtColumn,
        rowSchema,
        keepsOldWhereEmpty,
        undoable);
  }

  /** Equal if everything is filled in the same way. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target target && parts().equals(target.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }
}
