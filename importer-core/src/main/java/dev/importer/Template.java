package dev.importer;

import dev.importer.internal.check.FilledTemplate;
import dev.importer.schema.Schema;

/**
 * A file for people to fill in: the labels of a schema, and one row that keeps to it field by
 * field. A value is the example of the field if that is one; otherwise it is made of what the field
 * allows. A field for which none can be made, as may be with a pattern, is left empty. Immutable.
 *
 * @param csv two lines of CSV (RFC 4180): the labels, and the row
 * @param json an array of one JSON object, the row
 */
public record Template(String csv, String json) {

  /** The template of a schema. */
  public static Template of(Schema schema) {
    FilledTemplate filled = FilledTemplate.of(schema);
    return new Template(filled.csv(), filled.json());
  }
}
