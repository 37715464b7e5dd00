package dev.importer.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the constraints of a field from JSON. Members that Table Schema does not know are none. */
final class ConstraintReader {

  private ConstraintReader() {}

  static List<Constraint> read(JsonPart json) {
    List<Constraint> constraints = new ArrayList<>();
    json.members()
        .forEach(
            (rule, value) -> {
              Constraint constraint = read(rule, value);
              if (constraint != null) {
                constraints.add(constraint);
              }
            });
    return constraints;
  }

  private static @Nullable Constraint read(String rule, JsonPart value) {
    return switch (rule) {
      case "required" -> ifTrue(value, new Constraint.Required());
      case "unique" -> ifTrue(value, new Constraint.Unique());
      case "minimum" -> bound(value, Constraint.Minimum::new);
      case "maximum" -> bound(value, Constraint.Maximum::new);
      case "exclusiveMinimum" -> bound(value, Constraint.ExclusiveMinimum::new);
      case "exclusiveMaximum" -> bound(value, Constraint.ExclusiveMaximum::new);
      case "minLength" -> length(value, Constraint.MinLength::new);
      case "maxLength" -> length(value, Constraint.MaxLength::new);
      case "pattern" -> pattern(value);
      case "enum" -> oneOf(value);
      case "jsonSchema" -> jsonSchema(value);
      default -> null;
    };
  }

  private static @Nullable Constraint ifTrue(JsonPart value, Constraint constraint) {
    return Boolean.TRUE.equals(value.truth()) ? constraint : null;
  }

  private static @Nullable Constraint bound(JsonPart value, Function<Object, Constraint> kind) {
    Object bound = value.cell();
    return bound == null ? null : kind.apply(bound);
  }

  private static @Nullable Constraint length(JsonPart value, Function<Integer, Constraint> kind) {
    Integer length = value.length();
    return length == null ? null : kind.apply(length);
  }

  private static @Nullable Constraint pattern(JsonPart value) {
    String regex = value.text();
    return regex == null ? null : value.make(() -> new Constraint.Pattern(regex));
  }

  private static @Nullable Constraint oneOf(JsonPart value) {
    List<JsonPart> items = value.items();
    List<Object> allowed = new ArrayList<>();
    for (JsonPart item : items) {
      Object cell = item.cell();
      if (cell != null) {
        allowed.add(cell);
      }
    }
    // Where items are faulty or there is no array, that has been said already.
    boolean whole = value.isArray() && allowed.size() == items.size();
    return whole ? value.make(() -> new Constraint.OneOf(allowed)) : null;
  }

  private static @Nullable Constraint jsonSchema(JsonPart value) {
    if (!value.isObject()) {
      value.members();
      return null;
    }
    return new Constraint.JsonSchema(value.json());
  }
}
