package dev.importer.correct;

import dev.importer.error.ErrorCode;
import dev.importer.query.StoredRecord;
import dev.importer.row.JsonText;
import dev.importer.row.Row;
import java.util.LinkedHashMap;
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

  JsonCorrections(ReservedLabels reserved) {
    this.reserved = reserved;
  }

  @Override
  public Correction read(Row row) {
    boolean downloaded =
        row.cell(ROW_NUMBER) instanceof Long
            && row.cell(DATA) instanceof JsonText data
            && data.text().startsWith("{");
    return downloaded ? record(row) : changes(row);
  }

  private static Correction record(Row row) {
    Map<String, @Nullable Object> cells;
    try {
      cells = StoredRecord.cellsOf(String.valueOf(row.cell(DATA)));
    } catch (IllegalArgumentException e) {
      throw CorrectionFile.refused(ErrorCode.DUPLICATE_MEMBER, row, String.valueOf(e.getMessage()));
    }
    return new Correction(
        number(row, ROW_NUMBER),
        row.line(),
        importId(row, IMPORT_ID),
        cells,
        Correction.Kind.VALUES);
  }

  private Correction changes(Row row) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      String label = row.header().label(i);
      if (!reserved.all().contains(label)) {
        cells.put(label, row.cell(i));
      }
    }
    return new Correction(
        number(row, reserved.row()),
        row.line(),
        importId(row, reserved.importId()),
        cells,
        Correction.Kind.CHANGES);
  }

  private static long number(Row row, String label) {
    if (row.cell(label) instanceof Long number) {
      return number;
    }
    throw CorrectionFile.refused(
        ErrorCode.NO_ROW_NUMBER,
        row,
        "there is no number in '" + label + "', which says which row is corrected");
  }

  private static @Nullable Long importId(Row row, String label) {
    Object value = row.cell(label);
    return value == null || value instanceof Long ? (Long) value : Long.valueOf(-1);
  }
}
