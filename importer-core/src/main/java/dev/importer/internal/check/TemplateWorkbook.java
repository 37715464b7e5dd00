package dev.importer.internal.check;

import dev.importer.internal.workbook.WorkbookWriter;
import dev.importer.internal.workbook.WorkbookWriterCell;
import dev.importer.internal.workbook.WorkbookWriterFormat;
import dev.importer.internal.workbook.WorkbookWriterLook;
import dev.importer.internal.workbook.WorkbookWriterSheet;
import dev.importer.internal.workbook.WorkbookWriterSheet.Choice;
import dev.importer.internal.workbook.WorkbookWriterSheet.Column;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workbook for people to fill in: a sheet with the labels, one row and lists to choose from, and
 * a sheet that says what belongs into each field.
 *
 * <p>What is typed stays text as it was typed, so that no spreadsheet makes a date of {@code 1-2}
 * or takes the zeros from {@code 01067}. Only decimal numbers are numbers: countries write them in
 * different ways.
 */
final class TemplateWorkbook {

  private static final List<String> ABOUT_FIELDS =
      List.of("Label", "Title", "Description", "Required", "Type", "Allowed values", "Example");

  private final Schema schema;
  private final Function<Field, String> example;

  /**
   * The workbook of a schema.
   *
   * @param example what the row has for a field; empty if nothing
   */
  TemplateWorkbook(Schema schema, Function<Field, String> example) {
    this.schema = schema;
    this.example = example;
  }

  void writeTo(OutputStream stream) throws IOException {
    for (Field field : schema.fields()) {
      if (!fits(field.name())) {
        throw new IllegalArgumentException(
            "A cell of a workbook holds at most "
                + WorkbookWriter.MAX_TEXT
                + " characters, but a label has "
                + field.name().length()
                + ".");
      }
    }
    try (WorkbookWriter workbook =
        WorkbookWriter.open(stream, List.of(toFillIn(), aboutFields()))) {
      workbook.beginSheet();
      workbook.row(schema.fields().stream().map(TemplateWorkbook::label).toList());
      workbook.row(schema.fields().stream().map(this::value).toList());
      workbook.beginSheet();
      workbook.row(
          ABOUT_FIELDS.stream()
              .map(label -> WorkbookWriterCell.text(label, WorkbookWriterLook.HEADER))
              .toList());
      for (Field field : schema.fields()) {
        workbook.row(about(field));
      }
      workbook.finish();
    }
  }

  private WorkbookWriterSheet toFillIn() {
    List<Column> columns = new ArrayList<>();
    List<Choice> choices = new ArrayList<>();
    for (Field field : schema.fields()) {
      List<String> values = FieldWords.choices(field);
      if (!values.isEmpty()
          && values.size() <= WorkbookWriter.MAX_ROWS
          && values.stream().allMatch(TemplateWorkbook::fits)) {
        choices.add(new Choice(columns.size(), values));
      }
      columns.add(
          Column.under(
              field.name(),
              isNumber(field) ? WorkbookWriterFormat.GENERAL : WorkbookWriterFormat.TEXT));
    }
    return new WorkbookWriterSheet(schema.name(), columns, 1, choices);
  }

  private static WorkbookWriterSheet aboutFields() {
    List<Column> columns =
        Stream.of(30, 30, 60, 10, 30, 60, 30)
            .map(width -> new Column(width, WorkbookWriterFormat.GENERAL))
            .toList();
    return new WorkbookWriterSheet("Fields", columns, 1, List.of());
  }

  private static WorkbookWriterCell label(Field field) {
    return WorkbookWriterCell.text(
        field.name(), field.isRequired() ? WorkbookWriterLook.REQUIRED : WorkbookWriterLook.HEADER);
  }

  private WorkbookWriterCell value(Field field) {
    String text = fitting(example.apply(field));
    if (!isNumber(field)) {
      return WorkbookWriterCell.text(text);
    }
    return text.isEmpty() ? WorkbookWriterCell.prose("") : WorkbookWriterCell.number(text);
  }

  /** Whether it is a number to a spreadsheet, too, which writes it as its country does. */
  private static boolean isNumber(Field field) {
    return field.type() == FieldType.NUMBER
        && field.options().equals(TypeOptions.OfNumber.DEFAULT)
        && FieldWords.choices(field).isEmpty();
  }

  private List<WorkbookWriterCell> about(Field field) {
    List<String> texts =
        List.of(
            field.name(),
            orNothing(field.description().title()),
            orNothing(field.description().description()),
            field.isRequired() ? "yes" : "no",
            FieldWords.type(field),
            FieldWords.allowed(field),
            example.apply(field));
    return texts.stream().map(TemplateWorkbook::fitting).map(WorkbookWriterCell::prose).toList();
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean fits(String text) {
    return text.length() <= WorkbookWriter.MAX_TEXT;
  }

  /** The text, or nothing in place of one that no cell could hold. */
  private static String fitting(String text) {
    return fits(text) ? text : "";
  }
}
