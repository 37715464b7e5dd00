package dev.importer.internal.plan;

import dev.importer.internal.host.NamedTarget;
import dev.importer.job.ErrorLimit;
import dev.importer.job.Severities;
import dev.importer.results.SourceDetection;
import dev.importer.schema.Schema;
import dev.importer.source.QuoteRepair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All settings of one import: how its bytes become rows, and what becomes of these; what the caller
 * asked for, completed by what was detected. It is made when the source is accepted, and every run
 * keeps to it. Immutable.
 *
 * @param detected how the source is read, and why
 * @param repair what becomes of CSV records whose quotes do not add up
 * @param mapping which column feeds which field, as far as that was asked for
 * @param cleaning what is done to cells before they are checked
 * @param schema what the rows are checked against
 * @param severities which faults of rows are only warned of
 * @param maxErrors how many failed rows the caller puts up with
 * @param once whether the same bytes may be imported only once in this way
 * @param handler the name of the handler of the host that takes the valid rows, or null
 * @param target what the valid rows go into, or null
 * @param rowChecks the names of the checks of the host that look at the rows, in their order
 */
public record ImportPlan(
    SourceDetection detected,
    QuoteRepair repair,
    Mapping mapping,
    Cleaning cleaning,
    PlannedSchema schema,
    Severities severities,
    ErrorLimit maxErrors,
    boolean once,
    @Nullable String handler,
    @Nullable NamedTarget target,
    List<String> rowChecks) {

  /** Copies the list. */
  public ImportPlan {
    rowChecks = List.copyOf(rowChecks);
  }

  /** Whether the rows that the plan makes under a schema of its name are those it always made. */
  public boolean isUnder(Schema current) {
    return schema.digest() == null || schema.digest().equals(current.digest());
  }

  /** This plan under the schema of its name as it is now. */
  public ImportPlan under(Schema current) {
    return new ImportPlan(
        detected,
        repair,
        mapping,
        cleaning,
        PlannedSchema.named(current),
        severities,
        maxErrors,
        once,
        handler,
        target,
        rowChecks);
  }
}
