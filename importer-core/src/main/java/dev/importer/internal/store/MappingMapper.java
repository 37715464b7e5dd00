package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.importer.results.RememberedMapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a row of the table mappings. */
final class MappingMapper implements RowMapper<RememberedMapping> {

  @Override
  public RememberedMapping map(ResultSet row, StatementContext context) throws SQLException {
    String usedAt = row.getString("used_at");
    try {
      return new RememberedMapping(
          row.getLong("id"),
          row.getString("schema_name"),
          Json.readTexts(row.getString("labels")),
          Json.readPairs(row.getString("columns")),
          row.getLong("import_id"),
          row.getLong("uses"),
          Times.instant(row.getString("created_at")),
          usedAt == null ? null : Times.instant(usedAt));
    } catch (JsonProcessingException e) {
      throw new SQLException("mapping " + row.getLong("id") + " holds malformed JSON", e);
    }
  }
}
