package dev.importer;

import dev.importer.internal.check.FilledTemplate;
import dev.importer.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A file for people to fill in: the labels of a schema, and one row that keeps to it field by
 * field. A value is the example of the field if that is one; otherwise it is made of what the field
 * allows. A field for which none can be made, as may be with a pattern, is left empty. Immutable.
 */
public final class Template {

  private final FilledTemplate filled;

  private Template(FilledTemplate filled) {
    this.filled = filled;
  }

  /** The template of a schema. */
  public static Template of(Schema schema) {
    return new Template(FilledTemplate.of(schema));
  }

  /** Two lines of CSV (RFC 4180): the labels, and the row. */
  public String csv() {
    return filled.csv();
  }

  /** An array of one JSON object, the row. */
  public String json() {
    return filled.json();
  }

  /**
   * Writes a workbook (XLSX). Its first sheet has the labels, those of required fields on yellow,
   * the row, and lists to choose from in the columns of enumerations, categories and truth values.
   * What is typed there stays text, except decimal numbers. The second sheet says what belongs into
   * each field.
   *
   * @param stream takes its bytes, and stays open
   * @throws IllegalArgumentException if the schema has more fields than a sheet has columns
   *     (16,384), or a name that is longer than a cell (32,767 characters); nothing is written then
   */
  public void writeXlsx(OutputStream stream) throws IOException {
    filled.writeXlsx(stream);
  }
}
