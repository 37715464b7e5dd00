package dev.importer.internal.correct;

import dev.importer.error.ErrorCode;
import dev.importer.internal.text.Quoted;
import dev.importer.row.Row;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which row of which import a line of a file of corrections is about. One rule for every form: a
 * number is a whole one, as number or in digits; what is absent or blank says nothing; and what is
 * said twice must be the same. Not thread-safe.
 */
final class RowReference {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

  /** A number, and where it was said. */
  private record Said(String label, long number) {}

  private final Row row;
  private @Nullable Said rowNumber;
  private @Nullable Said importId;

  RowReference(Row row) {
    this.row = row;
  }

  /** Takes what stands under a label that names the row. */
  void rowNumber(String label, @Nullable Object value) {
    rowNumber = said(ErrorCode.NO_ROW_NUMBER, rowNumber, label, value);
  }

  /** Takes what stands under a label that names the import. */
  void importId(String label, @Nullable Object value) {
    importId = said(ErrorCode.OTHER_IMPORT, importId, label, value);
  }

  /**
   * The number of the row.
   *
   * @param label where it should have been said
   * @throws dev.importer.error.SourceException {@code no-row-number} if it was not
   */
  long requireRowNumber(String label) {
    if (rowNumber == null) {
      throw CorrectionFile.refused(
          ErrorCode.NO_ROW_NUMBER,
          row,
          "there is no number in '"
              + label
              + "', which says which row is corrected; corrections replace rows and cannot add"
              + " any");
    }
    return rowNumber.number();
  }

  /** The import, if it was named. */
  @Nullable Long importId() {
    return importId == null ? null : importId.number();
  }

  private @Nullable Said said(
      ErrorCode code, @Nullable Said before, String label, @Nullable Object value) {
    String text = value == null ? "" : value.toString().strip();
    if (text.isEmpty()) {
      return before;
    }
    boolean whole = value instanceof Long || value instanceof String;
    if (!whole || !NUMBER.matcher(text).matches()) {
      throw CorrectionFile.refused(
          code,
          row,
          "'"
              + label
              + "' holds "
              + Quoted.of(text)
              + ", which is not the number of a row or an import");
    }
    Said now = new Said(label, Long.parseLong(text));
    if (before != null && before.number() != now.number()) {
      throw CorrectionFile.refused(
          code,
          row,
          "'"
              + before.label()
              + "' says "
              + before.number()
              + ", but '"
              + label
              + "' says "
              + now.number()
              + "; keep one of them");
    }
    return now;
  }
}
