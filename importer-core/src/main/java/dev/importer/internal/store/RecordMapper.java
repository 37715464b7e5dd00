package dev.importer.internal.store;

import dev.importer.results.RecordStatus;
import dev.importer.results.StoredRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a row of the table records. */
final class RecordMapper implements RowMapper<StoredRecord> {

  static final String COLUMNS =
      "id, import_id, row_number, line_number, data, status, error_message, errors, changes,"
          + " created_at";

  @Override
  public StoredRecord map(ResultSet row, StatementContext context) throws SQLException {
    return read(row);
  }

  static StoredRecord read(ResultSet row) throws SQLException {
    String errors = row.getString("errors");
    String changes = row.getString("changes");
    return new StoredRecord(
        row.getLong("id"),
        row.getLong("import_id"),
        row.getLong("row_number"),
        row.getLong("line_number"),
        row.getString("data"),
        RecordStatus.of(row.getString("status")),
        row.getString("error_message"),
        errors == null ? "[]" : errors,
        changes == null ? "[]" : changes,
        Times.instant(row.getString("created_at")));
  }
}
