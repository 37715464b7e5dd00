package dev.importer.schema;

import dev.importer.type.Cast;
import dev.importer.type.FieldType;
import dev.importer.type.Quoted;
import dev.importer.type.TypeOptions;
import dev.importer.type.Unfit;
import dev.importer.type.Values;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which formats, constraints and categories a field of a type may have. */
final class FieldRules {

  private static final Set<FieldType> ORDERED =
      EnumSet.of(
          FieldType.INTEGER,
          FieldType.NUMBER,
          FieldType.DATE,
          FieldType.TIME,
          FieldType.DATETIME,
          FieldType.DURATION,
          FieldType.YEAR,
          FieldType.YEARMONTH);

  private static final Set<FieldType> MEASURED =
      EnumSet.of(
          FieldType.STRING, FieldType.ARRAY, FieldType.OBJECT, FieldType.LIST, FieldType.GEOJSON);

  private FieldRules() {}

  static void require(
      String name,
      FieldType type,
      String format,
      TypeOptions options,
      List<Constraint> constraints,
      @Nullable Categories categories) {
    Cast cast;
    try {
      cast = Cast.to(type, format, options);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field " + name + ": " + e.getMessage(), e);
    }
    for (Constraint constraint : constraints) {
      String rule = constraint.rule();
      if (!fits(constraint, type)) {
        throw refused(name, "a " + type.text() + " has no " + rule);
      }
      for (Object value : valuesOf(constraint)) {
        Object typed = cast(cast, name, rule, value);
        if (typed instanceof Double number && number.isNaN() && !rule.equals("enum")) {
          throw refused(name, rule + ": nothing compares with NaN");
        }
      }
    }
    if (categories != null) {
      requireCategories(name, type, cast, constraints, categories);
    }
  }

  /** Categories are values of the field, and an enum allows none besides. */
  private static void requireCategories(
      String name, FieldType type, Cast cast, List<Constraint> constraints, Categories categories) {
    if (type != FieldType.STRING && type != FieldType.INTEGER) {
      throw refused(name, "only a string or an integer has categories");
    }
    Set<Object> values = new HashSet<>();
    for (Category category : categories.values()) {
      values.add(Values.canonical(cast(cast, name, "categories", category.value())));
    }
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.OneOf oneOf) {
        for (Object allowed : oneOf.values()) {
          if (!values.contains(Values.canonical(cast.apply(allowed)))) {
            throw refused(name, "enum: " + Quoted.of(allowed) + " is not one of the categories");
          }
        }
      }
    }
  }

  private static Object cast(Cast cast, String name, String rule, Object value) {
    Object typed = cast.apply(value);
    if (typed instanceof Unfit unfit) {
      throw refused(name, rule + ": " + unfit.message());
    }
    return typed;
  }

  private static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException("field " + name + ": " + why);
  }

  /** What a constraint names that has to be a value of the field. */
  private static List<Object> valuesOf(Constraint constraint) {
    if (constraint instanceof Constraint.Minimum minimum) {
      return List.of(minimum.bound());
    } else if (constraint instanceof Constraint.Maximum maximum) {
      return List.of(maximum.bound());
    } else if (constraint instanceof Constraint.ExclusiveMinimum minimum) {
      return List.of(minimum.bound());
    } else if (constraint instanceof Constraint.ExclusiveMaximum maximum) {
      return List.of(maximum.bound());
    } else if (constraint instanceof Constraint.OneOf oneOf) {
      return oneOf.values();
    }
    return List.of();
  }

  private static boolean fits(Constraint constraint, FieldType type) {
    if (constraint instanceof Constraint.Minimum
        || constraint instanceof Constraint.Maximum
        || constraint instanceof Constraint.ExclusiveMinimum
        || constraint instanceof Constraint.ExclusiveMaximum) {
      return ORDERED.contains(type);
    }
    if (constraint instanceof Constraint.MinLength || constraint instanceof Constraint.MaxLength) {
      return MEASURED.contains(type);
    }
    if (constraint instanceof Constraint.Pattern) {
      return type == FieldType.STRING;
    }
    if (constraint instanceof Constraint.JsonSchema) {
      return type == FieldType.OBJECT || type == FieldType.ARRAY;
    }
    return true;
  }
}
