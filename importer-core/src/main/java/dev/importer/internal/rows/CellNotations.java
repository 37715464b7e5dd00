package dev.importer.internal.rows;

import dev.importer.internal.check.ColumnMeanings;
import dev.importer.internal.type.Notation;
import dev.importer.internal.workbook.CellNotation;
import dev.importer.internal.workbook.CellNotation.Look;
import dev.importer.internal.workbook.CellValue;
import dev.importer.row.Header;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;

/**
 * How the cells of a workbook become the text that a person would have written for their fields: a
 * number with the decimal sign of the field, a date in its format.
 */
public final class CellNotations {

  private CellNotations() {}

  /**
   * The notations of the columns of a header.
   *
   * @param shown whether numbers in columns of text are read as people see them
   */
  public static List<CellNotation> of(
      Header header, ColumnMeanings meanings, Schema schema, boolean shown) {
    Look ofText = shown ? Look.TAKEN : Look.NOTED;
    return header.labels().stream()
        .map(label -> meanings.positionOf(meanings.of(label).field()))
        .map(
            position ->
                position < 0
                    ? new CellNotation(ofText, CellNotations::plain)
                    : of(schema.fields().get(position), ofText))
        .toList();
  }

  private static CellNotation of(Field field, Look ofText) {
    boolean isText = field.type() == FieldType.STRING || field.type() == FieldType.ANY;
    Notation notation = Notation.of(field.type(), field.format(), field.options());
    return new CellNotation(
        isText ? ofText : Look.IGNORED, value -> write(value, field.type(), notation));
  }

  private static String write(CellValue value, FieldType type, Notation notation) {
    return switch (value.kind()) {
      case NUMBER -> notation.number(plain(value));
      case BOOLEAN -> notation.truth(Boolean.parseBoolean(value.text()));
      case DATE -> date(LocalDate.parse(value.text()), value, type, notation);
      case DATETIME ->
          Objects.requireNonNullElse(
              notation.time(LocalDateTime.parse(value.text())), value.text());
      case TIME -> time(LocalTime.parse(value.text()), value, type, notation);
      case DURATION, ERROR, FORMULA -> value.text();
    };
  }

  /** A whole number that some programs store with a fraction of zeros. */
  private static String plain(CellValue value) {
    String text = value.text();
    int end = text.length();
    int point = text.indexOf('.');
    if (value.kind() == CellValue.Kind.NUMBER && point > 0 && text.indexOf('E') < 0) {
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      return text.substring(0, end == point + 1 ? point : end);
    }
    return text;
  }

  private static String date(LocalDate date, CellValue value, FieldType type, Notation notation) {
    // A month of a year is turned into its first day when it is typed into a spreadsheet.
    if (type == FieldType.YEARMONTH && date.getDayOfMonth() == 1) {
      return value.text().substring(0, value.text().lastIndexOf('-'));
    }
    return Objects.requireNonNullElse(notation.time(date.atStartOfDay()), value.text());
  }

  private static String time(LocalTime time, CellValue value, FieldType type, Notation notation) {
    if (type == FieldType.DURATION) {
      return Duration.ofNanos(time.toNanoOfDay()).toString();
    }
    return Objects.requireNonNullElse(notation.time(time), value.text());
  }
}
