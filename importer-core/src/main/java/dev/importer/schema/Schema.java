package dev.importer.schema;

import dev.importer.error.SchemaException;
import dev.importer.internal.text.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a file must look like. Columns that it does not name are kept as they are.
 *
 * <p>Labels are matched to fields without regard to case, separators and marks, see {@link
 * #indexOf}. Immutable.
 */
public final class Schema {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** No checks: CSV cells are kept as text, JSON values as they are. */
  public static final Schema NONE = builder("none").build();

  /** People: {@code name}, {@code email} and {@code age}, all required. The default. */
  public static final Schema USERS =
      builder("users")
          .field(Field.string("name").required().notBlank().maxLength(200).aliases("full name"))
          .field(
              Field.string("email")
                  .required()
                  .email()
                  .maxLength(320)
                  .aliases("mail", "email address"))
          .field(Field.integer("age").required().minimum(0).maximum(150))
          .build();

  private final String name;
  private final Description description;
  private final List<Field> fields;
  private final FieldsMatch fieldsMatch;
  private final List<MissingValue> missingValues;
  private final List<String> primaryKey;
  private final List<List<String>> uniqueKeys;
  private final List<ForeignKey> foreignKeys;
  private final boolean rememberMappings;
  private final Labels labels = new Labels();

  private Schema(Builder builder) {
    this.name = builder.name;
    this.description = new Description(builder.title, builder.description, null, null);
    this.fields = List.copyOf(builder.fields);
    this.fieldsMatch = builder.fieldsMatch;
    this.missingValues = builder.missingValues;
    this.primaryKey = builder.primaryKey;
    this.uniqueKeys = List.copyOf(builder.uniqueKeys);
    this.foreignKeys = List.copyOf(builder.foreignKeys);
    this.rememberMappings = builder.rememberMappings;
    requireName(name);
    for (int i = 0; i < fields.size(); i++) {
      claim(fields.get(i).name(), i);
    }
    for (int i = 0; i < fields.size(); i++) {
      for (String alias : fields.get(i).aliases()) {
        claim(alias, i);
      }
    }
    requireFields(primaryKey);
    uniqueKeys.forEach(this::requireFields);
    for (ForeignKey key : foreignKeys) {
      requireFields(key.fields());
      if (key.isChecked()) {
        requireFields(key.referenceFields());
        requireComparable(key);
      }
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          Quoted.of(name)
              + " cannot be the name of a schema: use letters, digits, '.', '_' and '-', at most"
              + " 100");
    }
  }

  private void claim(String label, int field) {
    if (!labels.claim(label, field)) {
      throw new IllegalArgumentException("two fields claim the label " + Quoted.of(label));
    }
  }

  private void requireFields(List<String> names) {
    for (String each : names) {
      if (fields.stream().noneMatch(field -> field.name().equals(each))) {
        throw new IllegalArgumentException(
            "a key names the field " + Quoted.of(each) + ", which is missing");
      }
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("a key names a field twice: " + names);
    }
  }

  private void requireComparable(ForeignKey key) {
    for (int i = 0; i < key.fields().size(); i++) {
      String fault =
          ForeignKey.fault(field(key.fields().get(i)), field(key.referenceFields().get(i)));
      if (fault != null) {
        throw new IllegalArgumentException("schema '" + name + "': " + fault);
      }
    }
  }

  private Field field(String fieldName) {
    return fields.stream().filter(each -> each.name().equals(fieldName)).findFirst().orElseThrow();
  }

  /**
   * A schema from a record, or from another class into which rows can be read. Each component of
   * the record, parameter of the constructor, or property with a setter is a field, named like it:
   * {@code first_name} for firstName, which may be the label too. Its type gives that of the field:
   * an enum is text that is one of its constants, a List is a list or an array, an Optional may be
   * missing, and a primitive type is required. {@link SchemaField} and {@link SchemaRules} say
   * more. The fields are in the order of the components or parameters; those of properties in the
   * order of the fields of the class, those of the classes above it first.
   *
   * @throws IllegalArgumentException if objects of the class cannot be made of values, if one of
   *     these is of a type that no field has, or if what is said does not go together
   */
  public static Schema of(Class<?> type) {
    return ClassReader.read(type);
  }

  /**
   * A schema from its JSON form, a descriptor of Table Schema of version 2 or 1. Members that are
   * not known are passed over. A field may have further labels in a member {@code aliases}, which
   * is our own.
   *
   * @param name what it is called: letters, digits, {@code _}, {@code -} and {@code .}, at most 100
   * @param json the descriptor; without {@code fieldsMatch} it means {@link FieldsMatch#EXACT}
   * @throws SchemaException if anything is wrong with the descriptor; it lists all that is
   * @throws IllegalArgumentException if the name is wrong
   */
  public static Schema parse(String name, String json) {
    requireName(name);
    return SchemaReader.read(name, json);
  }

  /**
   * Begins a schema.
   *
   * @param name what it is called: letters, digits, {@code _}, {@code -} and {@code .}, at most 100
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** What the schema is called. */
  public String name() {
    return name;
  }

  /** A name for people, if the schema has one. */
  public Optional<String> title() {
    return Optional.ofNullable(description.title());
  }

  /** What the rows are, for people, if the schema says so. */
  public Optional<String> description() {
    return Optional.ofNullable(description.description());
  }

  /** The columns that are checked. */
  public List<Field> fields() {
    return fields;
  }

  /** How columns and fields have to agree. */
  public FieldsMatch fieldsMatch() {
    return fieldsMatch;
  }

  /** The texts that stand for no value in fields that do not name their own. */
  public List<MissingValue> missingValues() {
    return missingValues;
  }

  /** The names of the fields that together are different and present in every row; may be empty. */
  public List<String> primaryKey() {
    return primaryKey;
  }

  /** The names of fields that together are different in every row that has all of them. */
  public List<List<String>> uniqueKeys() {
    return uniqueKeys;
  }

  /** Fields whose values must occur in other fields. */
  public List<ForeignKey> foreignKeys() {
    return foreignKeys;
  }

  /**
   * Whether imports remember which column feeds which field, as they were told, for later files
   * with the same labels.
   */
  public boolean remembersMappings() {
    return rememberMappings;
  }

  /**
   * The position of the field that a label stands for, 0-based, or -1 if it stands for none.
   *
   * <p>A label stands for the field whose name or alias it is, without regard to case, surrounding
   * white space and the differences between {@code _}, {@code -} and space. If there is no such
   * field, separators and the marks {@code . : * ' "} do not count at all, so that {@code E-Mail}
   * and {@code Email:} are {@code email}; but a label that could be two fields then is none.
   * Accents and all other signs count.
   */
  public int indexOf(String label) {
    return labels.fieldOf(label);
  }

  /**
   * The form that labels which mean the same field share: without regard to case, surrounding white
   * space and the differences between {@code _}, {@code -} and space.
   */
  public static String normalLabel(String label) {
    return Labels.normal(label);
  }

  /**
   * The schema as a descriptor of Table Schema of version 2. {@link #parse} makes an equal schema
   * of it.
   */
  public String toJson() {
    return SchemaWriter.write(this);
  }

  /**
   * What the schema demands of rows, in 64 hexadecimal digits: the SHA-256 of its {@linkplain
   * #toJson JSON form} without what is only said to people (titles, descriptions, examples).
   * Schemas of the same digest make the same rows of the same file, whatever they are called.
   */
  public String digest() {
    return SchemaDigest.of(this);
  }

  Schema withoutDescriptions() {
    Builder builder = builder(name);
    fields.forEach(field -> builder.field(field.description(Description.NONE)));
    builder.uniqueKeys.addAll(uniqueKeys);
    builder.foreignKeys.addAll(foreignKeys);
    builder.fieldsMatch = fieldsMatch;
    builder.missingValues = missingValues;
    builder.primaryKey = primaryKey;
    return builder.build();
  }

  /** Equal if everything is. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name, the fields and the rest. */
  @Override
  public String toString() {
    return parts().toString();
  }

  private List<Object> parts() {
    return List.of(
        name,
        description,
        fields,
        fieldsMatch,
        missingValues,
        primaryKey,
        uniqueKeys,
        foreignKeys,
        rememberMappings);
  }

  /**
   * Collects the fields and rules of a schema. Unless something else is said, a file may lack
   * fields that are not required and have more columns ({@link FieldsMatch#PARTIAL}). Not
   * thread-safe.
   */
  public static final class Builder {

    private final String name;
    private @Nullable String title;
    private @Nullable String description;
    private final List<Field> fields = new ArrayList<>();
    private final List<List<String>> uniqueKeys = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private FieldsMatch fieldsMatch = FieldsMatch.PARTIAL;
    private List<MissingValue> missingValues = List.of(MissingValue.EMPTY);
    private List<String> primaryKey = List.of();
    private boolean rememberMappings = true;

    private Builder(String name) {
      this.name = name;
    }

    /** A name for people. Default: none. */
    public Builder title(@Nullable String text) {
      this.title = text;
      return this;
    }

    /** What the rows are, for people. Default: nothing is said. */
    public Builder description(@Nullable String text) {
      this.description = text;
      return this;
    }

    /** Adds a field. */
    public Builder field(Field field) {
      fields.add(field);
      return this;
    }

    /** How columns and fields have to agree. Default {@link FieldsMatch#PARTIAL}. */
    public Builder fieldsMatch(FieldsMatch match) {
      this.fieldsMatch = match;
      return this;
    }

    /** The texts that stand for no value. Default: the empty text. */
    public Builder missingValues(MissingValue... values) {
      this.missingValues = List.of(values);
      return this;
    }

    /** The fields that together are different and present in every row. Default: none. */
    public Builder primaryKey(String... fieldNames) {
      this.primaryKey = List.of(fieldNames);
      return this;
    }

    /** Adds fields that together are different in every row that has all of them. */
    public Builder uniqueKey(String... fieldNames) {
      uniqueKeys.add(List.of(fieldNames));
      return this;
    }

    /**
     * Adds fields whose values must occur in other fields; those of another table are not checked
     * ({@link ForeignKey#isChecked}).
     */
    public Builder foreignKey(ForeignKey key) {
      foreignKeys.add(key);
      return this;
    }

    /**
     * Whether imports remember which column feeds which field, as they were told, for later files
     * with the same labels. Default: they do.
     */
    public Builder rememberMappings(boolean remember) {
      this.rememberMappings = remember;
      return this;
    }

    /**
     * The schema.
     *
     * @throws IllegalArgumentException if two fields claim a label, or a key names no field or can
     *     never be fulfilled
     */
    public Schema build() {
      return new Schema(this);
    }
  }
}
