package dev.importer.job;

import dev.importer.results.SourceDetection;
import dev.importer.schema.Schema;
import dev.importer.source.QuoteRepair;
import org.jspecify.annotations.Nullable;

/**
 * How an import makes rows of its bytes, and what becomes of these: what the caller asked for,
 * completed by what was detected. It is made when the source is accepted, and every run keeps to
 * it. Immutable.
 *
 * @param detected how the source is read, and why
 * @param repair what becomes of CSV records whose quotes do not add up
 * @param schema the name of the schema that the rows are checked against
 * @param schemaDigest the {@linkplain Schema#digest digest} that the schema had; null for an import
 *     that was accepted before digests were kept
 * @param severities which faults of rows are only warned of
 * @param maxErrors how many failed rows the caller puts up with
 * @param handler the name of the handler of the host that takes the valid rows, or null
 */
public record ImportPlan(
    SourceDetection detected,
    QuoteRepair repair,
    String schema,
    @Nullable String schemaDigest,
    Severities severities,
    ErrorLimit maxErrors,
    @Nullable String handler) {

  /** Whether the rows that the plan makes under a schema of its name are those it always made. */
  public boolean isUnder(Schema current) {
    return schemaDigest == null || schemaDigest.equals(current.digest());
  }

  /** This plan under the schema of its name as it is now. */
  public ImportPlan under(Schema current) {
    return new ImportPlan(
        detected, repair, current.name(), current.digest(), severities, maxErrors, handler);
  }
}
