package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.SourceException;
import dev.importer.internal.store.ImportChange;
import dev.importer.results.StoredRecord;
import java.util.BitSet;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The rows of a file of corrections, each of which may be there once. */
final class FileCorrections implements Corrections {

  private final ImportChange change;
  private final Supplier<CorrectionFile> opening;
  private final long mostRows;

  /**
   * Corrections of a file.
   *
   * @param opening opens it, each time at its beginning
   * @param mostRows how many rows it has, if all are there that may be
   */
  FileCorrections(ImportChange change, Supplier<CorrectionFile> opening, long mostRows) {
    this.change = change;
    this.opening = opening;
    this.mostRows = mostRows;
  }

  @Override
  public long rows() {
    return mostRows;
  }

  @Override
  public void forEach(Reader reader, LongConsumer passed) {
    try (CorrectionFile file = opening.get()) {
      BitSet seen = new BitSet();
      for (Correction next = file.next(); next != null; next = file.next()) {
        requireFirst(seen, next);
        reader.read(storedRow(next), next);
        passed.accept(1);
      }
      passed.accept(Math.max(0, mostRows - seen.cardinality()));
    }
  }

  private StoredRecord storedRow(Correction correction) {
    StoredRecord stored = change.record(correction.rowNumber());
    if (stored == null) {
      throw new IllegalStateException(
          "row " + correction.rowNumber() + " of a completed import is not stored");
    }
    return stored;
  }

  private static void requireFirst(BitSet seen, Correction correction) {
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
