package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.importer.results.ImportStatus;
import dev.importer.results.SourceDetection;
import dev.importer.results.StoredImport;
import dev.importer.source.Format;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads the public side of a row of the table imports. */
final class ImportMapper implements RowMapper<StoredImport> {

  static final String COLUMNS =
      "id, filename, file_hash, file_size, status, total_records,"
          + " processed_records, failed_records, created_at, started_at, completed_at, error_code,"
          + " error_message, error_line, error_column, missing_labels, columns, labels, warnings, notices,"
          + " seen, accounting, kept, last_change, target_result, undone_at, "
          + PlanMapper.COLUMNS;

  @Override
  public StoredImport map(ResultSet row, StatementContext context) throws SQLException {
    String code = row.getString("error_code");
    try {
      return new StoredImport(
          row.getLong("id"),
          row.getString("filename"),
          row.getString("file_hash"),
          row.getLong("file_size"),
          detection(row),
          row.getString("schema_name"),
          ImportStatus.of(row.getString("status")),
          row.getLong("total_records"),
          row.getLong("processed_records"),
          row.getLong("failed_records"),
          Times.instant(row.getString("created_at")),
          instant(row.getString("started_at")),
          instant(row.getString("completed_at")),
          code == null
              ? null
              : new StoredImport.Failure(
                  code,
                  row.getString("error_message"),
                  number(row, "error_line"),
                  number(row, "error_column"),
                  MissingLabelsJson.read(row.getString("missing_labels"))),
          Json.readTexts(row.getString("columns")),
          Json.readTexts(row.getString("labels")),
          Json.readCounts(row.getString("warnings")),
          NoticesJson.read(row.getString("notices")),
          SeenJson.read(row.getString("seen")),
          AccountingJson.read(row.getString("accounting")),
          row.getBoolean("kept"),
          row.getLong("last_change"),
          TargetResultJson.read(
              row.getString("target_result"), instant(row.getString("undone_at"))),
          PlanMapper.read(row));
    } catch (JsonProcessingException e) {
      throw new SQLException("import " + row.getLong("id") + " holds malformed JSON", e);
    }
  }

  static SourceDetection detection(ResultSet row) throws SQLException, JsonProcessingException {
    return DetectionJson.read(
        row.getString("detection"),
        Format.valueOf(row.getString("format")),
        DialectJson.read(row.getString("dialect")));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Times.instant(text);
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
