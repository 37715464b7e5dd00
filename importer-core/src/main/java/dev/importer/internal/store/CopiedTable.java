package dev.importer.internal.store;

import dev.importer.internal.record.Surrogates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table other than that of the records, as it is copied from one database to another.
 *
 * @param name its name in statements
 * @param chosen which of its rows are copied, as a condition, and in which order
 * @param columns its columns with what they hold
 */
record CopiedTable(String name, String chosen, Map<String, Kind> columns) {

  /** What a column holds. Databases have types of their own for it. */
  enum Kind {
    TEXT(Types.VARCHAR) {
      @Override
      @Nullable Object read(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        // Not all databases take what earlier versions have stored in messages.
        return text == null ? null : Surrogates.blur(text);
      }
    },
    NUMBER(Types.BIGINT) {
      @Override
      @Nullable Object read(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
      }
    },
    TRUTH(Types.BOOLEAN) {
      @Override
      Object read(ResultSet row, String column) throws SQLException {
        return row.getBoolean(column);
      }
    },
    BYTES(Types.VARBINARY) {
      @Override
      @Nullable Object read(ResultSet row, String column) throws SQLException {
        return row.getBytes(column);
      }
    };

    private final int sqlType;

    Kind(int sqlType) {
      this.sqlType = sqlType;
    }

    abstract @Nullable Object read(ResultSet row, String column) throws SQLException;

    void bind(PreparedStatement insert, int parameter, @Nullable Object value) throws SQLException {
      if (value == null) {
        insert.setNull(parameter, sqlType);
      } else if (value instanceof byte[] bytes) {
        insert.setBytes(parameter, bytes);
      } else if (value instanceof Long number) {
        insert.setLong(parameter, number);
      } else if (value instanceof Boolean truth) {
        insert.setBoolean(parameter, truth);
      } else {
        insert.setString(parameter, (String) value);
      }
    }
  }

  static final CopiedTable IMPORTS =
      new CopiedTable(
          "imports",
          "deleted_at IS NULL ORDER BY id",
          columns(
              "id:NUMBER filename file_hash status total_records:NUMBER processed_records:NUMBER"
                  + " failed_records:NUMBER created_at started_at completed_at format"
                  + " file_size:NUMBER schema_name dialect detection quote_repair max_errors"
                  + " severities handler columns labels warnings notices accounting error_code"
                  + " error_message error_line:NUMBER error_column:NUMBER missing_labels plan"
                  + " plan_key source_path source_modified_at host spooled:TRUTH"
                  + " utf8_offence:NUMBER bytes_read:NUMBER checkpoint:NUMBER once:TRUTH owner"
                  + " attempt:NUMBER kept:TRUTH row_digests:BYTES seen last_change:NUMBER"));

  static final CopiedTable ERROR_GROUPS =
      new CopiedTable(
          "error_groups",
          "import_id IN (SELECT id FROM <p>imports WHERE deleted_at IS NULL)"
              + " ORDER BY import_id, number",
          columns("import_id:NUMBER number:NUMBER code rule field count:NUMBER examples"));

  static final CopiedTable CHANGES =
      new CopiedTable(
          "import_changes",
          "import_id IN (SELECT id FROM <p>imports WHERE deleted_at IS NULL)"
              + " ORDER BY import_id, number",
          columns(
              "import_id:NUMBER number:NUMBER kind created_at row_count:NUMBER cell_count:NUMBER"
                  + " now_valid:NUMBER now_refused:NUMBER request undoes:NUMBER"
                  + " undone_by:NUMBER"));

  static final CopiedTable CHANGED_ROWS =
      new CopiedTable(
          "changed_rows",
          "import_id IN (SELECT id FROM <p>imports WHERE deleted_at IS NULL)"
              + " ORDER BY import_id, change_number, row_number",
          columns(
              "import_id:NUMBER change_number:NUMBER row_number:NUMBER data status error_message"
                  + " errors changes status_after digest_after cells"));

