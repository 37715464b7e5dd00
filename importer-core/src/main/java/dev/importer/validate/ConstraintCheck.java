package dev.importer.validate;

import dev.importer.schema.Constraint;
import dev.importer.schema.Field;
import dev.importer.type.Cast;
import dev.importer.type.NumberCasts;
import dev.importer.type.Quoted;
import dev.importer.type.Unfit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One constraint of a field, ready to be applied to typed values that are not missing. */
interface ConstraintCheck {

  /** What is wrong with the value, or null. */
  @Nullable Finding apply(Object value);

  /** The checks of a field in the order of its constraints; {@code required} is not among them. */
  static List<ConstraintCheck> of(Field field) {
    List<ConstraintCheck> checks = new ArrayList<>();
    if (field.format().equals("email")) {
      checks.add(value -> EmailRule.check((String) value));
    }
    for (Constraint constraint : field.constraints()) {
      if (constraint instanceof Constraint.Minimum minimum) {
        BigDecimal bound = NumberCasts.toDecimal(valueOf(field, minimum.rule(), minimum.bound()));
        checks.add(value -> checkMinimum(value, bound));
      } else if (constraint instanceof Constraint.Maximum maximum) {
        BigDecimal bound = NumberCasts.toDecimal(valueOf(field, maximum.rule(), maximum.bound()));
        checks.add(value -> checkMaximum(value, bound));
      } else if (constraint instanceof Constraint.MinLength minLength) {
        checks.add(value -> checkMinLength((String) value, minLength.length()));
      } else if (constraint instanceof Constraint.MaxLength maxLength) {
        checks.add(value -> checkMaxLength((String) value, maxLength.length()));
      } else if (constraint instanceof Constraint.Pattern pattern) {
        checks.add(patternCheck(pattern));
      } else if (constraint instanceof Constraint.OneOf oneOf) {
        checks.add(enumCheck(field, oneOf));
      }
    }
    return checks;
  }

  private static @Nullable Finding checkMinimum(Object value, BigDecimal bound) {
    return NumberCasts.toDecimal(value).compareTo(bound) >= 0
        ? null
        : Finding.constraint(
            "minimum", Quoted.of(value) + " is below the minimum of " + bound.toPlainString());
  }

  private static @Nullable Finding checkMaximum(Object value, BigDecimal bound) {
    return NumberCasts.toDecimal(value).compareTo(bound) <= 0
        ? null
        : Finding.constraint(
            "maximum", Quoted.of(value) + " is above the maximum of " + bound.toPlainString());
  }

  private static @Nullable Finding checkMinLength(String text, int characters) {
    return text.length() >= characters && text.codePointCount(0, text.length()) >= characters
        ? null
        : Finding.constraint(
            "minLength", Quoted.of(text) + " is shorter than " + characters + " characters");
  }

  private static @Nullable Finding checkMaxLength(String text, int characters) {
    return text.length() <= characters || text.codePointCount(0, text.length()) <= characters
        ? null
        : Finding.constraint(
            "maxLength", Quoted.of(text) + " is longer than " + characters + " characters");
  }

  private static ConstraintCheck patternCheck(Constraint.Pattern constraint) {
    if (constraint.equals(Constraint.Pattern.NOT_BLANK)) {
      return value ->
          ((String) value).isBlank() ? Finding.constraint("pattern", "must not be blank") : null;
    }
    Pattern pattern = Pattern.compile(constraint.regex());
    return value ->
        pattern.matcher((String) value).matches()
            ? null
            : Finding.constraint(
                "pattern", Quoted.of(value) + " does not match the pattern " + constraint.regex());
  }

  /** The allowed values are cast like cells, so that 1.0 allows 1.00. */
  private static ConstraintCheck enumCheck(Field field, Constraint.OneOf constraint) {
    Set<Object> allowed = new HashSet<>();
    for (Object written : constraint.values()) {
      allowed.add(comparable(valueOf(field, constraint.rule(), written)));
    }
    String listed =
        constraint.values().stream().map(Object::toString).collect(Collectors.joining(", "));
    return value ->
        allowed.contains(comparable(value))
            ? null
            : Finding.constraint("enum", Quoted.of(value) + " is not one of " + listed);
  }

  /** What a constraint names is cast like a cell. */
  private static Object valueOf(Field field, String rule, Object written) {
    Object value = Cast.to(field.type(), field.format(), field.options()).apply(written);
    if (value instanceof Unfit unfit) {
      throw new IllegalArgumentException(
          "field " + field.name() + ": " + rule + ": " + unfit.message());
    }
    return value;
  }

  private static Object comparable(Object value) {
    return value instanceof Number ? NumberCasts.toDecimal(value).stripTrailingZeros() : value;
  }
}
