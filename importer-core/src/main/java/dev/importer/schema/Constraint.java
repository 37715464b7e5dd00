package dev.importer.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** What the values of a field must keep to besides their type, as in Table Schema. */
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

  /**
   * No number is smaller.
   *
   * @param bound the smallest number allowed
   */
  record Minimum(BigDecimal bound) implements Constraint {
    @Override
    public String rule() {
      return "minimum";
    }
  }

  /**
   * No number is larger.
   *
   * @param bound the largest number allowed
   */
  record Maximum(BigDecimal bound) implements Constraint {
    @Override
    public String rule() {
      return "maximum";
    }
  }

  /**
   * No text is shorter.
   *
   * @param characters the length in Unicode code points, 0 or more
   */
  record MinLength(int characters) implements Constraint {
    /** Checks that the length is not negative. */
    public MinLength {
      requireLength(characters);
    }

    @Override
    public String rule() {
      return "minLength";
    }
  }

  /**
   * No text is longer.
   *
   * @param characters the length in Unicode code points, 0 or more
   */
  record MaxLength(int characters) implements Constraint {
    /** Checks that the length is not negative. */
    public MaxLength {
      requireLength(characters);
    }

    @Override
    public String rule() {
      return "maxLength";
    }
  }

  /**
   * The whole text matches.
   *
   * @param regex a regular expression
   */
  record Pattern(String regex) implements Constraint {

    /** A text with at least one character that is not white space. */
    public static final Pattern NOT_BLANK = new Pattern("\\s*\\S[\\s\\S]*");

    /** Checks that the text is a regular expression. */
    public Pattern {
      try {
        java.util.regex.Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException("'" + regex + "' is no regular expression", e);
      }
    }

    @Override
    public String rule() {
      return "pattern";
    }
  }

  /**
   * No other values than these.
   *
   * @param values the values as they stand in the source, at least one
   */
  record OneOf(List<String> values) implements Constraint {
    /** Checks that there is a value. */
    public OneOf {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("at least one value must be allowed");
      }
    }

    @Override
    public String rule() {
      return "enum";
    }
  }

  private static void requireLength(int characters) {
    if (characters < 0) {
      throw new IllegalArgumentException("a length must not be negative, but is " + characters);
    }
  }
}
