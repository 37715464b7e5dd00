package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.StoredImport;
import dev.importer.row.Row;
import dev.importer.source.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Corrections as a whole file: every row of the import, under the labels of its source. */
final class WholeRows implements CorrectionForm {

  /** Tells which row of the import a row of a file is. */
  interface Numbers {

    /** The number of the row in the import; 0 if the import has no such row. */
    long of(Row row);
  }

  /** What is noticed anew when the row is laid out for the import. */
  private static final Set<ErrorCode> SHOWN_BY_CELLS =
      Set.of(
          ErrorCode.EXTRA_CELL, ErrorCode.MISSING_CELL, ErrorCode.NUL_BYTE, ErrorCode.TYPE_ERROR);

  private final Numbers numbers;
  private final Format format;

  /** Labels that only rows with surplus cells have. */
  private final List<String> surplus;

  private final Set<String> leftOut;

  /**
   * A whole file.
   *
   * @param leftOut the labels of columns that the import leaves out
   */
  WholeRows(Numbers numbers, Format format, StoredImport target, Set<String> leftOut) {
    this.numbers = numbers;
    this.leftOut = leftOut;
    this.format = format;
    this.surplus =
        target.format().isTable()
            ? target.columns().subList(target.labels().size(), target.columns().size())
            : List.of();
  }

  /** Whether labels of a file are those of an import, be it in another order. */
  static boolean fit(List<String> labels, StoredImport target) {
    List<String> own =
        target.format().isTable()
            ? target.columns().subList(0, target.labels().size())
            : target.columns();
    return labels.size() == own.size() && new HashSet<>(labels).equals(new HashSet<>(own));
  }

  /**
   * Whether a record may be a row of the source: each of its members is one of the import, and most
   * of those are there.
   */
  static boolean fits(Row row, StoredImport target) {
    return 2 * row.size() > target.columns().size()
        && target.columns().containsAll(row.header().labels());
  }

  @Override
  public Correction read(Row row) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      Object cell = row.cell(i);
      cells.put(row.header().label(i), format.isTable() ? Objects.toString(cell, "") : cell);
    }
    if (format.isTable()) {
      // Surplus cells that are gone are meant to be gone.
      surplus.forEach(label -> cells.putIfAbsent(label, ""));
    }
    List<ImportError> faults = new ArrayList<>(row.faults());
    faults.removeIf(fault -> SHOWN_BY_CELLS.contains(fault.code()));
    return new Correction(
            numbers.of(row),
            row.line(),
            null,
            cells,
            format.isTable() ? Correction.Kind.TEXTS : Correction.Kind.VALUES,
            faults)
        .without(leftOut);
  }

  @Override
  public boolean isOfCorrectedRow(ImportError fault) {
    return true;
  }
}
