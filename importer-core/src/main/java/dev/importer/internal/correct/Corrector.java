package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportNotFoundException;
import dev.importer.error.ImportStateException;
import dev.importer.error.SourceException;
import dev.importer.internal.check.CheckedRow;
import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.check.RowValidator;
import dev.importer.internal.rows.NamedHandler;
import dev.importer.internal.source.Content;
import dev.importer.internal.source.Spool;
import dev.importer.internal.store.Corrections;
import dev.importer.internal.store.ImportStore;
import dev.importer.job.RowMatch;
import dev.importer.results.CorrectionResult;
import dev.importer.results.RecordStatus;
import dev.importer.results.StoredImport;
import dev.importer.results.StoredRecord;
import dev.importer.row.Header;
import dev.importer.row.Row;
import dev.importer.schema.Schema;
import dev.importer.source.Format;
import dev.importer.source.Limits;
import dev.importer.source.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes corrected rows back into their import. Thread-safe.
 *
 * <p>The file is read one row at a time within one transaction, in which each refused row that it
 * changes is replaced under its own number. Whatever stops that, be it a row that does not belong
 * there or the end of the process, leaves everything as it was. Besides a few rows it takes one bit
 * of memory for each row of the import.
 */
public final class Corrector {

  private final ImportStore store;
  private final Spool spool;
  private final Limits limits;
  private final Function<String, Schema> schemas;
  private final Function<String, Optional<NamedHandler>> handlers;

