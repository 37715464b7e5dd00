package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.importer.internal.source.Content;
import dev.importer.results.StoredPlan;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads the working side of a row of the table imports. */
final class TaskMapper implements RowMapper<ImportStore.ImportTask> {

  static final String COLUMNS =
      "id, attempt, source_path, file_size, file_hash, source_modified_at, spooled, utf8_offence,"
          + " checkpoint, failed_records, "
          + PlanMapper.COLUMNS;

  @Override
  public ImportStore.ImportTask map(ResultSet row, StatementContext context) throws SQLException {
    StoredPlan plan;
    try {
      plan = PlanMapper.read(row);
    } catch (JsonProcessingException e) {
      throw new SQLException("import " + row.getLong("id") + " holds malformed JSON", e);
    }
    String detection = row.getString("detection");
    return new ImportStore.ImportTask(
        new ImportStore.Lease(row.getLong("id"), row.getInt("attempt")),
        new Content(
            Path.of(row.getString("source_path")),
            row.getLong("file_size"),
            row.getString("file_hash"),
            Instant.parse(row.getString("source_modified_at")),
            row.getBoolean("spooled"),
            row.getLong("utf8_offence"),
            null),
        () -> PlanJson.read(plan, detection),
        row.getLong("checkpoint"),
        row.getLong("failed_records"));
  }
}
