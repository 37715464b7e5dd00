package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.SourceException;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.ImportChange;
import dev.importer.internal.store.ImportStore;
import dev.importer.job.RowMatch;
import dev.importer.results.CorrectionResult;
import dev.importer.results.StoredChange;
import dev.importer.results.StoredImport;
import dev.importer.row.Row;
import dev.importer.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Takes corrected rows back into their import. Thread-safe.
 *
 * <p>The file is read one row at a time within one transaction, in which each refused row that it
 * changes is replaced under its own number. Whatever stops that, be it a row that does not belong
 * there or the end of the process, leaves everything as it was.
 */
public final class Corrector {

  private final ChangeService changes;
  private final Spool spool;

  /** A corrector. */
  public Corrector(ChangeService changes, Spool spool) {
    this.changes = changes;
    this.spool = spool;
  }

  /**
   * Corrects refused rows of a completed import.
   *
   * @param match how the rows of a whole file are found in it; null for whichever fits
   * @throws SourceException if the file cannot be read, or is no file of corrections for the import
   * @throws ImportNotFoundException if there is no such import
   * @throws dev.importer.error.ImportStateException if it is not completed
   */
  public CorrectionResult correct(long id, Source source, @Nullable RowMatch match) {
    Content content = spool.take(source);
    try {
      ImportChange.Request request =
          new ImportChange.Request(StoredChange.Kind.CORRECTION, null, source.name(), null, null);
      ImportStore.Changed<Counts> done =
          changes.run(id, request, (change, rows) -> correct(change, rows, source, content, match));
      Counts counts = done.result();
      // A table of the host may refuse rows that the schema does not.
      long corrected = done.change() == null ? 0 : done.change().nowValid();
      return new CorrectionResult(
          corrected,
          counts.stillFailed + counts.corrected - corrected,
          counts.unchanged,
          done.summary());
    } finally {
      spool.drop(content);
    }
  }

  /** What became of the rows of a file. */
  private static final class Counts {
    private long corrected;
    private long stillFailed;
    private long unchanged;

    void add(RowChanges.Outcome outcome) {
      switch (outcome) {
        case VALID -> corrected++;
        case REFUSED -> stillFailed++;
        case UNCHANGED -> unchanged++;
      }
    }
  }

  /** Opens a file of corrections, of which a whole file finds its rows so. */
  private interface Opening {
    CorrectionFile open(WholeRows.Numbers numbers);
  }

  private Counts correct(
      ImportChange change,
      RowChanges rows,
      Source source,
      Content content,
      @Nullable RowMatch match) {
    StoredImport target = change.summary();
    ColumnMeanings meanings = ColumnMeanings.of(change.schema(), change.mapping(), target);
    Opening opening =
        numbers ->
            CorrectionFile.open(source, content, spool, target, meanings, change.schema(), numbers);
    boolean whole;
    try (CorrectionFile file = opening.open(Row::number)) {
      whole = file.isWhole();
    }
    long most = whole ? target.totalRecords() : target.failedRecords();
    if (!whole || (match != RowMatch.PRIMARY_KEY && fits(change, rows, opening, match))) {
      return apply(rows, new FileCorrections(change, () -> opening.open(Row::number), most));
    }
    try (RowsByKey byKey = byKey(change, rows)) {
      requireFitting(change, rows, opening, byKey, true);
      return apply(rows, new FileCorrections(change, () -> opening.open(byKey), most));
    }
  }

  private static Counts apply(RowChanges rows, Corrections corrections) {
    Counts counts = new Counts();
    rows.apply(
        corrections, RowChanges.ValidRowRule.LEFT_ALONE, (stored, outcome) -> counts.add(outcome));
    return counts;
  }

  /**
   * Whether a whole file has the rows of the import in their order.
   *
   * @throws SourceException if it has not, and rows shall not or cannot be found by their keys
   */
  private static boolean fits(
      ImportChange change, RowChanges rows, Opening opening, @Nullable RowMatch match) {
    try {
      requireFitting(change, rows, opening, Row::number, false);
      return true;
    } catch (SourceException e) {
      boolean keyed = match == null && !change.schema().primaryKey().isEmpty();
      if (!keyed || !e.code().equals(ErrorCode.OTHER_ROWS)) {
        throw e;
      }
      return false;
    }
  }

  private static void requireFitting(
      ImportChange change,
      RowChanges rows,
      Opening opening,
      WholeRows.Numbers numbers,
      boolean byKey) {
    try (CorrectionFile file = opening.open(numbers)) {
      new WholeFile(change, rows).requireFitting(file, byKey);
    }
  }

  private RowsByKey byKey(ImportChange change, RowChanges rows) {
    if (change.schema().primaryKey().isEmpty()) {
      throw new SourceException(
          ErrorCode.OTHER_ROWS,
          "Rows cannot be found by their primary key, because the schema '"
              + change.schema().name()
              + "' has none. Nothing was changed. Send the rows in the order of the import.");
    }
    return new RowsByKey(change, rows, spool);
  }
}