  /**
   * A corrector.
   *
   * @param limits the bounds of a file of corrections
   * @param schemas gives a schema by its name
   * @param handlers gives a handler of the host by its name
   */
  public Corrector(
      ImportStore store,
      Spool spool,
      Limits limits,
      Function<String, Schema> schemas,
      Function<String, Optional<NamedHandler>> handlers) {
    this.store = store;
    this.spool = spool;
    this.limits = limits;
    this.schemas = schemas;
    this.handlers = handlers;
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
      Run run = store.correct(id, schemas, corrections -> run(corrections, source, content, match));
      StoredImport summary =
          store.queries().find(id).orElseThrow(() -> new ImportNotFoundException(id));
      return new CorrectionResult(run.corrected, run.stillFailed, run.unchanged, summary);
    } finally {
      spool.drop(content);
    }
  }

  /** Opens a file of corrections, of which a whole file finds its rows so. */
  private interface Opening {
    CorrectionFile open(WholeRows.Numbers numbers);
  }

  private Run run(
      Corrections corrections, Source source, Content content, @Nullable RowMatch match) {
    StoredImport target = corrections.summary();
    Set<String> leftOut =
        ColumnMeanings.of(corrections.schema(), corrections.mapping(), target).leftOut();
    Opening opening =
        numbers -> CorrectionFile.open(source, content, limits, target, leftOut, numbers);
    try (Run run = new Run(corrections, handlerOf(corrections), spool)) {
      boolean whole;
      try (CorrectionFile file = opening.open(Row::number)) {
        whole = file.isWhole();
      }
      if (!whole || (match != RowMatch.PRIMARY_KEY && run.fits(opening, match))) {
        return apply(run, opening, Row::number);
      }
      try (RowsByKey rows = run.byKey(spool)) {
        run.requireFitting(opening, rows, true);
        return apply(run, opening, rows);
      }
    }
  }

  private static Run apply(Run run, Opening opening, WholeRows.Numbers numbers) {
    if (run.comparesRows()) {
      try (CorrectionFile ahead = opening.open(numbers)) {
        run.lookAhead(ahead);
      }
    }
    try (CorrectionFile file = opening.open(numbers)) {
      for (Correction next = file.next(); next != null; next = file.next()) {
        run.apply(next);
      }
    }
    run.handOver();
    return run;
  }

  private @Nullable NamedHandler handlerOf(Corrections corrections) {
    String name = corrections.handler();
    return name == null
        ? null
        : handlers
            .apply(name)
            .orElseThrow(
                () ->
                    new ImportStateException(
                        corrections.summary().id(),
                        "The valid rows of import "
                            + corrections.summary().id()
                            + " go through the row handler '"
                            + name
                            + "', which is not known here. Add it, then send the corrections"
                            + " again."));
  }

  /** How many rows a handler of the host gets at once. */
  private static final int ROWS_AT_ONCE = 500;

  /** One file on its way into one import. */
  private static final class Run implements AutoCloseable {

    private final Corrections corrections;
    private final CorrectedRows rows;
    private final RowValidator validator;
    private final @Nullable NamedHandler handler;
    private final List<CheckedRow.Valid> valid = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private long corrected;
    private long stillFailed;
    private long unchanged;

    Run(Corrections corrections, @Nullable NamedHandler handler, Spool spool) {
      this.corrections = corrections;
      this.handler = handler;
      this.validator =
          new RowValidator(
              corrections.schema(),
              corrections.mapping(),
              corrections.cleaning(),
              spool,
              corrections.severities());
      StoredImport target = corrections.summary();
      if (target.format() == Format.CSV) {
        validator.takeHeader(
            new Header(target.columns().subList(0, target.labels().size())), target.labels());
      }
      this.rows = new CorrectedRows(target, corrections.schema(), validator.meanings());
    }

    /**
     * Whether a whole file has the rows of the import in their order.
     *
     * @throws SourceException if it has not, and rows shall not or cannot be found by their keys
     */
    boolean fits(Opening opening, @Nullable RowMatch match) {
      try {
        requireFitting(opening, Row::number, false);
        return true;
      } catch (SourceException e) {
        boolean keyed = match == null && !corrections.schema().primaryKey().isEmpty();
        if (!keyed || !e.code().equals(ErrorCode.OTHER_ROWS)) {
          throw e;
        }
        return false;
      }
    }

    void requireFitting(Opening opening, WholeRows.Numbers numbers, boolean byKey) {
      try (CorrectionFile file = opening.open(numbers)) {
        new WholeFile(corrections, rows, validator).requireFitting(file, byKey);
      }
    }

    RowsByKey byKey(Spool spool) {
      if (corrections.schema().primaryKey().isEmpty()) {
        throw new SourceException(
            ErrorCode.OTHER_ROWS,
            "Rows cannot be found by their primary key, because the schema '"
                + corrections.schema().name()
                + "' has none. Nothing was changed. Send the rows in the order of the import.");
      }
      return new RowsByKey(corrections, validator, spool);
    }

    /** Whether a row may be refused because of another one. */
    boolean comparesRows() {
      return validator.comparesRows();
    }

    /**
     * Takes note of the keys of all rows that are not corrected, and of what may be referred to in
     * those that are.
     */
    void lookAhead(CorrectionFile file) {
      BitSet replaced = new BitSet();
      for (Correction next = file.next(); next != null; next = file.next()) {
        StoredRecord stored = corrections.record(next.rowNumber());
        Row row =
            stored == null || stored.status() == RecordStatus.VALID
                ? null
                : rows.apply(stored, next);
        if (row != null) {
          replaced.set(Math.toIntExact(next.rowNumber()));
          validator.offer(row);
        }
      }
      corrections.forEachRecord(
          stored -> {
            if (!replaced.get(Math.toIntExact(stored.rowNumber()))) {
              remember(stored);
            }
          });
    }

    private void remember(StoredRecord stored) {
      Map<String, @Nullable Object> cells = stored.cells();
      Header header = new Header(List.copyOf(cells.keySet()));
      Row row =
          new Row(
              header, cells.values().toArray(), stored.rowNumber(), stored.lineNumber(), List.of());
      if (stored.status() == RecordStatus.VALID) {
        validator.remember(row);
      } else {
        // Its cells are as they came, and count as far as they are values.
        validator.offer(row);
        CheckedRow unused = validator.check(row);
      }
    }

    @Override
    public void close() {
      validator.close();
    }

    void apply(Correction correction) {
      requireFirst(correction);
      StoredRecord stored = corrections.record(correction.rowNumber());
      if (stored == null) {
        throw new IllegalStateException(
            "row " + correction.rowNumber() + " of a completed import is not stored");
      }
      if (stored.status() == RecordStatus.VALID) {
        unchanged++;
        return;
      }
      Row row = rows.apply(stored, correction);
      if (row == null) {
        stillFailed++;
        return;
      }
      CheckedRow checked = validator.check(row);
      corrections.replace(stored, checked);
      if (checked instanceof CheckedRow.Valid now) {
        corrected++;
        handOver(now);
      } else {
        stillFailed++;
      }
    }

    private void handOver(CheckedRow.Valid row) {
      if (handler != null) {
        valid.add(row);
        if (valid.size() == ROWS_AT_ONCE) {
          handOver();
        }
      }
    }

    /** Gives the handler of the host the rows that it has not had yet. */
    void handOver() {
      if (handler != null) {
        handler.call(corrections.summary().id(), valid, corrections.connection());
        valid.clear();
      }
    }

    private void requireFirst(Correction correction) {
      int row = Math.toIntExact(correction.rowNumber());
      if (seen.get(row)) {
        throw new SourceException(
            ErrorCode.REPEATED_ROW,
            "Row "
                + row
                + " is corrected twice, the second time on line "
                + correction.line()
                + ". Keep one of them. Nothing was changed.",
            correction.line(),
            null,
            null);
      }
      seen.set(row);
    }
  }
}
