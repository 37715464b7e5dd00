package dev.importer.read;

import dev.importer.error.ImportError;
import dev.importer.error.Notice;
import dev.importer.parse.Accounting;
import dev.importer.parse.SourceDetection;
import dev.importer.query.ErrorSummary;
import dev.importer.source.Format;
import dev.importer.validate.CheckedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an import of a source would do, found out without storing anything.
 *
 * @param detection how the source is read, and why
 * @param columns the labels of the source
 * @param total how many rows there are
 * @param valid how many of them would be stored as valid
 * @param failed how many of them would be stored as failed
 * @param errorSummary each kind of fault in each field with its exact count, and the warnings
 * @param errors the first {@value #MAX_ERRORS} errors in the order of the rows
 * @param notices the first {@value Notice#MOST_KEPT} places of those warnings that have one
 * @param accounting where the bytes have gone
 */
public record CheckReport(
    SourceDetection detection,
    List<String> columns,
    long total,
    long valid,
    long failed,
    ErrorSummary errorSummary,
    List<ImportError> errors,
    List<Notice> notices,
    Accounting accounting) {

  /** How many errors a report lists. */
  public static final int MAX_ERRORS = 100;

  /** What refuses nothing, by code, with exact counts. */
  public Map<String, Long> warnings() {
    return errorSummary.warnings();
  }

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
    ErrorTally tally = new ErrorTally(rows.schema());
    List<ImportError> errors = new ArrayList<>();
    for (CheckedRow row = rows.next(); row != null; row = rows.next()) {
      if (row instanceof CheckedRow.Failed refused) {
        failed++;
        tally.add(refused.errors());
        refused.errors().stream().limit(MAX_ERRORS - errors.size()).forEach(errors::add);
      } else {
        valid++;
      }
    }
    rows.accounting().requireRows(valid, failed);
    return new CheckReport(
        rows.detection(),
        rows.columns(),
        valid + failed,
        valid,
        failed,
        tally.summary(rows.warnings()),
        List.copyOf(errors),
        rows.notices(),
        rows.accounting());
  }
}
