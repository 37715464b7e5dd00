package dev.importer.schema;

import dev.importer.row.JsonText;
import dev.importer.type.FieldType;
import dev.importer.type.TypeOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param format how the values of the type are written, as Table Schema has it: {@code default},
 *     {@code email}, {@code %d.%m.%Y} and so on
 * @param options options of the type
 * @param constraints what the values must keep to, at most one of each kind; kept in an order that
 *     does not depend on how they were given
 * @param missingValues texts that stand for no value; null for those of the schema
 * @param categories the values of a categorical field; null if it is none
 * @param aliases other labels that mean this field
 * @param cleaning what is done to its cells before they are checked
 * @param description what the field says to people
 */
public record Field(
    String name,
    FieldType type,
    String format,
    TypeOptions options,
    List<Constraint> constraints,
    @Nullable List<MissingValue> missingValues,
    @Nullable Categories categories,
    List<String> aliases,
    FieldCleaning cleaning,
    Description description) {

  /** The format of a type if nothing is said. */
  public static final String DEFAULT_FORMAT = "default";

  /** Checks that the name is not blank and that format and constraints fit the type. */
  public Field {
    constraints = FieldRules.inOrder(name, constraints);
    missingValues = missingValues == null ? null : List.copyOf(missingValues);
    aliases = List.copyOf(aliases);
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of a field must not be blank");
    }
    FieldRules.require(name, type, format, options, constraints, categories);
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

  /** A field of times of day. */
  public static Field time(String name) {
    return of(name, FieldType.TIME);
  }

  /** A field of calendar years. */
  public static Field year(String name) {
    return of(name, FieldType.YEAR);
  }

  /** A field of months of a year. */
  public static Field yearmonth(String name) {
    return of(name, FieldType.YEARMONTH);
  }

  /** A field of lengths of time. */
  public static Field duration(String name) {
    return of(name, FieldType.DURATION);
  }

  /** A field of places on the earth. */
  public static Field geopoint(String name) {
    return of(name, FieldType.GEOPOINT);
  }

  /** A field of GeoJSON objects. */
  public static Field geojson(String name) {
    return of(name, FieldType.GEOJSON);
  }

  /** A field of JSON objects. */
  public static Field object(String name) {
    return of(name, FieldType.OBJECT);
  }

  /** A field of JSON arrays. */
  public static Field array(String name) {
    return of(name, FieldType.ARRAY);
  }

  /** A field of lists of values of one type, written with a comma in between. */
  public static Field list(String name, FieldType itemType) {
    return of(name, FieldType.LIST)
        .options(new TypeOptions.OfList(TypeOptions.OfList.DEFAULT.delimiter(), itemType));
  }

  /** A field of anything. */
  public static Field any(String name) {
    return of(name, FieldType.ANY);
  }

  /** A field of a type, in its default format. */
  public static Field of(String name, FieldType type) {
    return new Field(
        name,
        type,
        DEFAULT_FORMAT,
        TypeOptions.defaultOf(type),
        List.of(),
        null,
        null,
        List.of(),
        FieldCleaning.NONE,
        Description.NONE);
  }

  /** This field, holding e-mail addresses. */
  public Field email() {
    return format("email");
  }

  /** This field with values written in another format. */
  public Field format(String format) {
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        missingValues,
        categories,
        aliases,
        cleaning,
        description);
  }

  /** This field with other options of its type. */
  public Field options(TypeOptions options) {
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        missingValues,
        categories,
        aliases,
        cleaning,
        description);
  }

  /** This field with a value in every row. */
  public Field required() {
    return with(new Constraint.Required());
  }

  /** This field with a different value in every row that has one. */
  public Field unique() {
    return with(new Constraint.Unique());
  }

  /** This field with no number below the bound. */
  public Field minimum(BigDecimal bound) {
    return with(new Constraint.Minimum(bound));
  }

  /** This field with no number below the bound. */
  public Field minimum(long bound) {
    return with(new Constraint.Minimum(bound));
  }

  /** This field with no value below the bound, which is written in the format of the field. */
  public Field minimum(String bound) {
    return with(new Constraint.Minimum(bound));
  }

  /** This field with no number above the bound. */
  public Field maximum(BigDecimal bound) {
    return with(new Constraint.Maximum(bound));
  }

  /** This field with no number above the bound. */
  public Field maximum(long bound) {
    return with(new Constraint.Maximum(bound));
  }

  /** This field with no value above the bound, which is written in the format of the field. */
  public Field maximum(String bound) {
    return with(new Constraint.Maximum(bound));
  }

  /** This field with no value as low as the bound, which is written in the format of the field. */
  public Field exclusiveMinimum(String bound) {
    return with(new Constraint.ExclusiveMinimum(bound));
  }

  /** This field with no value as high as the bound, which is written in the format of the field. */
  public Field exclusiveMaximum(String bound) {
    return with(new Constraint.ExclusiveMaximum(bound));
  }

  /** This field with no value shorter than this many code points, items or members. */
  public Field minLength(int length) {
    return with(new Constraint.MinLength(length));
  }

  /** This field with no value longer than this many code points, items or members. */
  public Field maxLength(int length) {
    return with(new Constraint.MaxLength(length));
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
    return with(new Constraint.OneOf(List.of((Object[]) values)));
  }

  /** This field with none but objects, or arrays, that keep to a JSON Schema. */
  public Field jsonSchema(String schema) {
    return with(new Constraint.JsonSchema(new JsonText(schema)));
  }

  /** This field with one more constraint, which replaces an earlier one of its kind. */
  public Field with(Constraint constraint) {
    List<Constraint> changed = new ArrayList<>(constraints);
    changed.removeIf(earlier -> earlier.rule().equals(constraint.rule()));
    changed.add(constraint);
    return new Field(
        name,
        type,
        format,
        options,
        changed,
        missingValues,
        categories,
        aliases,
        cleaning,
        description);
  }

  /** This field with texts of its own that stand for no value, instead of those of the schema. */
  public Field missingValues(MissingValue... values) {
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        List.of(values),
        categories,
        aliases,
        cleaning,
        description);
  }

  /** This field with no text that stands for no value: the empty one is a value, too. */
  public Field withoutMissingValues() {
    return missingValues(new MissingValue[0]);
  }

  /** This field with a fixed set of values. */
  public Field categories(Categories values) {
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        missingValues,
        values,
        aliases,
        cleaning,
        description);
  }

  /** This field, found under these labels too. */
  public Field aliases(String... labels) {
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        missingValues,
        categories,
        List.of(labels),
        cleaning,
        description);
  }

  /**
   * This field with cells that lose the white space at both their ends, zero-width characters and
   * byte order marks included.
   */
  public Field trimmed() {
    return cleaning(cleaning.withTrim());
  }

  /** This field with {@code ="01234"} and a guard apostrophe read as the text inside. */
  public Field unwrapped() {
    return cleaning(cleaning.withUnwrap());
  }

  /**
   * This field with another value in the place of one.
   *
   * @param from the whole cell, letter by letter, after it was trimmed if that is done
   * @param to the value in its place; empty for none
   */
  public Field replacing(String from, String to) {
    return cleaning(cleaning.withReplacement(from, to));
  }

  /** This field with its cells cleaned in another way. */
  public Field cleaning(FieldCleaning choice) {
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        missingValues,
        categories,
        aliases,
        choice,
        description);
  }

  /** This field with something to say to people. */
  public Field description(Description text) {
    return new Field(
        name,
        type,
        format,
        options,
        constraints,
        missingValues,
        categories,
        aliases,
        cleaning,
        text);
  }

  /**
   * Whether a label is the name of this field, without regard to case, separators and marks as
   * {@link Schema#indexOf} has it. Aliases do not count.
   */
  public boolean isNamed(String label) {
    return Labels.normal(label).equals(Labels.normal(name))
        || Labels.bare(label).equals(Labels.bare(name));
  }

  /** Whether every row must have a value. */
  public boolean isRequired() {
    return constraints.stream().anyMatch(Constraint.Required.class::isInstance);
  }
}
