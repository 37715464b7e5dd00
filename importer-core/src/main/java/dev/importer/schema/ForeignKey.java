package dev.importer.schema;

import dev.importer.type.FieldType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields whose values must occur in other fields. Those of the table itself are looked up in the
 * file; a key to another table is kept and not checked, see {@link #isChecked}.
 *
 * @param fields the fields that refer, at least one
 * @param resource the name of the table that is referred to; null for the table itself
 * @param referenceFields the fields that are referred to, as many as {@code fields}
 */
public record ForeignKey(
    List<String> fields, @Nullable String resource, List<String> referenceFields) {

  /** Checks the lengths. */
  public ForeignKey {
    fields = List.copyOf(fields);
    referenceFields = List.copyOf(referenceFields);
    if (fields.isEmpty() || fields.size() != referenceFields.size()) {
      throw new IllegalArgumentException(
          "a foreign key needs as many fields that refer as fields that are referred to");
    }
  }

  /**
   * Whether an import checks the key. One that refers to another table cannot be checked by an
   * import of one file: each import and each check says so with the warning {@code unchecked-key}.
   */
  public boolean isChecked() {
    return resource == null;
  }

  /** Why no value of the one field is ever one of the other; null if there may be some. */
  static @Nullable String fault(Field from, Field to) {
    return areComparable(from.type(), to.type())
        ? null
        : from.name()
            + " is of type "
            + from.type().text()
            + ", but "
            + to.name()
            + ", to which it refers, of type "
            + to.type().text()
            + ": they are never equal";
  }

  private static boolean areComparable(FieldType from, FieldType to) {
    return from == to
        || from == FieldType.ANY
        || to == FieldType.ANY
        || (isNumber(from) && isNumber(to));
  }

  private static boolean isNumber(FieldType type) {
    return type == FieldType.INTEGER || type == FieldType.NUMBER;
  }
}
