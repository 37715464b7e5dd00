package dev.importer.internal.check;

import dev.importer.internal.rule.JsonSchemaRule;
import dev.importer.internal.rule.TextPattern;
import dev.importer.internal.text.Quoted;
import dev.importer.internal.type.Cast;
import dev.importer.internal.type.Unfit;
import dev.importer.row.JsonText;
import dev.importer.schema.Categories;
import dev.importer.schema.Category;
import dev.importer.schema.Constraint;
import dev.importer.schema.Description;
import dev.importer.schema.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One constraint of a field, ready to be applied to typed values that are not missing. */
interface ConstraintCheck {

  /** What is wrong with the value, or null. */
  @Nullable Finding apply(Object value);

  /**
   * The checks of a field: its format, its categories and its constraints in their order. What
   * needs other rows, or rows without a value, is not among them.
   */
  static List<ConstraintCheck> of(Field field) {
    List<ConstraintCheck> checks = new ArrayList<>();
    ConstraintCheck format = TextFormat.check(field);
    if (format != null) {
      checks.add(format);
    }
    Categories categories = field.categories();
    if (categories != null) {
      List<Object> written = categories.values().stream().map(Category::value).toList();
      checks.add(new AllowedValues("categories", written, values(field, "categories", written)));
    }
    for (Constraint constraint : field.constraints()) {
      ConstraintCheck check = check(field, constraint);
      if (check != null) {
        checks.add(check);
      }
    }
    return checks;
  }

  private static @Nullable ConstraintCheck check(Field field, Constraint constraint) {
    String rule = constraint.rule();
    if (constraint instanceof Constraint.Minimum minimum) {
      return new Bound(rule, Bound.Side.AT_LEAST, value(field, rule, minimum.bound()));
    } else if (constraint instanceof Constraint.Maximum maximum) {
      return new Bound(rule, Bound.Side.AT_MOST, value(field, rule, maximum.bound()));
    } else if (constraint instanceof Constraint.ExclusiveMinimum minimum) {
      return new Bound(rule, Bound.Side.ABOVE, value(field, rule, minimum.bound()));
    } else if (constraint instanceof Constraint.ExclusiveMaximum maximum) {
      return new Bound(rule, Bound.Side.BELOW, value(field, rule, maximum.bound()));
    } else if (constraint instanceof Constraint.MinLength minLength) {
      return value -> Length.checkLeast(value, minLength.length());
    } else if (constraint instanceof Constraint.MaxLength maxLength) {
      return value -> Length.checkMost(value, maxLength.length());
    } else if (constraint instanceof Constraint.Pattern pattern) {
      return patternCheck(pattern, field.description());
    } else if (constraint instanceof Constraint.OneOf oneOf) {
      return new AllowedValues(rule, oneOf.values(), values(field, rule, oneOf.values()));
    } else if (constraint instanceof Constraint.JsonSchema jsonSchema) {
      return jsonSchemaCheck(jsonSchema);
    }
    return null;
  }

  private static ConstraintCheck patternCheck(
      Constraint.Pattern constraint, Description description) {
    if (constraint.equals(Constraint.Pattern.NOT_BLANK)) {
      return value ->
          ((String) value).isBlank() ? Finding.constraint("pattern", "must not be blank") : null;
    }
    TextPattern pattern = TextPattern.of(constraint.regex());
    String asked = asked(pattern, constraint.regex(), description);
    return value -> {
      String text = (String) value;
      if (pattern.matches(text)) {
        return null;
      }
      return Finding.constraint(
          "pattern",
          Quoted.of(value)
              + (text.length() > pattern.longestText()
                  ? " is too long to be matched with the pattern " + constraint.regex()
                  : asked));
    };
  }

  /** What a pattern asks for: in words as far as there are any, the expression last. */
  private static String asked(TextPattern pattern, String regex, Description description) {
    String said =
        description.description() == null ? description.title() : description.description();
    String form = pattern.words().orElse(said);
    String example = description.example();
    if (form == null && example == null) {
      return " does not match the pattern " + regex;
    }
    return " is not of the form that is asked for"
        + (form == null ? "" : ": " + form)
        + (example == null ? "" : ", such as " + example)
        + " (pattern "
        + regex
        + ")";
  }

  private static ConstraintCheck jsonSchemaCheck(Constraint.JsonSchema constraint) {
    JsonSchemaRule rule = JsonSchemaRule.of(constraint.schema());
    return value -> {
      String fault = rule.fault((JsonText) value);
      return fault == null
          ? null
          : Finding.constraint("jsonSchema", Quoted.of(value) + " breaks its schema: " + fault);
    };
  }

  private static List<Object> values(Field field, String rule, List<Object> written) {
    return written.stream().map(each -> value(field, rule, each)).toList();
  }

  /** What a constraint names is cast like a cell. */
  private static Object value(Field field, String rule, Object written) {
    Object value = Cast.to(field.type(), field.format(), field.options()).apply(written);
    if (value instanceof Unfit unfit) {
      throw new IllegalArgumentException(
          "field " + field.name() + ": " + rule + ": " + unfit.message());
    }
    return value;
  }
}
