package dev.importer.read;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.parse.Accounting;
import dev.importer.parse.SourceDetection;
import dev.importer.source.Format;
import dev.importer.validate.CheckedRow;
import dev.importer.validate.HeaderMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import of a source would do, found out without storing anything.
 *
 * @param detection how the source is read, and why
 * @param columns the labels of the source
 * @param mapping which of them feeds which field of the schema, and why
 * @param total how many rows there are
 * @param valid how many of them would be stored as valid
 * @param failed how many of them would be stored as failed
 * @param warnings what refuses nothing, by code, with exact counts
 * @param errorCounts how often each fault occurs in each field, exact
 * @param errors the first {@value #MAX_ERRORS} errors in the order of the rows
 * @param notices the first {@value Notice#MOST_KEPT} places of those warnings that have one
 * @param accounting where the bytes have gone
 */
public record CheckReport(
    SourceDetection detection,
    List<String> columns,
    HeaderMapping mapping,
    long total,
    long valid,
    long failed,
    Map<String, Long> warnings,
    List<ErrorCount> errorCounts,
    List<ImportError> errors,
    List<Notice> notices,
    Accounting accounting) {

  /** How many errors a report lists. */
  public static final int MAX_ERRORS = 100;

  /**
   * How often one fault occurs in one field.
   *
   * @param code the kind of fault
   * @param field the field, or null for faults of whole rows
   * @param count the number of occurrences
   */
  public record ErrorCount(ErrorCode code, @Nullable String field, long count) {}

  /** How the source is structured. */
  public Format format() {
    return detection.format();
  }

  /** Whether every row would be stored as valid. */
  public boolean clean() {
    return failed == 0;
  }

  /**
   * Reads all rows and sums them up.
   *
   * @throws dev.importer.error.SourceException if the source cannot be used
   */
  public static CheckReport of(CheckedRows rows) {
    long valid = 0;
    long failed = 0;
    Map<ErrorCount, Long> counts = new LinkedHashMap<>();
    List<ImportError> errors = new ArrayList<>();
    for (CheckedRow row = rows.next(); row != null; row = rows.next()) {
      if (row instanceof CheckedRow.Failed refused) {
        failed++;
        for (ImportError error : refused.errors()) {
          counts.merge(new ErrorCount(error.code(), error.field(), 0), 1L, Long::sum);
          if (errors.size() < MAX_ERRORS) {
            errors.add(error);
          }
        }
      } else {
        valid++;
      }
    }
    rows.accounting().requireRows(valid, failed);
    List<ErrorCount> errorCounts =
        counts.entrySet().stream()
            .map(e -> new ErrorCount(e.getKey().code(), e.getKey().field(), e.getValue()))
            .sorted((a, b) -> Long.compare(b.count(), a.count()))
            .toList();
    return new CheckReport(
        rows.detection(),
        rows.columns(),
        rows.mapping(),
        valid + failed,
        valid,
        failed,
        rows.warnings(),
        errorCounts,
        List.copyOf(errors),
        rows.notices(),
        rows.accounting());
  }
}
