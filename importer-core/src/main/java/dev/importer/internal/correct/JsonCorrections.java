package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.error.ImportError;
import dev.importer.results.StoredRecord;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Corrections as JSON: records as they are downloaded, of which {@code row_number}, {@code data}
 * and, if it is there, {@code import_id} matter, and the data is the whole row; or the cells that
 * change, with the number of the row under the label that it has in CSV.
 */
final class JsonCorrections implements CorrectionForm {

  private static final String ROW_NUMBER = "row_number";
  private static final String IMPORT_ID = "import_id";
  private static final String DATA = "data";

  private final ReservedLabels reserved;

  /** Whether the import has members itself that are called like those of a record. */
  private final boolean ambiguous;

  JsonCorrections(ReservedLabels reserved, Collection<String> columns) {
    this.reserved = reserved;
    this.ambiguous = columns.contains(ROW_NUMBER) || columns.contains(DATA);
  }

  /** Whether a row has the form of a correction, and not that of a row of a source. */
  static boolean isCorrection(Row row, ReservedLabels reserved) {
    return row.header().indexOf(reserved.row()) >= 0 || row.header().indexOf(ROW_NUMBER) >= 0;
  }

  @Override
  public Correction read(Row row) {
    boolean nested = row.cell(DATA) instanceof JsonText data && data.text().startsWith("{");
    boolean record = nested && !(ambiguous && row.cell(reserved.row()) != null);
    return record ? record(row) : changes(row);
  }

  @Override
  public boolean isOfCorrectedRow(ImportError fault) {
    return fault.code().equals(ErrorCode.NUL_BYTE) && DATA.equals(fault.field());
  }

  private Correction record(Row row) {
    Map<String, @Nullable Object> cells;
    try {
      cells = StoredRecord.cellsOf(String.valueOf(row.cell(DATA)));
    } catch (IllegalArgumentException e) {
      throw CorrectionFile.refused(ErrorCode.DUPLICATE_MEMBER, row, String.valueOf(e.getMessage()));
    }
    RowReference reference = ownReference(row);
    reference.rowNumber(ROW_NUMBER, row.cell(ROW_NUMBER));
    reference.importId(IMPORT_ID, row.cell(IMPORT_ID));
    return correction(row, reference, ROW_NUMBER, cells, Correction.Kind.VALUES);
  }

  private Correction changes(Row row) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      String label = row.header().label(i);
      if (!reserved.all().contains(label)) {
        cells.put(label, row.cell(i));
      }
    }
    return correction(row, ownReference(row), reserved.row(), cells, Correction.Kind.CHANGES);
  }

  /** What is said under the labels that are ours in every form. */
  private RowReference ownReference(Row row) {
    RowReference reference = new RowReference(row);
    reference.rowNumber(reserved.row(), row.cell(reserved.row()));
    reference.importId(reserved.importId(), row.cell(reserved.importId()));
    return reference;
  }

  private static Correction correction(
      Row row,
      RowReference reference,
      String label,
      Map<String, @Nullable Object> cells,
      Correction.Kind kind) {
    return new Correction(
        reference.requireRowNumber(label),
        row.line(),
        reference.importId(),
        cells,
        kind,
        List.of());
  }
}
