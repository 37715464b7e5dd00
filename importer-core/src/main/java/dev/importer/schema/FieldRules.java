package dev.importer.schema;

import dev.importer.error.SchemaException.Fault;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.type.Cast;
import dev.importer.internal.type.Unfit;
import dev.importer.internal.type.Values;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.util.ArrayList;
import java.util.Comparator;
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

  /** The order in which constraints are kept, so that equal fields are equal however written. */
  private static final List<String> ORDER =
      List.of(
          "required",
          "unique",
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "pattern",
          "enum",
          "jsonSchema");

  private final FieldType type;
  private final @Nullable Cast cast;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<Constraint> faulty = new HashSet<>();

  private FieldRules(FieldType type, String format, TypeOptions options) {
    this.type = type;
    Cast to = null;
    try {
      to = Cast.to(type, format, options);
    } catch (IllegalArgumentException e) {
      faults.add(
          new Fault(
              format.equals(Field.DEFAULT_FORMAT) ? "" : "/format",
              String.valueOf(e.getMessage())));
    }
    this.cast = to;
  }

  /** All that is wrong with a field, each with its place in the JSON of the field. */
  static List<Fault> faults(
      FieldType type,
      String format,
      TypeOptions options,
      List<Constraint> constraints,
      @Nullable Categories categories) {
    FieldRules rules = new FieldRules(type, format, options);
    constraints.forEach(rules::checkKind);
    constraints.forEach(rules::checkValues);
    if (categories != null) {
      rules.checkCategories(categories, constraints);
    }
    rules.checkTogether(constraints, categories);
    return rules.faults;
  }

  /**
   * Requires that nothing is wrong.
   *
   * @throws IllegalArgumentException that names the field
   */
  static void require(
      String name,
      FieldType type,
      String format,
      TypeOptions options,
      List<Constraint> constraints,
      @Nullable Categories categories) {
    List<Fault> faults = faults(type, format, options, constraints, categories);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("field " + name + ": " + faults.get(0).message());
    }
  }

  /**
   * The constraints in the one order in which they are kept.
   *
   * @throws IllegalArgumentException if there are two of a kind
   */
  static List<Constraint> inOrder(String name, List<Constraint> constraints) {
    Set<String> rules = new HashSet<>();
    for (Constraint constraint : constraints) {
      if (!rules.add(constraint.rule())) {
        throw new IllegalArgumentException(
            "field " + name + ": there are two constraints " + constraint.rule());
      }
    }
    return constraints.stream()
        .sorted(Comparator.comparingInt(constraint -> ORDER.indexOf(constraint.rule())))
        .toList();
  }

  private void checkKind(Constraint constraint) {
    if (!fits(constraint, type)) {
      String article = "aeiou".indexOf(type.text().charAt(0)) < 0 ? "a " : "an ";
      add(constraint, "", article + type.text() + " has no " + constraint.rule());
    }
  }

  private void checkValues(Constraint constraint) {
    if (cast == null || !fits(constraint, type)) {
      return;
    }
    if (constraint instanceof Constraint.OneOf oneOf) {
      for (int i = 0; i < oneOf.values().size(); i++) {
        if (cast.apply(oneOf.values().get(i)) instanceof Unfit unfit) {
          add(constraint, "/" + i, "the allowed value " + unfit.message());
        }
      }
    } else {
      for (Object bound : boundsOf(constraint)) {
        Object typed = cast.apply(bound);
        if (typed instanceof Unfit unfit) {
          add(constraint, "", "the " + constraint.rule() + " " + unfit.message());
        } else if (typed instanceof Double number && number.isNaN()) {
          add(constraint, "", "nothing compares with NaN");
        }
      }
    }
  }

  /** Of what is wrong by itself nothing more is said. */
  private void checkTogether(List<Constraint> constraints, @Nullable Categories categories) {
    Cast to = cast;
    if (to != null) {
      List<Constraint> sound = constraints.stream().filter(each -> !faulty.contains(each)).toList();
      boolean categorical =
          faults.stream().noneMatch(fault -> fault.pointer().startsWith("/categories"));
      faults.addAll(Contradictions.of(type, to::apply, sound, categorical ? categories : null));
    }
  }

  private void add(Constraint constraint, String below, String message) {
    faulty.add(constraint);
    faults.add(new Fault("/constraints/" + constraint.rule() + below, message));
  }

  private void checkCategories(Categories categories, List<Constraint> constraints) {
    if (type != FieldType.STRING && type != FieldType.INTEGER) {
      faults.add(new Fault("/categories", "only a string or an integer has categories"));
      return;
    }
    Set<Object> values = new HashSet<>();
    for (int i = 0; i < categories.values().size(); i++) {
      Object value = categories.values().get(i).value();
      if ((value instanceof Long) != (type == FieldType.INTEGER)) {
        faults.add(
            new Fault(
                "/categories/" + i,
                "the category " + Quoted.of(value) + " is not of the type " + type.text()));
      }
      values.add(typed(value));
    }
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.OneOf oneOf) {
        for (int i = 0; i < oneOf.values().size(); i++) {
          if (!values.contains(typed(oneOf.values().get(i)))) {
            add(
                constraint,
                "/" + i,
                "the allowed value "
                    + Quoted.of(oneOf.values().get(i))
                    + " is none of the categories");
          }
        }
      }
    }
  }

  private Object typed(Object written) {
    return Values.canonical(cast == null ? written : cast.apply(written));
  }

  private static List<Object> boundsOf(Constraint constraint) {
    if (constraint instanceof Constraint.Minimum minimum) {
      return List.of(minimum.bound());
    } else if (constraint instanceof Constraint.Maximum maximum) {
      return List.of(maximum.bound());
    } else if (constraint instanceof Constraint.ExclusiveMinimum minimum) {
      return List.of(minimum.bound());
    } else if (constraint instanceof Constraint.ExclusiveMaximum maximum) {
      return List.of(maximum.bound());
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
