package dev.importer.internal.detect;

import dev.importer.schema.Field;
import dev.importer.schema.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The labels that a header should have, compared without regard to case and separators. */
final class ExpectedLabels {

  /** Nothing is expected. */
  static final ExpectedLabels NONE = new ExpectedLabels(Map.of(), Set.of());

  private final Map<String, String> fieldOfLabel;
  private final Set<String> needed;
  private final int fields;

  private ExpectedLabels(Map<String, String> fieldOfLabel, Set<String> needed) {
    this.fieldOfLabel = fieldOfLabel;
    this.needed = needed;
    this.fields = new HashSet<>(fieldOfLabel.values()).size();
  }

  /** Labels of which none is needed. */
  static ExpectedLabels of(List<String> labels) {
    Map<String, String> fields = new HashMap<>();
    labels.forEach(label -> fields.put(Schema.normalLabel(label), label));
    return new ExpectedLabels(fields, Set.of());
  }

  /** The names and aliases of the fields of a schema. */
  static ExpectedLabels of(Schema schema) {
    Map<String, String> fields = new HashMap<>();
    Set<String> needed = new HashSet<>();
    for (Field field : schema.fields()) {
      field.aliases().forEach(alias -> fields.putIfAbsent(normal(alias), field.name()));
      if (isNeeded(field, schema)) {
        needed.add(field.name());
      }
    }
    // A name stands for its own field, even if it is the alias of another.
    schema.fields().forEach(field -> fields.put(normal(field.name()), field.name()));
    return new ExpectedLabels(fields, needed);
  }

  private static boolean isNeeded(Field field, Schema schema) {
    return switch (schema.fieldsMatch()) {
      case EXACT, EQUAL, SUBSET -> true;
      case SUPERSET, PARTIAL -> field.isRequired() || schema.primaryKey().contains(field.name());
    };
  }

  private static String normal(String label) {
    return Schema.normalLabel(label);
  }

  boolean isEmpty() {
    return fields == 0;
  }

  /** Whether a label is that of a field. */
  boolean names(String label) {
    return fieldOfLabel.containsKey(normal(label));
  }

  /** How many fields there are. */
  int size() {
    return fields;
  }

  /** How many fields have a label among the cells. */
  int count(String[] cells) {
    return isEmpty() ? 0 : found(cells).size();
  }

  /** Whether the cells hold every label that a header must have; if none must, half of all. */
  boolean areComplete(String[] cells) {
    Set<String> found = found(cells);
    return needed.isEmpty()
        ? !found.isEmpty() && 2 * found.size() >= Math.min(fields, cells.length)
        : found.containsAll(needed);
  }

  private Set<String> found(String[] cells) {
    Set<String> found = new HashSet<>();
    for (String cell : cells) {
      @Nullable String field = fieldOfLabel.get(normal(cell));
      if (field != null) {
        found.add(field);
      }
    }
    return found;
  }
}
