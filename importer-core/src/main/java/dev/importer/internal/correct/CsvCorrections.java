package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.error.MissingLabels;
import dev.importer.error.SourceException;
import dev.importer.results.StoredImport;
import dev.importer.row.Header;
import dev.importer.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Corrections as CSV: the columns of the import in any order, and our own among them. */
final class CsvCorrections implements CorrectionForm {

  private final ReservedLabels reserved;

  /** The labels without what guards them against spreadsheets. */
  private final List<String> labels;

  private CsvCorrections(ReservedLabels reserved, List<String> labels) {
    this.reserved = reserved;
    this.labels = labels;
  }

  /**
   * Corrections under a header.
   *
   * @param leftOut the labels of columns that the import leaves out; they may stand there or not
   * @throws SourceException {@code no-row-number}, {@code missing-label} or {@code other-import}
   */
  static CsvCorrections of(
      Header header, ReservedLabels reserved, StoredImport target, Set<String> leftOut) {
    List<String> labels = header.labels().stream().map(FormulaGuard::unguarded).toList();
    if (!labels.contains(reserved.row())) {
      throw new SourceException(
          ErrorCode.NO_ROW_NUMBER,
          "The corrections have no column '"
              + reserved.row()
              + "', which says which rows they correct, and their labels are not those of import "
              + target.id()
              + ", either. Send the downloaded file with its columns, or the whole file with all"
              + " columns that it had.");
    }
    List<String> needed =
        target.format().isTable()
            ? target.columns().subList(0, target.labels().size())
            : target.columns();
    List<String> missing = new ArrayList<>(needed);
    missing.removeAll(labels);
    missing.removeAll(leftOut);
    if (!missing.isEmpty()) {
      throw new SourceException(
              ErrorCode.MISSING_LABEL,
              "The corrections lack the columns "
                  + missing
                  + " of import "
                  + target.id()
                  + ". Send the downloaded file with all its columns.")
          .withMissingLabels(new MissingLabels(missing, labels, List.of()));
    }
    List<String> unknown = new ArrayList<>(labels);
    unknown.removeAll(target.columns());
    unknown.removeAll(reserved.all());
    if (!unknown.isEmpty() && target.format().isTable()) {
      throw new SourceException(
          ErrorCode.OTHER_IMPORT,
          "Import "
              + target.id()
              + " has no columns "
              + unknown
              + ". Send the corrections to the import from which they were downloaded, or remove"
              + " these columns.");
    }
    return new CsvCorrections(reserved, labels);
  }

  @Override
  public Correction read(Row row) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    RowReference reference = new RowReference(row);
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      String cell = Objects.toString(row.cell(i), "");
      if (label.equals(reserved.row())) {
        reference.rowNumber(label, cell);
      } else if (label.equals(reserved.importId())) {
        reference.importId(label, cell);
      } else if (!label.equals(reserved.line()) && !label.equals(reserved.errors())) {
        cells.put(label, FormulaGuard.unguarded(cell));
      }
    }
    return new Correction(
        reference.requireRowNumber(reserved.row()),
        row.line(),
        reference.importId(),
        cells,
        Correction.Kind.TEXTS,
        row.faults());
  }

  /** A spreadsheet program may make an error of what was none, and none of what was one. */
  @Override
  public boolean isOfCorrectedRow(ImportError fault) {
    return fault.code().equals(ErrorCode.CELL_ERROR);
  }
}
