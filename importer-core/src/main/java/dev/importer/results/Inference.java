package dev.importer.results;

import dev.importer.error.ErrorCode;
import dev.importer.schema.Schema;
import dev.importer.type.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schema that every row of a source keeps to, inferred from all of them, and what that rests on.
 *
 * <p>A column gets the narrowest type that all its values are of: a whole number, a number, a truth
 * value, a date, a time, or a date with a time. A field is required if no row lacks its value.
 * Nothing else is guessed: what could be meant in two ways is text, and so are digits that would
 * lose something as a number.
 *
 * @param schema the schema, named after the source; what it does not say holds by default
 * @param rows how many rows were looked at
 * @param leftOut how many rows were not, because their form is faulty
 * @param columns what was found in each column, in the order of the source
 */
public record Inference(Schema schema, long rows, long leftOut, List<Column> columns) {

  /**
   * What was found in a column.
   *
   * @param column its position, 1-based; of JSON, in the order in which members were met
   * @param label its label, which is the name of the field
   * @param type the type of the field
   * @param format the format of the field
   * @param values how many cells hold a value
   * @param missing how many rows have none
   * @param reason a sentence that says why it is this type
   * @param warning {@code ambiguous-date} or {@code leading-zeros} if that is why it is text;
   *     otherwise null
   */
  public record Column(
      int column,
      String label,
      FieldType type,
      String format,
      long values,
      long missing,
      String reason,
      @Nullable ErrorCode warning) {}

  /** Copies the list. */
  public Inference {
    columns = List.copyOf(columns);
  }
}
