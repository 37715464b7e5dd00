package dev.importer.read;

import dev.importer.error.ImportError;
import dev.importer.schema.Categories;
import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the allowed value that somebody probably meant who wrote one that is not allowed. */
final class Suggestions {

  /** Values of more characters are not compared: they are texts, not names of something. */
  private static final int MAX_LENGTH = 100;

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

  /** The value that is most like the offending one; null if none is like it. */
  @Nullable String of(ImportError error) {
    String value = error.value();
    List<String> candidates = error.field() == null ? null : allowed.get(error.field());
    if (value == null || candidates == null || value.length() > MAX_LENGTH) {
      return null;
    }
    String given = normal(value);
    String nearest = null;
    int least = Math.max(1, given.length() / 3) + 1;
    for (String candidate : candidates) {
      if (candidate.equals(value)) {
        // An allowed value is at fault for another reason.
        return null;
      }
      int distance = candidate.length() > MAX_LENGTH ? least : distance(given, normal(candidate));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  private static String normal(String value) {
    return value.strip().toLowerCase(Locale.ROOT);
  }

  /** How many characters have to be added, removed, replaced or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
