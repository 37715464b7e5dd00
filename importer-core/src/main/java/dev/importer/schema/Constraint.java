package dev.importer.schema;

import dev.importer.internal.rule.JsonSchemaRule;
import dev.importer.internal.rule.TextPattern;
import dev.importer.row.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;

/**
 * What the values of a field must keep to besides their type, as in Table Schema.
 *
 * <p>A bound or an allowed value is written as it would stand in a source: a text in the format of
 * the field, or a number, truth value or {@link JsonText} as JSON has them.
 */
public sealed interface Constraint {

  /** The name that Table Schema has for the constraint, for example {@code maxLength}. */
  String rule();

  /** Every row must have a value. */
  record Required() implements Constraint {
    @Override
    public String rule() {
      return "required";
    }
  }

  /** No two rows have the same value; rows without a value do not count. */
  record Unique() implements Constraint {
    @Override
    public String rule() {
      return "unique";
    }
  }

  /**
   * No value is smaller.
   *
   * @param bound the smallest value allowed
   */
  record Minimum(Object bound) implements Constraint {
    /** Checks the class of the bound. */
    public Minimum {
      bound = cell(bound);
    }

    @Override
    public String rule() {
      return "minimum";
    }
  }

  /**
   * No value is larger.
   *
   * @param bound the largest value allowed
   */
  record Maximum(Object bound) implements Constraint {
    /** Checks the class of the bound. */
    public Maximum {
      bound = cell(bound);
    }

    @Override
    public String rule() {
      return "maximum";
    }
  }

  /**
   * Every value is larger.
   *
   * @param bound what values must be above
   */
  record ExclusiveMinimum(Object bound) implements Constraint {
    /** Checks the class of the bound. */
    public ExclusiveMinimum {
      bound = cell(bound);
    }

    @Override
    public String rule() {
      return "exclusiveMinimum";
    }
  }

  /**
   * Every value is smaller.
   *
   * @param bound what values must be below
   */
  record ExclusiveMaximum(Object bound) implements Constraint {
    /** Checks the class of the bound. */
    public ExclusiveMaximum {
      bound = cell(bound);
    }

    @Override
    public String rule() {
      return "exclusiveMaximum";
    }
  }

  /**
   * No value is shorter.
   *
   * @param length the number of Unicode code points, items or members; 0 or more
   */
  record MinLength(int length) implements Constraint {
    /** Checks that the length is not negative. */
    public MinLength {
      requireLength(length);
    }

    @Override
    public String rule() {
      return "minLength";
    }
  }

  /**
   * No value is longer.
   *
   * @param length the number of Unicode code points, items or members; 0 or more
   */
  record MaxLength(int length) implements Constraint {
    /** Checks that the length is not negative. */
    public MaxLength {
      requireLength(length);
    }

    @Override
    public String rule() {
      return "maxLength";
    }
  }

  /**
   * The whole text matches.
   *
   * @param regex a regular expression that {@link TextPattern} takes
   */
  record Pattern(String regex) implements Constraint {

    /** A text with at least one character that is not white space. */
    public static final Pattern NOT_BLANK = new Pattern("\\s*\\S[\\s\\S]*");

    /** Checks that the text is a regular expression that can be matched in linear time. */
    public Pattern {
      TextPattern unused = TextPattern.of(regex);
    }

    @Override
    public String rule() {
      return "pattern";
    }
  }

  /**
   * No other values than these.
   *
   * @param values the values, at least one, none of them twice
   */
  record OneOf(List<Object> values) implements Constraint {
    /** Checks that there is a value, and their classes. */
    public OneOf {
      values = values.stream().map(Constraint::cell).toList();
      if (values.isEmpty()) {
        throw new IllegalArgumentException("at least one value must be allowed");
      }
      if (new HashSet<>(values).size() < values.size()) {
        throw new IllegalArgumentException("an allowed value stands twice");
      }
    }

    @Override
    public String rule() {
      return "enum";
    }
  }

  /**
   * Objects or arrays keep to a JSON Schema.
   *
   * @param schema the JSON Schema as JSON, which refers to nothing outside
   */
  record JsonSchema(JsonText schema) implements Constraint {
    /** Checks that it is a JSON Schema that needs nothing else. */
    public JsonSchema {
      JsonSchemaRule unused = JsonSchemaRule.of(schema);
    }

    @Override
    public String rule() {
      return "jsonSchema";
    }
  }

  /** A whole number is kept as JSON has it, whatever class it came in. */
  private static Object cell(Object value) {
    if (value instanceof BigDecimal decimal && decimal.scale() == 0) {
      return cell(decimal.unscaledValue());
    }
    if (value instanceof BigInteger whole && whole.bitLength() < Long.SIZE) {
      return whole.longValue();
    }
    boolean cell =
        value instanceof String
            || value instanceof Long
            || value instanceof BigInteger
            || value instanceof BigDecimal
            || value instanceof Boolean
            || value instanceof JsonText;
    if (!cell) {
      throw new IllegalArgumentException(
          "a value of a constraint is a text, a number, a truth value or JSON, not a "
              + value.getClass().getName());
    }
    return value;
  }

  private static void requireLength(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("a length must not be negative, but is " + length);
    }
  }
}
