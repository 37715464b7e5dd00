package dev.importer.internal.rows;

import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.record.ErrorTally;
import dev.importer.internal.values.ErrorValueReport;
import dev.importer.internal.values.ErrorValueTally;
import dev.importer.job.ErrorLimit;
import dev.importer.results.CheckReport;
import dev.importer.results.RecordQuery.ErrorKind;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.results.TargetDifferences;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads all rows of a source and sums up what an import of it would do. */
public final class Rehearsal {

  /** With this much text, in characters, a report shows no further rows. */
  private static final long MAX_ROW_CHARACTERS = 1L << 20;

  private Rehearsal() {}

  /** A table of the application. */
  public interface Table {

    /**
     * Finds out what all rows would become in it.
     *
     * @param refusals is told of rows that it refuses
     * @return null if the rows go into no table
     */
    @Nullable TargetDifferences run(Consumer<ImportError> refusals);
  }

  /**
   * Reads all rows and sums them up.
   *
   * @param limit how many rows may be refused; all rows are read in any case
   * @param draft tells how a row would be stored
   * @param reader is given each row after it was counted
   * @param target finds out what the rows would become in a table of the application
   * @throws dev.importer.error.SourceException if the source cannot be used
   */
  public static CheckReport of(
      CheckedRows rows,
      ErrorLimit limit,
      Function<CheckedRow, StoredRecord.Draft> draft,
      Consumer<CheckedRow> reader,
      Table target) {
    long valid = 0;
    long failed = 0;
    ErrorTally tally = new ErrorTally(rows.schema());
    ErrorValueTally values = new ErrorValueTally(ErrorKind.ANY, ErrorValueTally.Bounds.OF_REPORT);
    List<ImportError> errors = new ArrayList<>();
    RefusalWatch watch = new RefusalWatch(limit, 0, 0);
    SourceException failure = null;
    Map<Long, CheckedRow> shown = new LinkedHashMap<>();
    long characters = 0;
    for (CheckedRow row = rows.next(); row != null; row = rows.next()) {
      SourceException passed = watch.next(row);
      failure = failure == null ? passed : failure;
      if (shown.size() < CheckReport.MAX_ROWS && characters < MAX_ROW_CHARACTERS) {
        StoredRecord.Draft next = draft.apply(row);
        shown.put(row.row().number(), row);
        characters +=
            next.dataJson().length() + next.errorsJson().length() + next.changesJson().length();
      }
      if (row instanceof CheckedRow.Failed refused) {
        failed++;
        tally.add(refused.errors());
        values.add(row.row().number(), refused.errors());
        refused.errors().stream()
            .limit(CheckReport.MAX_ERRORS - errors.size())
            .forEach(errors::add);
      } else {
        valid++;
      }
      reader.accept(row);
    }
    rows.accounting().requireRows(valid, failed);
    List<SourceException> tooMany = new ArrayList<>();
    TargetDifferences differences =
        target.run(
            error -> {
              SourceException passed = watch.later(error);
              if (passed != null && tooMany.isEmpty()) {
                tooMany.add(passed);
              }
              tally.add(error);
              values.add(error.row(), List.of(error));
              if (errors.size() < CheckReport.MAX_ERRORS) {
                errors.add(error);
              }
              shown.computeIfPresent(
                  error.row(),
                  (number, row) -> row instanceof CheckedRow.Valid one ? one.refused(error) : row);
            });
    long refused = differences == null ? 0 : differences.refused();
    errors.sort(Comparator.comparingLong(ImportError::row));
    failure = failure == null && !tooMany.isEmpty() ? tooMany.get(0) : failure;
    failure = failure == null ? watch.end() : failure;
    failure = failure == null ? rows.unusedReplacement() : failure;
    return new CheckReport(
        rows.detection(),
        rows.schema().name(),
        rows.columns(),
        rows.labels(),
        rows.likelyMapping(),
        valid + failed,
        valid - refused,
        failed + refused,
        failureOf(failure),
        tally.summary(rows.warnings()),
        shown.values().stream().map(draft).toList(),
        List.copyOf(errors),
        ErrorValueReport.of(rows.schema(), values, 0, CheckReport.MAX_VALUES, end -> null),
        rows.notices(),
        List.of(),
        rows.accounting(),
        differences);
  }

  private static StoredImport.@Nullable Failure failureOf(@Nullable SourceException failure) {
    return failure == null
        ? null
        : new StoredImport.Failure(
            failure.code().text(),
            String.valueOf(failure.getMessage()),
            failure.line().isPresent() ? failure.line().getAsLong() : null,
            null);
  }
}
