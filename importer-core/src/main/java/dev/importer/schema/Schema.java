package dev.importer.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the rows of a file must look like. Columns that it does not name are kept as they are.
 *
 * <p>Labels are matched to fields without regard to case, surrounding white space and the
 * differences between {@code _}, {@code -} and space. Immutable.
 */
public final class Schema {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** No checks: CSV cells are kept as text, JSON values as they are. */
  public static final Schema NONE = builder("none").build();

  /** People: {@code name}, {@code email} and {@code age}, all required. The default. */
  public static final Schema USERS =
      builder("users")
          .field(Field.string("name").required().notBlank().maxLength(200))
          .field(Field.string("email").required().email().maxLength(320))
          .field(Field.integer("age").required().minimum(0).maximum(150))
          .build();

  private final String name;
  private final List<Field> fields;
  private final Map<String, Integer> positions = new HashMap<>();

  private Schema(String name, List<Field> fields) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot be the name of a schema: use letters, digits, '.', '_' and '-', at most 100");
    }
    this.name = name;
    this.fields = List.copyOf(fields);
    for (int i = 0; i < fields.size(); i++) {
      if (positions.put(LabelMatch.normal(fields.get(i).name()), i) != null) {
        throw new IllegalArgumentException(
            "two fields claim the label '" + fields.get(i).name() + "'");
      }
    }
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

  /** The columns that are checked. */
  public List<Field> fields() {
    return fields;
  }

  /** The position of the field that a label stands for, 0-based, or -1 if it stands for none. */
  public int indexOf(String label) {
    return positions.getOrDefault(LabelMatch.normal(label), -1);
  }

  /** Equal if name and fields are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && name.equals(that.name) && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The name and the fields. */
  @Override
  public String toString() {
    return name + " " + fields;
  }

  /** Collects the fields of a schema. Not thread-safe. */
  public static final class Builder {

    private final String name;
    private final List<Field> fields = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Adds a field. */
    public Builder field(Field field) {
      fields.add(field);
      return this;
    }

    /** The schema. */
    public Schema build() {
      return new Schema(name, fields);
    }
  }
}
