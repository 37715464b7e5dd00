package dev.importer.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields whose values must occur in other fields.
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
}