  static final CopiedTable MAPPINGS =
      new CopiedTable(
          "mappings",
          "id > 0 ORDER BY id",
          columns(
              "id:NUMBER schema_name fingerprint labels columns import_id:NUMBER uses:NUMBER"
                  + " created_at used_at"));

  static final CopiedTable UPLOADS =
      new CopiedTable(
          "uploads",
          "id > 0 ORDER BY id",
          columns(
              "id:NUMBER filename file_hash file_size:NUMBER format stated source_path member_name"
                  + " utf8_offence:NUMBER created_at expires_at sheets"));

  private static final int FETCHED_ROWS = 100;

  private static Map<String, Kind> columns(String text) {
    Map<String, Kind> columns = new LinkedHashMap<>();
    for (String column : text.split(" ", -1)) {
      int colon = column.indexOf(':');
      columns.put(
          colon < 0 ? column : column.substring(0, colon),
          colon < 0 ? Kind.TEXT : Kind.valueOf(column.substring(colon + 1)));
    }
    return columns;
  }

  /** Gives a row as it shall be in the other database; empty if it shall not be there. */
  interface Change {

    /** No change. */
    Change NONE = Optional::of;

    Optional<Map<String, @Nullable Object>> apply(Map<String, @Nullable Object> row);
  }

  /**
   * Copies the rows, and compares what has arrived.
   *
   * @return how many there are in the copy
   */
  long copy(Side from, Side to, Change change) throws SQLException {
    FieldDigest written = new FieldDigest();
    long count = 0;
    try (PreparedStatement rows = from.prepare(select());
        PreparedStatement insert = to.prepare(insert())) {
      rows.setFetchSize(FETCHED_ROWS);
      try (ResultSet row = rows.executeQuery()) {
        while (row.next()) {
          Optional<Map<String, @Nullable Object>> changed = change.apply(read(row));
          if (changed.isPresent()) {
            insert(insert, changed.get());
            changed.get().values().forEach(written::add);
            count++;
          }
        }
      }
    }
    String arrived = digest(to);
    if (!arrived.equals(written.hex())) {
      throw StoreCopy.differs("the table " + name);
    }
    return count;
  }

  private String digest(Side side) throws SQLException {
    FieldDigest digest = new FieldDigest();
    try (PreparedStatement rows = side.prepare(select())) {
      rows.setFetchSize(FETCHED_ROWS);
      try (ResultSet row = rows.executeQuery()) {
        while (row.next()) {
          read(row).values().forEach(digest::add);
        }
      }
    }
    return digest.hex();
  }

  private Map<String, @Nullable Object> read(ResultSet row) throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Kind> column : columns.entrySet()) {
      values.put(column.getKey(), column.getValue().read(row, column.getKey()));
    }
    return values;
  }

  private void insert(PreparedStatement insert, Map<String, @Nullable Object> row)
      throws SQLException {
    int parameter = 0;
    for (Map.Entry<String, Kind> column : columns.entrySet()) {
      column.getValue().bind(insert, ++parameter, row.get(column.getKey()));
    }
    insert.executeUpdate();
  }

  private String select() {
    return "SELECT "
        + String.join(", ", columns.keySet())
        + " FROM <p>"
        + name
        + " WHERE "
        + chosen;
  }

  private String insert() {
    return "INSERT INTO <p>"
        + name
        + " ("
        + String.join(", ", columns.keySet())
        + ") VALUES ("
        + Stream.generate(() -> "?").limit(columns.size()).collect(Collectors.joining(", "))
        + ")";
  }

  /**
   * A database that is copied from or to.
   *
   * @param database the database
   * @param transaction in which all of it happens
   */
  record Side(Database database, Connection transaction) {

    PreparedStatement prepare(String statement) throws SQLException {
      return transaction.prepareStatement(database.sql().of(statement));
    }
  }
}
