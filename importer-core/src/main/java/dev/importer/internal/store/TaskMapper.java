package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.importer.internal.source.Content;
import dev.importer.job.ErrorLimit;
import dev.importer.job.ImportPlan;
import dev.importer.job.Severities;
import dev.importer.source.QuoteRepair;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads the working side of a row of the table imports. */
final class TaskMapper implements RowMapper<ImportStore.ImportTask> {

  @Override
  public ImportStore.ImportTask map(ResultSet row, StatementContext context) throws SQLException {
    try {
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
          new ImportPlan(
              ImportMapper.detection(row),
              QuoteRepair.valueOf(row.getString("quote_repair")),
              row.getString("schema_name"),
              PlanJson.schemaDigest(row.getString("plan")),
              Severities.parse(row.getString("severities")),
              ErrorLimit.parse(row.getString("max_errors")),
              row.getString("handler")),
          row.getLong("checkpoint"),
          row.getLong("failed_records"));
    } catch (JsonProcessingException e) {
      throw new SQLException("import " + row.getLong("id") + " holds malformed JSON", e);
    }
  }
}
