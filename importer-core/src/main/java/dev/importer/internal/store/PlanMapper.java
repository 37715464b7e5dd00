package dev.importer.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.importer.internal.plan.Cleaning;
import dev.importer.internal.plan.ImportPlan;
import dev.importer.internal.plan.Mapping;
import dev.importer.internal.plan.PlannedSchema;
import dev.importer.job.ErrorLimit;
import dev.importer.job.Severities;
import dev.importer.results.StoredPlan;
import dev.importer.source.QuoteRepair;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads the plan of a row of the table imports. */
final class PlanMapper {

  /** What it needs of the row. */
  static final String COLUMNS =
      "plan, format, dialect, detection, quote_repair, schema_name, max_errors, severities, handler,"
          + " once";

  private PlanMapper() {}

  /** The plan as text, of whatever form it is. */
  static StoredPlan read(ResultSet row) throws SQLException, JsonProcessingException {
    String plan = row.getString("plan");
    return new StoredPlan(
        plan != null && PlanJson.isWhole(plan) ? plan : PlanJson.write(ofColumns(row)));
  }

  /** That of an import of before plans were whole. */
  private static ImportPlan ofColumns(ResultSet row) throws SQLException, JsonProcessingException {
    return new ImportPlan(
        ImportMapper.detection(row),
        QuoteRepair.valueOf(row.getString("quote_repair")),
        Mapping.NONE,
        Cleaning.NONE,
        new PlannedSchema(
            row.getString("schema_name"), PlanJson.schemaDigest(row.getString("plan")), null),
        Severities.parse(row.getString("severities")),
        ErrorLimit.parse(row.getString("max_errors")),
        row.getBoolean("once"),
        row.getString("handler"),
        null,
        List.of());
  }
}
