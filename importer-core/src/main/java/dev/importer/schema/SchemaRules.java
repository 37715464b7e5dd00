package dev.importer.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a record or another class what holds for the schema as a whole, see {@link Schema#of}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SchemaRules {

  /** The name of the schema. Default: that of the class, {@code order_line} for OrderLine. */
  String name() default "";

  /** A name for people; empty for none. */
  String title() default "";

  /** What the rows are, for people; empty if nothing is said. */
  String description() default "";

  /** How columns and fields have to agree. */
  FieldsMatch fieldsMatch() default FieldsMatch.PARTIAL;

  /** The texts that stand for no value. */
  String[] missingValues() default "";

  /** The names of the fields that together are different and present in every row. */
  String[] primaryKey() default {};

  /** Fields that together are different in every row that has all of them. */
  Key[] uniqueKeys() default {};

  /** Fields whose values must occur in other fields. */
  Reference[] foreignKeys() default {};

  /**
   * Whether imports remember which column feeds which field, as they were told, for later files
   * with the same labels.
   */
  boolean rememberMappings() default true;

  /** The names of fields that belong together. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Key {
    /** The names. */
    String[] value();
  }

  /** Fields that refer to others. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Reference {
    /** The fields that refer. */
    String[] fields();

    /** The name of the table that is referred to; empty for the table itself. */
    String resource() default "";

    /** The fields that are referred to. */
    String[] to();
  }
}
