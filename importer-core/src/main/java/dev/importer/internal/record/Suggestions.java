package dev.importer.internal.record;

import dev.importer.error.ImportError;
import dev.importer.internal.text.Suggestion;
import dev.importer.schema.Categories;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the allowed value that somebody probably meant who wrote one that is not allowed. */
final class Suggestions {

  private final Map<String, List<String>> allowed = new HashMap<>();

  Suggestions(Schema schema) {
    for (Field field : schema.fields()) {
      List<String> values = allowedBy(field);
      if (!values.isEmpty()) {
        allowed.put(field.name(), values);
      }
    }
  }

  private static List<String> allowedBy(Field field) {
    List<String> values = new ArrayList<>();
    for (Constraint constraint : field.constraints()) {
      if (constraint instanceof Constraint.OneOf oneOf) {
        oneOf.values().forEach(value -> values.add(value.toString()));
      }
    }
    Categories categories = field.categories();
    if (categories != null) {
      categories.values().forEach(category -> values.add(category.value().toString()));
    }
    return values;
  }

  /** The value that is near the offending one; null if none is, see {@link Suggestion}. */
  @Nullable String of(ImportError error) {
    String value = error.value();
    List<String> candidates = error.field() == null ? null : allowed.get(error.field());
    if (value == null || candidates == null) {
      return null;
    }
    // An allowed value is at fault for another reason.
    return candidates.contains(value) ? null : Suggestion.of(value, candidates).orElse(null);
  }
}
