package dev.importer.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One named column of a schema. Make one with {@link #string}, {@link #integer} and the like, and
 * narrow it with the methods that follow; each gives a new field. Immutable.
 *
 * <pre>{@code
 * Field.string("email").email().required().maxLength(320)
 * }</pre>
 *
 * @param name the name under which valid values are stored
 * @param type what the cells must be
 * @param format what a string must look like; {@link Format#DEFAULT} for the other types
 * @param constraints what the values must keep to, at most one of each kind
 */
public record Field(String name, FieldType type, Format format, List<Constraint> constraints) {

  /** What a field of type string must look like besides its constraints. */
  public enum Format {
    /** Any text. */
    DEFAULT,
    /** An e-mail address (RFC 5321, RFC 5322), without a display name and without comments. */
    EMAIL;

    /** The name that Table Schema has for the format. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that the name is not blank and that format and constraints fit the type. */
  public Field {
    constraints = List.copyOf(constraints);
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of a field must not be blank");
    }
    if (format != Format.DEFAULT && type != FieldType.STRING) {
      throw new IllegalArgumentException("field " + name + ": only a string has a format");
    }
    for (Constraint constraint : constraints) {
      if (!fits(constraint, type)) {
        throw new IllegalArgumentException(
            "field " + name + ": a " + type.text() + " has no " + constraint.rule());
      }
    }
  }

  /** A field of text. */
  public static Field string(String name) {
    return of(name, FieldType.STRING);
  }

  /** A field of whole numbers. */
  public static Field integer(String name) {
    return of(name, FieldType.INTEGER);
  }

  /** A field of decimal numbers. */
  public static Field number(String name) {
    return of(name, FieldType.NUMBER);
  }

  /** A field of truth values. */
  public static Field bool(String name) {
    return of(name, FieldType.BOOLEAN);
  }

  /** A field of calendar dates. */
  public static Field date(String name) {
    return of(name, FieldType.DATE);
  }

  /** A field of dates with times. */
  public static Field datetime(String name) {
    return of(name, FieldType.DATETIME);
  }

  /** A field of anything. */
  public static Field any(String name) {
    return of(name, FieldType.ANY);
  }

  /** This field, holding e-mail addresses. */
  public Field email() {
    return new Field(name, type, Format.EMAIL, constraints);
  }

  /** This field with a value in every row. */
  public Field required() {
    return with(new Constraint.Required());
  }

  /** This field with no number below the bound. */
  public Field minimum(BigDecimal bound) {
    return with(new Constraint.Minimum(bound));
  }

  /** This field with no number below the bound. */
  public Field minimum(long bound) {
    return minimum(BigDecimal.valueOf(bound));
  }

  /** This field with no number above the bound. */
  public Field maximum(BigDecimal bound) {
    return with(new Constraint.Maximum(bound));
  }

  /** This field with no number above the bound. */
  public Field maximum(long bound) {
    return maximum(BigDecimal.valueOf(bound));
  }

  /** This field with no text shorter than this many characters (Unicode code points). */
  public Field minLength(int characters) {
    return with(new Constraint.MinLength(characters));
  }

  /** This field with no text longer than this many characters (Unicode code points). */
  public Field maxLength(int characters) {
    return with(new Constraint.MaxLength(characters));
  }

  /** This field with texts that wholly match a regular expression. */
  public Field pattern(String regex) {
    return with(new Constraint.Pattern(regex));
  }

  /** This field with texts that are not only white space. */
  public Field notBlank() {
    return with(Constraint.Pattern.NOT_BLANK);
  }

  /** This field with none but these values, written as they stand in the source. */
  public Field oneOf(String... values) {
    return with(new Constraint.OneOf(List.of(values)));
  }

  /** This field with one more constraint, which replaces an earlier one of its kind. */
  public Field with(Constraint constraint) {
    List<Constraint> changed = new ArrayList<>(constraints);
    changed.removeIf(earlier -> earlier.rule().equals(constraint.rule()));
    changed.add(constraint);
    return new Field(name, type, format, changed);
  }

  /** Whether every row must have a value. */
  public boolean isRequired() {
    return constraints.stream().anyMatch(Constraint.Required.class::isInstance);
  }

  private static boolean fits(Constraint constraint, FieldType type) {
    if (constraint instanceof Constraint.Minimum || constraint instanceof Constraint.Maximum) {
      return type == FieldType.INTEGER || type == FieldType.NUMBER;
    }
    if (constraint instanceof Constraint.MinLength
        || constraint instanceof Constraint.MaxLength
        || constraint instanceof Constraint.Pattern) {
      return type == FieldType.STRING;
    }
    return true;
  }

  private static Field of(String name, FieldType type) {
    return new Field(name, type, Format.DEFAULT, List.of());
  }
}
