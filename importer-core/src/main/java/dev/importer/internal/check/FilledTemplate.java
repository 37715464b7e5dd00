package dev.importer.internal.check;

import dev.importer.internal.csv.CsvLines;
import dev.importer.row.JsonText;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import dev.importer.source.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file for people to fill in: the labels of a schema, and one row that keeps to it field by
 * field. A value is the example of the field if that is one; otherwise it is made of what the field
 * allows. A field for which none can be made, as may be with a pattern, is left empty. Immutable.
 */
public final class FilledTemplate {

  private final Schema schema;

  private FilledTemplate(Schema schema) {
    this.schema = schema;
  }

  /** The template of a schema. */
  public static FilledTemplate of(Schema schema) {
    return new FilledTemplate(schema);
  }

  /** Two lines of CSV (RFC 4180): the labels, and the row. */
  public String csv() {
    CsvLines lines = CsvLines.in(Dialect.STANDARD);
    return lines.line(schema.fields().stream().map(Field::name).toList())
        + lines.line(schema.fields().stream().map(this::text).toList());
  }

  /**
   * Writes a workbook (XLSX): the labels and the row, and a second sheet about the fields.
   *
   * @param stream takes its bytes, and stays open
   * @throws IllegalArgumentException if a workbook has no room for the labels
   */
  public void writeXlsx(OutputStream stream) throws IOException {
    new TemplateWorkbook(schema, this::text).writeTo(stream);
  }

  /** What the row has for a field as text; empty if there is no value. */
  private String text(Field field) {
    Object example = example(field, Object::toString, FilledTemplate::asItIs);
    return example == null ? "" : example.toString();
  }

  /** An array of one JSON object, the row. */
  public String json() {
    StringJoiner members = new StringJoiner(",\n   ", "[\n  {", "}\n]\n");
    for (Field field : schema.fields()) {
      Object example = example(field, UnaryOperator.identity(), ExampleValues::inJson);
      String value =
          example instanceof String text ? JsonText.ofText(text).text() : String.valueOf(example);
      members.add(JsonText.ofText(field.name()).text() + ": " + value);
    }
    return members.toString();
  }

  /** The first value that the field takes; null if there is none. */
  private @Nullable Object example(
      Field field, UnaryOperator<Object> written, ExampleValues.Forms forms) {
    FieldCheck check = new FieldCheck(field, schema.missingValues());
    List<Finding> findings = new ArrayList<>();
    return ExampleValues.of(field).stream()
        .map(written)
        .flatMap(value -> forms.of(field, value))
        .filter(
            value -> {
              findings.clear();
              return check.check(value, findings) != null && findings.isEmpty();
            })
        .findFirst()
        .orElse(null);
  }

  private static Stream<Object> asItIs(Field field, Object value) {
    return Stream.of(value);
  }
}
