package dev.importer.schema;

import dev.importer.type.FieldType;
import dev.importer.type.NegativeForm;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a component of a record what its type does not say of the field, see {@link Schema#of}.
 * Of other classes it stands at the parameter of the constructor, at the setter, at the field or at
 * the getter; of several, the first of these counts. What is not given goes without saying.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.PARAMETER,
  ElementType.FIELD,
  ElementType.METHOD
})
public @interface SchemaField {

  /**
   * The name of the field. Default: that of the component or property, {@code first_name} for
   * firstName.
   */
  String name() default "";

  /** Further labels that mean this field. */
  String[] aliases() default {};

  /** The type of the field, at most one. Default: what the type of the component says. */
  FieldType[] type() default {};

  /** How the values are written. Default: what the type of the component says. */
  String format() default "";

  /** Whether every row must have a value. Components of primitive types are always required. */
  boolean required() default false;

  /** Whether no two rows have the same value. */
  boolean unique() default false;

  /** The smallest value allowed, as it is written in a source; empty for none. */
  String minimum() default "";

  /** The largest value allowed, as it is written in a source; empty for none. */
  String maximum() default "";

  /** What values must be above, as it is written in a source; empty for nothing. */
  String exclusiveMinimum() default "";

  /** What values must be below, as it is written in a source; empty for nothing. */
  String exclusiveMaximum() default "";

  /** The fewest code points, items or members; -1 for any number. */
  int minLength() default -1;

  /** The most code points, items or members; -1 for any number. */
  int maxLength() default -1;

  /** A regular expression that the whole text matches; empty for none. */
  String pattern() default "";

  /** The values allowed, as they are written in a source. Default: all, or those of the enum. */
  String[] oneOf() default {};

  /** A JSON Schema that objects or arrays keep to; empty for none. */
  String jsonSchema() default "";

  /** The texts that stand for no value, without meanings. Default: those of the schema. */
  String[] missingValues() default {};

  /** Whether the cells lose the white space at both their ends. */
  boolean trim() default false;

  /** Whether {@code ="01234"} and a guard apostrophe are read as the text inside. */
  boolean unwrap() default false;

  /** Values in the place of others, {@code n/a=} or {@code old=new}; see {@link FieldCleaning}. */
  String[] replace() default {};

  /** What stands before the fraction of a number. */
  String decimalChar() default ".";

  /** What stands between groups of digits; empty if nothing does. */
  String groupChar() default "";

  /** Whether nothing but the number may stand in the cell. */
  boolean bareNumber() default true;

  /** How negative numbers may be written besides with a minus before the digits. */
  NegativeForm[] negative() default {};

  /** The texts for true. Default: true, True, TRUE and 1. */
  String[] trueValues() default {};

  /** The texts for false. Default: false, False, FALSE and 0. */
  String[] falseValues() default {};

  /** Whether capital and small letters of these texts mean the same. */
  boolean ignoreCase() default false;

  /** What stands between the items of a list. */
  String delimiter() default ",";

  /** A name for people; empty for none. */
  String title() default "";

  /** What the values mean, for people; empty if nothing is said. */
  String description() default "";

  /** A value as it stands in a file; empty for none. */
  String example() default "";

  /** The URI of a class that the values are instances of; empty for none. */
  String rdfType() default "";
}
