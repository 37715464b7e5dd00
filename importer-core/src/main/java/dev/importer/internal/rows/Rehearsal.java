package dev.importer.internal.rows;

import dev.importer.error.ImportError;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.record.ErrorTally;
import dev.importer.job.ErrorLimit;
import dev.importer.results.CheckReport;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads all rows of a source and sums up what an import of it would do. */
public final class Rehearsal {

  /** With this much text, in characters, a report shows no further rows. */
  private static final long MAX_ROW_CHARACTERS = 1L << 20;

  private Rehearsal() {}

  /**
   * Reads all rows and sums them up.
   *
   * @param limit how many rows may be refused; all rows are read in any case
   * @param draft tells how a row would be stored
   * @param reader is given each row after it was counted
   * @throws dev.importer.error.SourceException if the source cannot be used
   */
  public static CheckReport of(
      CheckedRows rows,
      ErrorLimit limit,
      Function<CheckedRow, StoredRecord.Draft> draft,
      Consumer<CheckedRow> reader) {
    long valid = 0;
    long failed = 0;
    ErrorTally tally = new ErrorTally(rows.schema());
    List<ImportError> errors = new ArrayList<>();
    RefusalWatch watch = new RefusalWatch(limit, 0, 0);
    SourceException failure = null;
    List<StoredRecord.Draft> drafts = new ArrayList<>();
    long characters = 0;
    for (CheckedRow row = rows.next(); row != null; row = rows.next()) {
      SourceException passed = watch.next(row);
      failure = failure == null ? passed : failure;
      if (drafts.size() < CheckReport.MAX_ROWS && characters < MAX_ROW_CHARACTERS) {
        StoredRecord.Draft next = draft.apply(row);
        drafts.add(next);
        characters +=
            next.dataJson().length() + next.errorsJson().length() + next.changesJson().length();
      }
      if (row instanceof CheckedRow.Failed refused) {
        failed++;
        tally.add(refused.errors());
        refused.errors().stream()
            .limit(CheckReport.MAX_ERRORS - errors.size())
            .forEach(errors::add);
      } else {
        valid++;
      }
      reader.accept(row);
    }
    rows.accounting().requireRows(valid, failed);
    failure = failure == null ? watch.end() : failure;
    failure = failure == null ? rows.unusedReplacement() : failure;
    return new CheckReport(
        rows.detection(),
        rows.schema().name(),
        rows.columns(),
        rows.labels(),
        rows.likelyMapping(),
        valid + failed,
        valid,
        failed,
        failureOf(failure),
        tally.summary(rows.warnings()),
        List.copyOf(drafts),
        List.copyOf(errors),
        rows.notices(),
        List.of(),
        rows.accounting());
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
